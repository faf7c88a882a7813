/**
 * Markdown as far as the rollout guide needs it. Whatever comes from a mapping passes through `code` or `shellWord`, so
 * that it stays text for a reader of Markdown and for a shell. Knows nothing of AWS or Terraform.
 */
import { quotedForSh } from '../shell/quote.js';

export interface Section {
  readonly heading: string;
  /** Paragraphs, lists, tables and fenced blocks; an empty line goes between them. */
  readonly body: readonly string[];
}

/** A code span; its fence is longer than any run of backticks in the text. */
export function code(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ');
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  // Markdown takes away one space on either side, and needs it next to a backtick.
  const space = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

export function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}

/** Commands for a POSIX shell, to be copied as a whole. */
export function shell(...lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n');
}

/** A word of a command line, quoted only where the shell would see more than text. */
export function shellWord(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : quotedForSh(text);
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `* ${item}`).join('\n');
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), `|${'---|'.repeat(header.length)}`, ...rows.map(line)].join('\n');
}

export function renderSection({ heading, body }: Section, level: number): string {
  return [`${'#'.repeat(level)} ${heading}`, ...body].join('\n\n');
}
