/**
 * Text that is markup already, HTML or SVG, as a type of its own. Only this file makes it, so that a plain string can never
 * reach a page unescaped: what a template is given is escaped, unless it is markup itself. Knows no page.
 */
import { visible } from '../diagnostics/format/shown-text.js';
import { type CallHelper, EncodedText, languageOf } from '../text/encoded-text.js';

class Text extends EncodedText<'markup'> {}

export type Markup = Text;

type Plain = string | number | readonly Markup[] | undefined;

function encode(part: Plain): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escaped(part);
  return typeof part === 'number' ? String(part) : part.join('');
}

const html = languageOf(Text, encode);

/** Template literal tag: the literal is markup, what is put in is text or markup. */
export const { tag: markup } = html;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For content and for quoted attributes; controls and directional marks are made visible, what XML does not know goes. */
function escaped(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** A block of data, which no browser runs. No text in it can end the element or begin a comment. */
export function jsonBlock(id: string, data: unknown): Markup {
  const json = JSON.stringify(data).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
  return new Text(`<script type="application/json" id="${escaped(id)}">${json}</script>`);
}

/** Style sheets and scripts of this program, checked when they are compiled. */
export function compiledStyle(css: string): Markup {
  return new Text(`<style>${css}</style>`);
}

export function compiledScript(script: string): Markup {
  return new Text(`<script>${script}</script>`);
}

/** A sentence of this program, in which backticks mark code. */
function withCode(sentence: string): Markup {
  const parts = sentence.split('`');
  if (parts.length % 2 === 0) return markup`${sentence}`;
  return markup`${parts.map((part, at) => (at % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`))}`;
}

type HelperName = 'text' | 'sentence' | 'markup' | 'number';

const helpers: Readonly<Record<HelperName, (value: never) => Markup>> = {
  text: (value: string) => markup`${value}`,
  sentence: withCode,
  markup: (value: Markup) => value,
  number: (value: number) => markup`${value}`,
};

const call: CallHelper<HelperName> = (name, values) => html.helped(name, helpers[name], values).toString();

/** A compiled template of `templates/html` and what it is about. */
export function renderHtml<Facts>(
  template: (call: CallHelper<HelperName>, facts: Facts) => string,
  facts: NoInfer<Facts>,
): string {
  return template(call, facts);
}
