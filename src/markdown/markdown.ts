/**
 * Markdown as GitHub reads it, with what a mapping says kept text: no markup, no link, nobody mentioned. Names go through
 * `code`, sentences that hold names through `words`. Knows nothing of AWS or Terraform.
 */
import { visible, withoutCommands } from '../diagnostics/format/shown-text.js';

export interface Section {
  readonly heading: string;
  /** Paragraphs, lists, tables and fenced blocks; an empty line goes between them. */
  readonly body: readonly string[];
}

/** Visible characters without a backtick, no space on either side; the ellipsis stands in names of ours. */
const plainCode = /^[!-_a-~…](?:[ -_a-~…]*[!-_a-~…])?$/;

/** A code span; its fence is longer than any run of backticks in the text. Nothing inside is a link or a mention. */
export function code(text: string): string {
  if (plainCode.test(text) && !text.includes('##')) return `\`${text}\``;
  const line = withoutCommands(onOneLine(text));
  // Two backticks alone are no code span.
  if (line === '') return '(empty)';
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  // Markdown takes away one space on either side, and needs it next to a backtick.
  const space = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

export function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}

/** A sentence of ours that may hold names; its code spans stay code. */
export function words(text: string): string {
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
export function comment(text: string): string {
  return `<!-- ${text.replace(/-(?=-)/g, '- ')} -->`;
}

/** Commands for a POSIX shell, to be copied as a whole. */
export function shell(...lines: readonly string[]): string {
  return fenced('sh', lines);
}

/** No line may begin with three backticks. */
export function fenced(language: string, lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines, '```'].join('\n');
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `* ${item}`).join('\n');
}

/** A row is one line and no cell is padded, so that a change of one row touches no other. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), `|${'---|'.repeat(header.length)}`, ...rows.map(line)].join('\n');
}

export function renderSection({ heading, body }: Section, level: number): string {
  return [`${'#'.repeat(level)} ${heading}`, ...body].join('\n\n');
}
