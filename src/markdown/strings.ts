/** The Markdown as plain strings, for pages that are not templates yet. */
import * as markdown from './markdown.js';

interface Section {
  readonly heading: string;
  /** Paragraphs, lists, tables and fenced blocks; an empty line goes between them. */
  readonly body: readonly string[];
}

const code = (text: string) => markdown.code(text).toString();
const codes = (texts: readonly string[]) => markdown.codes(texts).toString();
const words = (text: string) => markdown.words(text).toString();
const comment = (text: string) => markdown.comment(text).toString();

function shell(...lines: readonly string[]): string {
  return fenced('sh', lines);
}

function fenced(language: string, lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines, '```'].join('\n');
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `* ${item}`).join('\n');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), `|${'---|'.repeat(header.length)}`, ...rows.map(line)].join('\n');
}

function renderSection({ heading, body }: Section, level: number): string {
  return [`${'#'.repeat(level)} ${heading}`, ...body].join('\n\n');
}

export type { Section };
export { bullets, code, codes, comment, fenced, renderSection, shell, table, words };
