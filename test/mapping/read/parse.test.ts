import { describe, expect, test } from 'vitest';
import type { Path } from '../../../src/diagnostics/diagnostic.js';
import { parseSource } from '../../../src/mapping/read/parse.js';
import { toPlain } from '../../../src/source/source-tree.js';
import { referenceSeconds } from '../../processor-time.js';

function parse(text: string, fileName = 'm.yaml') {
  return parseSource({ file: fileName, fileName, bytes: new TextEncoder().encode(text) });
}

function place(text: string, path: Path, point: 'key' | 'value', fileName?: string) {
  const { start, end } = parse(text, fileName).locate(path, point)?.range ?? {};
  return `${start?.line}:${start?.column}-${end?.line}:${end?.column}`;
}

function plain(text: string, fileName?: string): unknown {
  const { root, diagnostics } = parse(text, fileName);
  expect(diagnostics).toEqual([]);
  return root && toPlain(root);
}

describe('positions', () => {
  test('of keys and values, with LF and CRLF alike', () => {
    const text = 'a: 1\nb:\n  c: [x, yy]\n';
    for (const variant of [text, text.replaceAll('\n', '\r\n')]) {
      expect(place(variant, ['b', 'c'], 'key')).toBe('3:3-3:4');
      expect(place(variant, ['b', 'c', 1], 'value')).toBe('3:10-3:12');
      expect(place(variant, ['b', 'c', 1], 'key')).toBe('3:10-3:12');
    }
  });

  test('count UTF-16 units and no byte order mark', () => {
    expect(place('\ufeff{ "é😀": 1, b: 2 }', ['b'], 'key')).toBe('1:13-1:14');
  });

  test('of what is missing are those of the nearest parent', () => {
    expect(place('a:\n  b: 1\n', ['a', 'x', 'y'], 'value')).toBe('1:1-1:2');
    expect(place('# comment\n\na: 1\n', ['x'], 'key')).toBe('3:1-3:1');
  });

  test('in JSON', () => {
    expect(place('{\r\n\t"a": {"b": [1, "x"]}}', ['a', 'b', 1], 'value', 'm.json')).toBe('2:17-2:20');
    expect(place('{\n"a": 1}', ['a'], 'key', 'm.json')).toBe('2:1-2:4');
  });
});

describe('values', () => {
  test('are read as YAML 1.2, where no and on are text', () => {
    expect(plain('{ a: no, b: on, c: 012, d: 0x10, e: 1e3, f: ~, g: True, h: 12:30 }')).toEqual({
      a: 'no',
      b: 'on',
      c: 12,
      d: 16,
      e: 1000,
      f: null,
      g: true,
      h: '12:30',
    });
  });

  test('may have the key __proto__ without touching any prototype', () => {
    for (const [text, name] of [
      ['__proto__: { polluted: 1 }\nconstructor: { prototype: 2 }\n', 'm.yaml'],
      ['{"__proto__": {"polluted": 1}, "constructor": {"prototype": 2}}', 'm.json'],
    ]) {
      const value = plain(text ?? '', name) as Record<string, unknown>;
      expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    }
  });

  test('behind an alias are those of the nearest anchor before it', () => {
    expect(plain('a: &x 1\nb: *x\nc: &x [2]\nd: *x\n&k e: 3\nf: *k\n')).toEqual({
      a: 1,
      b: 1,
      c: [2],
      d: [2],
      e: 3,
      f: 'e',
    });
  });

  test('with an exclamation mark or a percent sign are no tags or directives', () => {
    expect(plain('a: "!x"\nb: it is!\nc: |\n  !!str\n  %YAML\nd: x # !comment\n')).toEqual({
      a: '!x',
      b: 'it is!',
      c: '!!str\n%YAML\n',
      d: 'x',
    });
  });

  test('a quoted << is an ordinary key', () => {
    expect(plain('"<<": 1\n')).toEqual({ '<<': 1 });
  });

  test('one document may have its markers', () => {
    expect(plain('---\na: 1\n...\n')).toEqual({ a: 1 });
  });
});

test('a thousand roles are parsed in time proportional to their number', () => {
  const text = Array.from({ length: 4000 }, (_, i) => `r${i}: { osUser: u${i}, permissionSet: P${i} }`).join(
    '\n',
  );
  // A quadratic parser takes many times as long.
  expect(referenceSeconds(() => parse(text))).toBeLessThan(3);
});
