/**
 * What the templates of pages may call, and how a page is made from one. A value is text of one kind, and a helper says which; anything
 * else is a defect and throws. Knows no page.
 */
import { shellWord } from '../shell/quote.js';
import { code, codes, inTable, isMarkdown, type Markdown, md, renderedMarkdown, words } from './markdown.js';

type HelperName = 'code' | 'codes' | 'words' | 'markdown' | 'number' | 'shell' | 'shells';

/** In blocks of code `shell` and `shells`, elsewhere the others: `scripts/compile-templates.mjs` refuses what is not so. */
const helpers: Readonly<Record<HelperName, (...values: never[]) => Markdown>> = {
  /** A name, or several texts that make one. */
  code: (...texts: readonly string[]) => code(texts.join('')),
  codes: (texts: readonly string[]) => codes(texts),
  /** A sentence. */
  words: (...texts: readonly string[]) => words(texts.join('')),
  markdown: (text: Markdown) => text,
  number: (value: number) => md`${String(value)}`,
  /** A word of a command line. */
  shell: (...texts: readonly string[]) => renderedMarkdown(shellWord(texts.join(''))),
  shells: (texts: readonly string[]) => renderedMarkdown(texts.map(shellWord).join(' ')),
};

type Helper = (...values: readonly unknown[]) => unknown;

/** `isCell`: in a table. */
type CallHelper = (name: HelperName, values: readonly unknown[], isCell: boolean) => string;

const call: CallHelper = (name, values, isCell) => {
  if (values.some((value) => value === undefined || value === null))
    throw new Error(`template helper "${name}" was given nothing`);
  const text = (helpers[name] as Helper)(...values);
  if (!isMarkdown(text)) throw new Error(`template helper "${name}" was given plain text`);
  return (isCell ? inTable(text) : text).toString();
};

/** A compiled template and what it is about. Where sections are empty, no more than one empty line is left. */
export function renderTemplate<Facts>(
  template: (call: CallHelper, facts: Facts) => string,
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
