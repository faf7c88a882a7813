import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/source/parse-json.js';
import { toPlain } from '../../src/source/source-tree.js';

function read(text: string) {
  const codes: string[] = [];
  const root = parseJson(text, (code) => codes.push(code));
  return { codes, value: root && toPlain(root) };
}

function builtIn(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

describe('strict JSON', () => {
  test('gives what JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 2, '\t'), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        expect(JSON.stringify(read(spaced).value)).toBe(JSON.stringify(JSON.parse(spaced)));
      }),
    );
  });

  test('refuses what JSON.parse refuses', () => {
    const pieces = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"a"',
        '"\\u00e9"',
        '"\\x"',
        '"',
        '1',
        '-0.5e+3',
        '01',
        '+1',
        '.5',
        'NaN',
      ],
      ...[
        'true',
        'null',
        'nulll',
        ' ',
        '\n',
        '\t',
        '\u00a0',
        '//',
        "'a'",
        '\u0001',
        '"\n"',
        '"\\u12"',
        '\ufeff',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        const { codes } = read(text);
        const isRefused = codes.some((code) => code !== 'source-duplicate-key');
        expect([text, isRefused]).toEqual([text, builtIn(text) === undefined]);
      }),
      { numRuns: 3000 },
    );
  });

  test('keeps the first of two equal keys and says so', () => {
    expect(read('{"a": 1, "\\u0061": 2}')).toEqual({ codes: ['source-duplicate-key'], value: { a: 1 } });
  });

  test('is not impressed by depth', () => {
    expect(read('['.repeat(1_000_000)).codes).toEqual(['source-too-deep']);
    expect(read(`${'['.repeat(100)}${']'.repeat(100)}`).codes).toEqual([]);
  });
});
