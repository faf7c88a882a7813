/** A quoted scalar is one line that every YAML reader reads back as the text it was made of. */
import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { quotedScalar } from '../../src/init/role-stubs.js';

/** What YAML 1.2 calls printable, without what older versions of YAML take for a line break. */
const printable = /^[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Characters that need care in YAML or JSON are frequent. */
const units = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constantFrom(
    ...'"\\\'#:-?&*!|>%@`{}[], \t\n\r\0\x07\x1b\x7f\x80\x85\x9f\xa0\u2028\u2029\ufeff\ufffe\uffff',
  ),
);
const texts = fc.array(units, { maxLength: 20 }).map((parts) => parts.join(''));

describe('a quoted scalar', () => {
  it('is read back by js-yaml and by yaml, as a value and as a key', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const quoted = quotedScalar(text);
        for (const read of [load, parse]) {
          expect(read(`value: ${quoted}\n`)).toEqual({ value: text });
          expect(read(`${quoted}: 1\n`)).toEqual(Object.fromEntries([[text, 1]]));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('holds printable characters only, on one line', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(quotedScalar(text)).toMatch(printable);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['\u0085', '"\\u0085"'],
    ['\u2028\u2029', '"\\u2028\\u2029"'],
    ['\ufeff', '"\\ufeff"'],
    ['\x7f', '"\\u007f"'],
    ['\ud800', '"\\ud800"'],
    ['${path:"a\\b"}\n', '"${path:\\"a\\\\b\\"}\\n"'],
    ['ä \u{1f600}', '"ä \u{1f600}"'],
  ])('of %j is %s', (text, quoted) => {
    expect(quotedScalar(text)).toBe(quoted);
  });
});
