/**
 * What the templates of pages may call, and how a page is made from one. A value is text of one kind, and a helper says which; anything
 * else is a defect and throws. Knows no page.
 */
import { quotedForSh, shellWord } from '../shell/quote.js';
import type { CallHelper } from '../text/encoded-text.js';
import {
  code,
  codes,
  helpedMarkdown,
  inTable,
  type Markdown,
  md,
  renderedMarkdown,
  words,
} from './markdown.js';

/** A word of a command line. No line of it ends the block of code: after a line break the quotes are closed and opened again. */
const word = (text: string) => shellWord(text).replace(/[\n\r](?=[ \t]*`)/g, "$&''");

function variable(name: string): string {
  if (!/^[a-z]+$/.test(name)) throw new Error(`${name} is no shell variable of the commands`);
  return `$${name}`;
}

/** Some are for blocks of code only, the others for all else: `scripts/compile-templates.mjs` refuses what is not so. */
const helpers = {
  /** A name, or several texts that make one. */
  code: (...texts: readonly string[]): Markdown => code(texts.join('')),
  codes: (texts: readonly string[]): Markdown => codes(texts),
  /** A sentence. */
  words: (...texts: readonly string[]): Markdown => words(texts.join('')),
  markdown: (text: Markdown): Markdown => text,
  number: (value: number): Markdown => md`${String(value)}`,
  /** A word of a command line. */
  shell: (...texts: readonly string[]): Markdown => renderedMarkdown(word(texts.join(''))),
  shells: (texts: readonly string[]): Markdown => renderedMarkdown(texts.map(word).join(' ')),
  /** The values of shell variables with hyphens between them, for a text in double quotes. */
  variables: (names: readonly string[]): Markdown => renderedMarkdown(names.map(variable).join('-')),
  /** What a branch of `case` is for. */
  patterns: (texts: readonly string[]): Markdown => renderedMarkdown(texts.map(word).join('|')),
  json: (value: object): Markdown => renderedMarkdown(word(JSON.stringify(value))),
  /** Words of a command that is a string of JSON in single quotes. */
  shellsInJson: (texts: readonly string[]): Markdown => {
    const command = JSON.stringify(texts.map(shellWord).join(' ')).slice(1, -1);
    return renderedMarkdown(quotedForSh(command).slice(1, -1));
  },
} satisfies Record<string, (...values: never[]) => Markdown>;

type HelperName = keyof typeof helpers;

const call: CallHelper<HelperName> = (name, values, isInTable) => {
  const text = helpedMarkdown(name, helpers[name], values);
  return (isInTable ? inTable(text) : text).toString();
};

/** A compiled template and what it is about. Where sections are empty, no more than one empty line is left. */
export function renderTemplate<Facts>(
  template: (call: CallHelper<HelperName>, facts: Facts) => string,
  facts: NoInfer<Facts>,
): Markdown {
  return renderedMarkdown(withoutGaps(template(call, facts)).trim());
}

/** Empty lines in blocks of code stay. */
function withoutGaps(text: string): string {
  if (!text.includes('\n\n\n')) return text;
  return text.replace(/^ *(`{3,})[^`\n]*\n[\s\S]*?^ *\1`*$|\n{3,}/gm, (found, fence) =>
    fence === undefined ? '\n\n' : found,
  );
}
