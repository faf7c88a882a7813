/**
 * Markdown as GitHub reads it, as a type of its own. Names go through `code`; a plain string in a template is a sentence and goes
 * through `words`: no markup, no link, nobody mentioned, code spans kept. Knows nothing of AWS or Terraform.
 */
import { visible, withoutCommands } from '../diagnostics/format/shown-text.js';
import { EncodedText, languageOf } from '../text/encoded-text.js';

class Text extends EncodedText<'markdown'> {}

export type Markdown = Text;

const { tag, join, helped } = languageOf(Text, encodeWords);

/** Template literal tag: the literal is Markdown, what is put in is Markdown or a sentence. */
export const md = tag;

export const helpedMarkdown = helped;

/** What a template of this program made of texts that its helpers encoded; see `templates.ts`. */
export function renderedMarkdown(output: string): Markdown {
  return new Text(output);
}

/** Visible characters without a backtick, no space on either side; the ellipsis is part of names that this program makes. */
const plainCode = /^[!-_a-~…](?:[ -_a-~…]*[!-_a-~…])?$/;

/** A code span; its fence is longer than any run of backticks in the text. Nothing inside is a link or a mention. */
export function code(text: string): Markdown {
  if (plainCode.test(text) && !text.includes('##')) return new Text(`\`${text}\``);
  const line = withoutCommands(onOneLine(text));
  // Two backticks alone are no code span.
  if (line === '') return new Text('(empty)');
  const fence = '`'.repeat(longestRun(line) + 1);
  // Markdown takes away one space on either side, and needs it next to a backtick.
  const space = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return new Text(`${fence}${space}${line}${space}${fence}`);
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

export function codes(texts: readonly string[]): Markdown {
  return join(texts.map(code), md`, `);
}

/** A sentence that may hold names; its code spans stay code. */
export function words(text: string): Markdown {
  return new Text(encodeWords(text));
}

function encodeWords(text: string): string {
  return onOneLine(text)
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 === 1 ? part : plain(part)))
    .join('');
}

/** An empty comment keeps GitHub from linking an address or an issue, and from notifying whoever has the name after `@`. */
function plain(text: string): string {
  return text
    .replace(/[\\*_[\]`~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[@#](?=\w)|:(?=\/\/)|\bwww(?=\.)/gi, '$&<!-- -->');
}

const plainLine = /^[ -~]*$/;

function onOneLine(text: string): string {
  return plainLine.test(text) ? text : visible(text).replace(/[\t\n]/g, ' ');
}

/** What a reader of the rendered page does not see. Nothing in the text can end it. */
export function comment(text: string): Markdown {
  return new Text(`<!-- ${text.replace(/-(?=-)/g, '- ')} -->`);
}

/** A block of code; `info` is what GitHub's info string says of it. The fence is longer than any run of backticks inside. */
export function fenced(info: string, text: string): Markdown {
  const fence = '`'.repeat(Math.max(2, longestRun(text)) + 1);
  return new Text(`${fence}${info}\n${text}\n${fence}`);
}

/** In a table, a bar begins the next cell wherever it is, in code too. */
export function inTable(cell: Markdown): Markdown {
  const text = cell.toString();
  return text.includes('|') ? new Text(text.replaceAll('|', '\\|')) : cell;
}
