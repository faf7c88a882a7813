/**
 * A source as findings quote it: its lines, and where an offset is in bytes and in characters. Counting starts from
 * marks set once per source, so that a thousand findings in one line of a megabyte stay cheap.
 */

export interface SourceLines {
  /** `line` counts from 1; without its line end; the empty string past the last one. */
  readonly line: (line: number) => string;
  /** What precedes an offset (UTF-16 units, without a byte order mark): UTF-8 bytes of the file, and characters. */
  readonly before: (offset: number) => Count;
}

export interface Count {
  readonly bytes: number;
  readonly characters: number;
}

const stride = 1024;

function sourceLines(bytes: Uint8Array): SourceLines {
  const text = new TextDecoder().decode(bytes);
  const firstByte = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let lines: readonly string[] | undefined;
  let marks: readonly Mark[] | undefined;
  return {
    line: (line) => {
      lines ??= text.split('\n').map((each) => (each.endsWith('\r') ? each.slice(0, -1) : each));
      return lines[line - 1] ?? '';
    },
    before: (offset) => {
      marks ??= marksOf(text, firstByte);
      const mark = marks.findLast((each) => each.offset <= offset) ?? {
        offset: 0,
        bytes: firstByte,
        characters: 0,
      };
      const between = text.slice(mark.offset, offset);
      return {
        bytes: mark.bytes + Buffer.byteLength(between),
        characters: mark.characters + [...between].length,
      };
    },
  };
}

interface Mark extends Count {
  readonly offset: number;
}

function marksOf(text: string, firstByte: number): Mark[] {
  const marks: Mark[] = [];
  let last: Mark = { offset: 0, bytes: firstByte, characters: 0 };
  while (last.offset < text.length) {
    marks.push(last);
    const offset = afterPair(text, last.offset + stride);
    const between = text.slice(last.offset, offset);
    last = {
      offset: last.offset + between.length,
      bytes: last.bytes + Buffer.byteLength(between),
      characters: last.characters + [...between].length,
    };
  }
  return marks;
}

/** `offset`, or one further where it would split a surrogate pair. */
export function afterPair(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff ? offset + 1 : offset;
}

/** Opens each source once. */
export function sourceCache(bytesOf: (file: string) => Uint8Array | undefined) {
  const known = new Map<string, SourceLines | undefined>();
  return (file: string | undefined): SourceLines | undefined => {
    if (file === undefined) return undefined;
    if (!known.has(file)) {
      const bytes = bytesOf(file);
      known.set(file, bytes && sourceLines(bytes));
    }
    return known.get(file);
  };
}
