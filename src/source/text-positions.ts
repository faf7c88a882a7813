/** Lines and columns of offsets. */
import type { Position, Range } from '../diagnostics/diagnostic.js';

/** From offsets in a text to lines and columns. Knows nothing of what the text means. */
export interface TextPositions {
  readonly rangeOf: (start: number, end: number) => Range;
}

/** Lines end with LF or CRLF; columns count UTF-16 units. The table of lines is made on first use. */
export function textPositions(text: string): TextPositions {
  let starts: number[] | undefined;
  const position = (offset: number): Position => {
    starts ??= lineStarts(text);
    const line = lastAtOrBefore(starts, offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1, offset };
  };
  return {
    rangeOf: (start, end) => ({ start: position(start), end: position(Math.max(start, end)) }),
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
