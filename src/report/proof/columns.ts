/** Rows of cells as lines of columns that fit a width: cells that are too long continue on the next line. */
import { widthOf } from '../../diagnostics/format/shown-text.js';

const gap = 2;
const narrowest = 6;

/** `share` fixes the first of two columns at that part of the width; otherwise columns are as wide as what they hold. */
export function layOut(rows: readonly (readonly string[])[], width: number, share?: number): string[] {
  const widths = share === undefined ? fittedWidths(rows, width) : sharedWidths(width, share);
  return rows.flatMap((row) => {
    const cells = row.map((text, at) => broken(text, widths[at] ?? narrowest));
    const height = Math.max(...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((cell, at) => padded(cell[line] ?? '', widths[at] ?? narrowest))
        .join(' '.repeat(gap))
        .trimEnd(),
    );
  });
}

function sharedWidths(width: number, share: number): number[] {
  const first = Math.floor((width - gap) * share);
  return [first, width - gap - first];
}

/** Takes from the widest column until all fit. */
function fittedWidths(rows: readonly (readonly string[])[], width: number): number[] {
  const count = Math.max(...rows.map(({ length }) => length));
  const widths = Array.from({ length: count }, (_, at) =>
    Math.max(...rows.map((row) => widthOf(row[at] ?? ''))),
  );
  const room = width - gap * (count - 1);
  while (widths.reduce((sum, each) => sum + each, 0) > room) {
    const most = Math.max(...widths);
    if (most <= narrowest) break;
    widths[widths.indexOf(most)] = most - 1;
  }
  return widths;
}

/** Breaks between words, and within a word that is longer than the column. */
function broken(text: string, width: number): string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = indent;
  for (const word of text.trim().split(' ')) {
    let rest = word;
    const glue = line.trim() === '' ? '' : ' ';
    if (widthOf(line + glue + rest) <= width) {
      line += glue + rest;
      continue;
    }
    if (line.trim() !== '') lines.push(line);
    line = indent;
    while (widthOf(line + rest) > width) {
      const room = lengthThatFits(rest, width - widthOf(line));
      lines.push(line + rest.slice(0, room));
      rest = rest.slice(room);
    }
    line += rest;
  }
  return [...lines, line];
}

/** At least one character, so that breaking ends. */
function lengthThatFits(text: string, width: number): number {
  let length = 0;
  for (const character of text) {
    if (length > 0 && widthOf(text.slice(0, length) + character) > width) break;
    length += character.length;
  }
  return Math.max(length, 1);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
