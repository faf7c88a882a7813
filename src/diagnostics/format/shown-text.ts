/**
 * The one place where text of others is made safe to print: stand-ins for characters that would move the cursor, end or reorder
 * the line, and for what a CI system takes for a command. Also how wide each character is. Knows nothing of diagnostics.
 */
import { codePoint } from '../catalog/quoted.js';

/** One character as people count them, or one character made visible. */
export interface TextCell {
  /** Offset in the original text, in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly shown: string;
  /** Columns on the terminal. */
  readonly width: number;
}

const tabStop = 4;
const printableAscii = /^[\x20-\x7e]*$/;
/** What is known of every character there is takes a while to load, and most texts need none of it. */
const hazardous = lazily(
  () =>
    // Controls, directional marks (Trojan Source), invisible separators, unpaired surrogates. A joiner inside an emoji stays.
    /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Cs}/u,
);
const eachHazard = lazily(() => new RegExp(hazardous().source, 'gu'));
const wide = lazily(
  () =>
    // East Asian Wide and Fullwidth (https://www.unicode.org/reports/tr11/), and what is drawn as an emoji.
    /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})|\ufe0f/u,
);
const zeroWidth = lazily(() => /^[\p{Mn}\p{Me}\p{Cf}]+$/u);

function lazily(make: () => RegExp): () => RegExp {
  let made: RegExp | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The cells of one line, without its line end. */
export function cellsOf(line: string): readonly TextCell[] {
  const cells: TextCell[] = [];
  let column = 0;
  for (const { start, character } of charactersOf(line)) {
    const cell = toCell(start, character, column);
    cells.push(cell);
    column += cell.width;
  }
  return cells;
}

/** Safe to print, control characters visible; tabs and line feeds stay. */
export function visible(text: string): string {
  if (printableAscii.test(text)) return text;
  return text.replace(eachHazard(), (character) =>
    /[\t\n]/.test(character) ? character : standInFor(character),
  );
}

/** The same for text that is part of a line: nothing in it ends the line. */
export function visibleInLine(text: string): string {
  if (printableAscii.test(text)) return text;
  return text.replace(eachHazard(), standInFor);
}

/**
 * GitHub Actions runs what is between `##[` and `]` anywhere in a line, and a line that begins with `::`
 * (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs); Azure Pipelines runs `##vso[`, and TeamCity
 * `##teamcity[`. For text that people read in a log.
 */
export function withoutCommands(text: string): string {
  if (!text.includes('::') && !text.includes('##')) return text;
  return text
    .replace(/##(?=\w*\[)/g, `#${standInFor('#')}`)
    .replace(/^([^\S\n]*):(?=:)/gm, (_match, indent: string) => `${indent}${standInFor(':')}`);
}

/** JSON for programs, of which the characters that are hazards in a log or on a terminal are escaped: it says the same. */
export function printableJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return text
    .replace(eachHazard(), (character) => (character === '\n' ? character : escaped(character)))
    .replace(/##(?=\w*\[)/g, `#${escaped('#')}`);
}

/** UTF-16 units, as JSON escapes them. */
function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}

export function widthOf(text: string): number {
  if (printableAscii.test(text)) return text.length;
  return cellsOf(text).reduce((sum, { width }) => sum + width, 0);
}

function* charactersOf(line: string): Generator<{ readonly start: number; readonly character: string }> {
  if (printableAscii.test(line)) {
    for (let start = 0; start < line.length; start += 1) yield { start, character: line.charAt(start) };
    return;
  }
  for (const { index, segment } of new Intl.Segmenter('en').segment(line)) {
    if (!hazardous().test(segment)) {
      yield { start: index, character: segment };
      continue;
    }
    let start = index;
    for (const character of segment) {
      yield { start, character };
      start += character.length;
    }
  }
}

function toCell(start: number, character: string, column: number): TextCell {
  const end = start + character.length;
  if (character === '\t') {
    const width = tabStop - (column % tabStop);
    return { start, end, shown: ' '.repeat(width), width };
  }
  if (hazardous().test(character)) {
    const shown = standInFor(character);
    return { start, end, shown, width: shown.length };
  }
  const width = zeroWidth().test(character) ? 0 : wide().test(character) ? 2 : 1;
  return { start, end, shown: character, width };
}

/** U+2400 and following are pictures of the control characters. */
function standInFor(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `<${codePoint(character)}>`;
}
