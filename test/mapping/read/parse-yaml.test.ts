import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../../src/mapping/read/parse-yaml.js';
import { type PlainValue, toPlain } from '../../../src/source/source-tree.js';
import { referenceSeconds } from '../../processor-time.js';

/** Codes with what they point at. */
function read(text: string): { found: string[]; value: PlainValue | undefined } {
  const found: string[] = [];
  const root = parseYaml(text, (code, start, end) => found.push(`${code} ${text.slice(start, end)}`));
  return { found, value: root && toPlain(root) };
}

describe('a YAML file is refused', () => {
  test.each([
    ['\ta: 1\r# b\rc: 2\n', ['source-syntax \r']],
    ['%YAML 1.1 # old\n%FOO bar\n---\na: 1\n', ['source-directive %YAML 1.1', 'source-directive %FOO bar']],
    ['a: "\\UFFFFFFFF"\n', ['source-syntax \\UFFFFFFFF']],
    ['a: x\u0007y\n', ['text-control-character \u0007']],
    ['a: 1\n...\n# and\n--- # more\nb: 2\n', ['source-several-documents ---']],
    ['a: 1\n...\nb: 2\n', ['source-several-documents b: 2']],
    ['# only\n---\n# comments\n...\n', ['source-empty ']],
    ['a: 1\n*a : 2\n', ['source-key-not-text *a']],
    ['a: { [b]: 1, ? c }\n', ['source-key-not-text [b]']],
    ['a: [{ b: 1 }: c]\n', ['source-key-not-text { b: 1 }']],
    ['a: &x !!str b\n', ['source-tag !!str']],
    ['? |\n  <<\n: 1\n<< : 2\n', ['source-merge-key <<']],
  ])('%j', (text, expected) => {
    expect(read(text).found).toEqual(expected);
  });

  test('when aliases nest it too deep', () => {
    const links = Array.from({ length: 200 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}]`);
    const { found } = read(`a0: &a0 []\n${links.join('\n')}\n`);
    // What was refused is left out, and the nesting begins anew.
    expect(found).toEqual(['source-too-deep *a98', 'source-too-deep *a197']);
  });

  test('at once, however deep its brackets are', () => {
    const seconds = referenceSeconds(() => {
      for (const bracket of ['[', '{ a: ', '- ', '? ', '[ ? ']) {
        const { found } = read(bracket.repeat(100_000));
        expect(found[0]).toMatch(/^source-too-deep/);
      }
    });
    expect(seconds).toBeLessThan(5);
  });
});

test('a list of a hundred levels less one is read', () => {
  expect(read(`a: ${'['.repeat(98)}${']'.repeat(98)}\n`).found).toEqual([]);
});

test('spans reach from bracket to bracket, and blocks from their header', () => {
  const text = 'a: { b: [1, # ]\n  2 ] }\nc: # | no\n  |\n  text\nd:\n  - e\n';
  const root = parseYaml(text, () => {});
  const entries = root?.kind === 'map' ? [...root.entries.values()] : [];
  expect(entries.map(({ value }) => text.slice(value.start, value.end))).toEqual([
    '{ b: [1, # ]\n  2 ] }',
    '|\n  text\n',
    '- e',
  ]);
});
