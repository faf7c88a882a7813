/**
 * Text that is markup already, HTML or SVG, as a type of its own. Only this file makes it, so that a plain string can never
 * reach a page unescaped: what a template is given is escaped, unless it is markup itself. Knows no page.
 */
import { visible } from '../diagnostics/format/shown-text.js';

class Text {
  /** Private, so that neither a string nor an object literal passes for this type. */
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type Markup = Text;

export type Part = string | number | Markup | readonly Markup[] | undefined;

/** Template literal tag: what stands in the source of this program is markup, what is put in is text or markup. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0] ?? '';
  let at = 0;
  for (const part of parts) {
    at += 1;
    text += spelled(part) + (strings[at] ?? '');
  }
  return new Text(text);
}

function spelled(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return part instanceof Text ? part.toString() : part.join('');
}

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

/** Style sheets and scripts of ours, checked when they are compiled. */
export function compiledStyle(css: string): Markup {
  return new Text(`<style>${css}</style>`);
}

export function compiledScript(script: string): Markup {
  return new Text(`<script>${script}</script>`);
}
