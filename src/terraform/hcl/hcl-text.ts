/**
 * Text that is HCL already, as a type of its own. Only this file makes it, so that a plain string can never reach a
 * generated file unescaped. Knows tokens, not values or layout.
 */
import { EncodedText, spliced } from '../../text/encoded-text.js';
import { escapeTemplate, invisible } from '../template-escape.js';

class Text extends EncodedText<'hcl'> {
  declare readonly isMultiLine: boolean;

  constructor(text: string, isMultiLine = false) {
    super(text);
    this.isMultiLine = isMultiLine;
  }

  /** UTF-16 code units; see `objectKey` for why that is the width that `terraform fmt` sees. */
  get width(): number {
    return this.toString().length;
  }
}

export type HclText = Text;

export function isHclText(value: unknown): value is HclText {
  return value instanceof Text;
}

const isMultiLine = (part: HclText): boolean => part.isMultiLine;

/** Template literal tag, for one line: the literal is HCL, and what is put in must be. */
export function hcl(strings: TemplateStringsArray, ...parts: readonly HclText[]): HclText {
  return new Text(spliced(strings, parts, String), parts.some(isMultiLine));
}

export function commaSeparated(parts: readonly HclText[]): HclText {
  return new Text(parts.join(', '), parts.some(isMultiLine));
}

export const indentation = 2;

/** The next line, `column` characters in. */
const nextLine = (column: number) => `\n${' '.repeat(column)}`;

export interface Line {
  readonly text: HclText;
  readonly comment?: string | undefined;
}

/** Brackets around a line for each item; `column` is where the line of the opening one starts. */
export function inLines(
  opening: '[' | '(',
  lines: readonly Line[],
  closing: ']' | ')',
  column: number,
): HclText {
  const before = nextLine(column + indentation);
  // Appended, which copies nothing, and not joined: the same line is put together at each level that it stands in.
  let text: string = opening;
  lines.forEach(({ text: item, comment }) => {
    text += `${commentLine(comment, before)}${before}${item.toString()},`;
  });
  return new Text(`${text}${nextLine(column)}${closing}`, true);
}

/** A line of its own between braces; `column` is where the line of the braces starts. */
export function inBraces(text: HclText, column: number): HclText {
  return new Text(`{${nextLine(column + indentation)}${text.toString()}${nextLine(column)}}`, true);
}

/** A comment ends with its line, so that nothing in it may end it sooner. */
function commentLine(comment: string | undefined, before: string): string {
  if (comment === undefined) return '';
  if (invisible.test(comment)) throw new Error(`not a comment of one line: ${comment}`);
  return `${before}# ${comment}`;
}

export interface Assignment {
  readonly name: HclText;
  readonly value: HclText;
  readonly comment?: string | undefined;
}

export function objectOnOneLine(entries: readonly Assignment[]): HclText {
  const members = entries.map(({ name, value }) => `${name.toString()} = ${value.toString()}`);
  return new Text(
    `{ ${members.join(', ')} }`,
    entries.some(({ value }) => value.isMultiLine),
  );
}

/** An object with a line for each entry; `column` is where the line of the brackets starts. */
export function objectInLines(entries: readonly Assignment[], column: number): HclText {
  const inner = column + indentation;
  const body = assignments(entries, inner).toString();
  return new Text(`{${nextLine(inner)}${body}${nextLine(column)}}`, true);
}

/**
 * `name = value`, an entry a line, from `column` on. In the canonical form of `terraform fmt`: `=` aligned in each run of
 * one-line values, a value of several lines or a comment ending the run.
 */
export function assignments(entries: readonly Assignment[], column: number): HclText {
  const before = nextLine(column);
  let text = '';
  let runEnd = 0;
  let width = 0;
  entries.forEach(({ name, value, comment }, at) => {
    text += commentLine(comment, before).slice(at > 0 ? 0 : before.length);
    if (at > 0 || comment !== undefined) text += before;
    if (value.isMultiLine) {
      text += `${name.toString()} = ${value.toString()}`;
    } else {
      if (at >= runEnd) {
        runEnd = endOfRun(at, entries);
        width = widest(entries, at, runEnd);
      }
      text += `${name.toString().padEnd(width)} = ${value.toString()}`;
    }
  });
  return new Text(text, entries.length > 1 || entries[0]?.value.isMultiLine);
}

