/**
 * The lines of source around a finding, with line numbers and carets under the range.
 * Long lines are cut around the carets; the result is safe to print.
 */
import type { Range } from '../diagnostic.js';
import { cellsOf, type TextCell } from './shown-text.js';
import type { SourceLines } from './source-lines.js';

export interface FrameStyle {
  readonly gutter: (text: string) => string;
  readonly caret: (text: string) => string;
}

const contextLines = 2;
const ellipsis = '…';
/** Columns kept before a range that is longer than the line can show. */
const lead = 10;
/** No more of a line is looked at on either side of the range: a mapping may be one line of a megabyte. */
const reach = 400;

export function codeFrame(source: SourceLines, range: Range, columns: number, style: FrameStyle): string[] {
  const { start } = range;
  const first = Math.max(1, start.line - contextLines);
  const digits = String(start.line).length;
  const gutter = (label: string) => style.gutter(`${label.padStart(digits + 1)} |`);
  const room = columns - digits - 4;

  const frame: string[] = [gutter('')];
  for (let number = first; number <= start.line; number += 1) {
    const line = source.line(number);
    if (number < start.line) {
      // Lines before the finding only orient; empty ones at the top do not even that.
      if (frame.length > 1 || line.trim() !== '')
        frame.push(withText(gutter(String(number)), cutAt(line, 0, 0, room).text));
      continue;
    }
    const from = start.column - 1;
    const to = range.end.line === start.line ? range.end.column - 1 : line.length;
    const { text, indent, length } = cutAt(line, from, to, room);
    frame.push(withText(gutter(String(number)), text));
    frame.push(`${gutter('')} ${' '.repeat(indent)}${style.caret('^'.repeat(length))}`);
  }
  return frame;
}

interface CutLine {
  readonly text: string;
  /** Terminal columns before the carets. */
  readonly indent: number;
  /** Number of carets, at least one. */
  readonly length: number;
}

/** Cuts `line` to `room` columns so that the range from `from` to `to` (UTF-16 units) can be seen. */
function cutAt(line: string, from: number, to: number, room: number): CutLine {
  const near = Math.max(0, from - reach);
  const cells = cellsOf(line.slice(near, from + reach));
  const first = indexAt(cells, from - near);
  const last = Math.max(first + 1, indexAt(cells, to - near));
  const width = (begin: number, end: number) =>
    cells.slice(begin, end).reduce((sum, cell) => sum + cell.width, 0);

  const goesOn = line.length > from + reach;
  const isWhole = near === 0 && !goesOn && width(0, cells.length) <= room;
  const left = isWhole ? 0 : leftEdge(cells, width(0, first), width(0, last), room);
  const isCutLeft = left > 0 || near > 0;
  const space = room - (isCutLeft ? 1 : 0);
  const isCutRight = goesOn || width(left, cells.length) > space;
  let right = cells.length;
  while (isCutRight && right > left && width(left, right) > space - 1) right -= 1;

  const shown = cells.slice(left, right).map((cell) => cell.shown);
  return {
    text: `${isCutLeft ? ellipsis : ''}${shown.join('')}${isCutRight ? ellipsis : ''}`,
    indent: (isCutLeft ? 1 : 0) + width(left, first),
    length: Math.max(1, width(first, Math.min(last, right))),
  };
}

/** The index of the first cell to show: the range's end stays in sight, and before that its beginning with a lead. */
function leftEdge(cells: readonly TextCell[], startColumn: number, endColumn: number, room: number): number {
  if (endColumn < room) return 0;
  const wanted = Math.min(endColumn - room + 2, Math.max(0, startColumn - lead));
  let column = 0;
  return Math.max(
    0,
    cells.findIndex((cell) => {
      const isInSight = column >= wanted;
      column += cell.width;
      return isInSight;
    }),
  );
}

/** The first cell that ends after `offset`. */
function indexAt(cells: readonly TextCell[], offset: number): number {
  const index = cells.findIndex(({ end }) => end > offset);
  return index === -1 ? cells.length : index;
}

function withText(gutter: string, text: string): string {
  return text === '' ? gutter : `${gutter} ${text}`;
}
