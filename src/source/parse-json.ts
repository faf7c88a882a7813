/**
 * Strict JSON (RFC 8259) with positions and duplicate keys, which `JSON.parse` does not tell.
 * Knows nothing of the mapping; merge files are read with it as well.
 */
import type { SourceEntry, SourceNode } from './source-tree.js';
import { maximumDepth, type ReportProblem } from './syntax-problem.js';

/** The tree, or undefined after a report of the first mistake in syntax. Duplicate keys are reported, the first counts. */
export function parseJson(text: string, report: ReportProblem): SourceNode | undefined {
  try {
    return new JsonReader(text, report).document();
  } catch (stop) {
    if (stop instanceof Stop) return undefined;
    throw stop;
  }
}

/** Unwinds the reader after a report. */
class Stop extends Error {}

const whiteSpace = /[ \t\n\r]*/y;
const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
/** From space on, without the quote and the backslash: characters that need no escape in a string. */
const plainCharacters = /[ !#-[\]-\uffff]*/y;
const hexadecimal = /[0-9a-fA-F]{4}/y;
const words: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class JsonReader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly report: ReportProblem,
  ) {}

  document(): SourceNode {
    this.skip();
    if (this.at === this.text.length) {
      this.report('source-empty', 0, 0, {});
      throw new Stop();
    }
    const node = this.value();
    this.skip();
    if (this.at < this.text.length) this.fail('the end of the file');
    return node;
  }

  private value(): SourceNode {
    const start = this.at;
    const character = this.text[start];
    if (character === '{') return this.map();
    if (character === '[') return this.list();
    if (character === '"') return { kind: 'scalar', value: this.string(), start, end: this.at };
    for (const [word, value] of words) {
      if (this.text.startsWith(word, start)) {
        this.at += word.length;
        return { kind: 'scalar', value, start, end: this.at };
      }
    }
    const number = this.match(numberPattern);
    if (number === '') this.fail('a value');
    return { kind: 'scalar', value: Number(number), start, end: this.at };
  }

  private map(): SourceNode {
    const start = this.open();
    const entries = new Map<string, SourceEntry>();
    let incomplete = false;
    if (!this.take('}', false)) {
      do {
        const key = { start: this.at, end: 0 };
        if (this.text[this.at] !== '"') this.fail('a key in double quotes');
        const name = this.string();
        key.end = this.at;
        this.skip();
        if (!this.take(':')) this.fail('`:`');
        const value = this.value();
        this.skip();
        if (entries.has(name)) {
          this.report('source-duplicate-key', key.start, key.end, { key: name });
          incomplete = true;
        } else {
          entries.set(name, { key, value });
        }
      } while (this.take(','));
      if (!this.take('}', false)) this.fail('`,` or `}`');
    }
    this.depth -= 1;
    return { kind: 'map', entries, incomplete, start, end: this.at };
  }

  private list(): SourceNode {
    const start = this.open();
    const items: SourceNode[] = [];
    if (!this.take(']', false)) {
      do {
        items.push(this.value());
        this.skip();
      } while (this.take(','));
      if (!this.take(']', false)) this.fail('`,` or `]`');
    }
    this.depth -= 1;
    return { kind: 'list', items, start, end: this.at };
  }

  /** Steps over a bracket; nothing deeper than the limit is read, which keeps the stack small. */
  private open(): number {
    const start = this.at;
    this.depth += 1;
    if (this.depth > maximumDepth) {
      this.report('source-too-deep', start, start + 1, { limit: maximumDepth });
      throw new Stop();
    }
    this.at += 1;
    this.skip();
    return start;
  }

  private string(): string {
    const parts: string[] = [];
    this.at += 1;
    while (true) {
      parts.push(this.match(plainCharacters));
      const character = this.text[this.at];
      if (character === '"') break;
      if (character !== '\\')
        this.fail('a closing quote, or an escape such as `\\n` for a control character,');
      parts.push(this.escape());
    }
    this.at += 1;
    return parts.join('');
  }

  private escape(): string {
    const letter = this.text[this.at + 1] ?? '';
    const simple = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
    this.at += 2;
    if (simple !== undefined) return simple;
    if (letter === 'u') {
      const digits = this.match(hexadecimal);
      if (digits !== '') return String.fromCharCode(Number.parseInt(digits, 16));
    }
    this.at -= letter === '' ? 1 : 2;
    return this.fail('an escape that JSON knows');
  }

  private take(character: string, skip = true): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    if (skip) this.skip();
    return true;
  }

  private skip(): void {
    this.match(whiteSpace);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  private fail(expected: string): never {
    const [found = ''] = this.text.slice(this.at, this.at + 2);
    this.report('source-syntax', this.at, this.at + found.length, {
      language: 'JSON',
      problem: found === '' ? `the file ends where ${expected} is expected` : `expected ${expected} here`,
    });
    throw new Stop();
  }
}