/** Of the one-line values from `start` on, exclusive. */
function endOfRun(start: number, entries: readonly Assignment[]): number {
  let end = start + 1;
  while (entries[end]?.value.isMultiLine === false && entries[end]?.comment === undefined) end += 1;
  return end;
}

function widest(entries: readonly Assignment[], start: number, end: number): number {
  let width = 0;
  for (let at = start; at < end; at += 1) width = Math.max(width, entries[at]?.name.width ?? 0);
  return width;
}

/** Every line but the first. Literals hold no line ends, so no value changes. */
export function moveRight(text: HclText, spaces: number): HclText {
  return new Text(text.toString().replaceAll(/\n(?!\n)/g, `\n${' '.repeat(spaces)}`), text.isMultiLine);
}

/** What a template made of texts that its helpers encoded; see `hcl/render.ts`. */
export function rendered(output: string): HclText {
  return new Text(output, true);
}

export function scalar(value: number | boolean): HclText {
  return new Text(String(value));
}

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Most texts hold nothing but these, and are their own spelling. */
const plain = /^[\w .:/*+=@,;()-]*$/;

/** A quoted literal whose value is exactly `value`; on one line, with nothing invisible in it. */
export function literal(value: string): HclText {
  return new Text(plain.test(value) ? `"${value}"` : `"${escapeQuoted(escapeTemplate(value))}"`);
}

function escapeQuoted(text: string): string {
  return text
    .replaceAll(/["\\]/g, '\\$&')
    .replaceAll(invisible, (character) => shortEscapes[character] ?? escapeCodePoint(character));
}

function escapeCodePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

/** A quoted literal with interpolations between its texts. */
export function templateLiteral(parts: readonly (string | HclText)[]): HclText {
  const spelled = parts.map((part) =>
    typeof part === 'string' ? escapeQuoted(escapeTemplate(part)) : part.toString(),
  );
  return new Text(`"${spelled.join('')}"`);
}

export function interpolation(expression: HclText): HclText {
  return new Text(`\${${expression.toString()}}`);
}

/** Identifiers are in the source of this program or were checked before; anything else here is a defect. */
export function identifier(name: string): HclText {
  const known = knownIdentifiers.get(name);
  if (known) return known;
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) throw new Error(`not a Terraform identifier: ${name}`);
  const spelled = new Text(name);
  knownIdentifiers.set(name, spelled);
  return spelled;
}

/** Blocks of a kind have the same few arguments. */
const knownIdentifiers = new Map<string, HclText>();

/** Words that HCL reads as something else at the start of an object. */
const keywords: ReadonlySet<string> = new Set(['for', 'if', 'in', 'true', 'false', 'null']);

/**
 * `terraform fmt` aligns by grapheme clusters, whose boundaries depend on the Unicode version. Letters of the scripts
 * left raw here never join into clusters; all others are escaped, so that width is the count of characters.
 */
const mayFormClusters = /[^\u0020-\u058f\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]/gu;

export function objectKey(key: string): HclText {
  const known = knownKeys.get(key);
  if (known) return known;
  const spelled = spellKey(key);
  knownKeys.set(key, spelled);
  return spelled;
}

/** Policies have the same few keys over and over. */
const knownKeys = new Map<string, HclText>();

function spellKey(key: string): HclText {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !keywords.has(key)) return new Text(key);
  const quoted = literal(key).toString();
  return new Text(quoted.replaceAll(mayFormClusters, escapeCodePoint));
}

/**
 * The address of a resource or module as a traversal, each step spelled anew:
 * `module.a["b"].aws_ssm_document.admin`.
 */
export function address(text: string): HclText {
  const step = /\.?([A-Za-z_][A-Za-z0-9_-]*)|\[(\d+)\]|\["([^"\\]*)"\]/gy;
  let spelled = '';
  do {
    const [, name, number, key] = step.exec(text) ?? [];
    if (name !== undefined) spelled += `${spelled === '' ? '' : '.'}${identifier(name)}`;
    else if (number !== undefined) spelled += `[${number}]`;
    else if (key !== undefined) spelled += `[${literal(key)}]`;
    else throw new Error(`not a Terraform address: ${text}`);
  } while (step.lastIndex < text.length);
  return new Text(spelled);
}
