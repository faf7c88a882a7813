/**
 * The reader against another parser of YAML 1.2, over texts made of YAML's own pieces. Where the two parsers are known
 * to read YAML differently, and neither way could harm a mapping, the text is left aside.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument, stringify } from 'yaml';
import { parseYaml } from '../../../src/mapping/read/parse-yaml.js';
import { type PlainValue, toPlain } from '../../../src/source/source-tree.js';

interface Read {
  readonly codes: readonly string[];
  readonly value: PlainValue | undefined;
}

function read(text: string): Read {
  const codes: string[] = [];
  const root = parseYaml(text, (code, start, end) => {
    expect(start >= 0 && start <= end && end <= text.length).toBe(true);
    codes.push(code);
  });
  return { codes, value: root && toPlain(root) };
}

/** Text of the values; maps keep the order of their keys, and `-0` differs from `0`. */
function written(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'number' && (Object.is(inner, -0) || !Number.isFinite(inner)) ? `${inner}` : inner,
  );
}

function readByOther(text: string): string | undefined {
  const document = parseDocument(text, { schema: 'core', logLevel: 'silent', prettyErrors: false });
  return document.errors.length > 0 ? undefined : written(document.toJS({ maxAliasCount: -1 }));
}

const pieces = fc.constantFrom(
  ...[
    'a',
    'b',
    'key: ',
    'list:',
    'x y',
    '1',
    '-0',
    '0x1f',
    '0o7',
    '.5',
    '1e3',
    '~',
    'null',
    'True',
    'no',
    '-',
  ],
  ...[
    '\n',
    '\n  ',
    '\n    ',
    '\r\n',
    ' ',
    '- ',
    '? ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    ', ',
    ',',
    '&x ',
    '*x',
    '\t',
  ],
  ...[
    '"q"',
    "'s'",
    '"a\\u0041\\n"',
    '"x\n  y"',
    "'it''s'",
    '|\n',
    '>-\n',
    '|+\n',
    ' # c\n',
    '# c\n',
    '---\n',
  ],
  ...[
    'é',
    '😀',
    '__proto__: ',
    'a: 1\n',
    'k: { a: 1 }\n',
    '- 1\n',
    '[[1], { b: c }]',
    '"\\/"',
    '@',
    '%',
    '\\',
  ],
);

/** The parsers differ on tabs and markers at the very beginning, and on a block of blank lines without a last line end. */
const isDisputed = (text: string) => /^[ \t]*(?:\t|---)|\|\+\s*\n +$/.test(text);

test('what both accept means the same', () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const { codes, value } = read(text);
      // A lone value is no mapping, and the parsers differ on the indentation of one that is a block.
      if (codes.length > 0 || typeof value !== 'object' || isDisputed(text)) return;
      const other = readByOther(text);
      if (other === undefined) return;
      compared += 1;
      expect([text, written(value)]).toEqual([text, other]);
    }),
    { numRuns: 5000 },
  );
  expect(compared).toBeGreaterThan(200);
});

test('whatever the other writes is read back', () => {
  const value = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });
  const style = fc.record({
    collectionStyle: fc.constantFrom('any' as const, 'flow' as const, 'block' as const),
    lineWidth: fc.constantFrom(0, 20, 80),
    indent: fc.constantFrom(1, 2, 4),
  });
  fc.assert(
    fc.property(value, style, (inner, options) => {
      const plain = { root: inner };
      const text = stringify(plain, { ...options, aliasDuplicateObjects: false });
      const { codes, value: found } = read(text);
      if (codes.length > 0) expect(isHostile(text)).toBe(true);
      else expect([text, written(found)]).toEqual([text, readByOther(text)]);
    }),
    { numRuns: 500 },
  );
});

/** The other writes some control characters and carriage returns as they are; the reader refuses them. */
function isHostile(text: string): boolean {
  return /(?![\t\n])\p{Cc}|\p{Cs}|\ufffe|\uffff/u.test(text);
}

test('nothing makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      read(text);
    }),
    { numRuns: 3000 },
  );
});
