import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { reportInto } from '../../src/diagnostics/report.js';
import { decodeSource, maximumBytes } from '../../src/source/decode-source.js';
import { textPositions } from '../../src/source/text-positions.js';

function decode(bytes: Uint8Array): { readonly text: string | undefined; readonly found: Diagnostic[] } {
  const found: Diagnostic[] = [];
  return { text: decodeSource(bytes, 'm.yaml', reportInto(found, undefined)), found };
}

const goodText = fc.array(fc.constantFrom('a', 'é', '€', '😀', '\n', '\r\n', 'x: 1'), { maxLength: 30 });
/** Bytes that begin no character, alone or before what follows; the last are characters cut short. */
const badBytes = fc.constantFrom(
  [0xff],
  [0x80],
  [0xc0, 0xaf],
  [0xe9],
  [0xed, 0xa0, 0x80],
  [0xe2, 0x82],
  [0xf0],
);

test('the first byte that is not UTF-8 is named with its place, wherever it stands', () => {
  fc.assert(
    fc.property(goodText, badBytes, goodText, fc.boolean(), (before, bad, after, mark) => {
      const start = before.join('');
      const bytes = Buffer.concat([
        Buffer.from(`${mark ? '\ufeff' : ''}${start}`),
        Buffer.from(bad),
        Buffer.from(after.join('')),
      ]);
      const { text, found } = decode(bytes);
      expect(text).toBeUndefined();
      expect(found).toMatchObject([
        {
          code: 'source-not-utf8',
          range: textPositions(start).rangeOf(start.length, start.length + 1),
          detail: expect.stringContaining(`0x${bad[0]?.toString(16).toUpperCase()}`),
        },
      ]);
    }),
  );
});

test('only what is beyond the limit is too large', () => {
  expect(decode(new Uint8Array(maximumBytes).fill(35)).found).toEqual([]);
  expect(decode(new Uint8Array(maximumBytes + 1).fill(35)).found).toMatchObject([
    { code: 'source-too-large', range: { start: { line: 1, column: 1 } } },
  ]);
});
