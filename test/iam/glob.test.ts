/**
 * The wildcard matcher against the plain definition of a wildcard, and on patterns that make backtracking matchers explode.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANY, codesOf, compileGlob, type Glob, globOf, ONE } from '../../src/iam/glob.js';
import { referenceSeconds } from '../processor-time.js';

/** The definition, as slow as it is plain. */
function defined(glob: Glob, text: string): boolean {
  const [code, ...rest] = glob;
  if (code === undefined) return text === '';
  if (code === ANY) return defined(rest, text) || (text !== '' && defined(glob, text.slice(1)));
  return text !== '' && (code === ONE || code === text.charCodeAt(0)) && defined(rest, text.slice(1));
}

const few = (...letters: string[]) => fc.string({ unit: fc.constantFrom(...letters), maxLength: 8 });

test('matches as defined', () => {
  fc.assert(
    fc.property(few('a', 'b', '*', '?'), few('a', 'b', '*', '?'), (pattern, text) => {
      expect(compileGlob(globOf(pattern))(text)).toBe(defined(globOf(pattern), text));
    }),
    { numRuns: 20_000, seed: 1 },
  );
});

test('characters that are no wildcards match themselves only', () => {
  expect(compileGlob(codesOf('a*?'))('a*?')).toBe(true);
  expect(compileGlob(codesOf('a*?'))('abc')).toBe(false);
});

test('no pattern takes long', () => {
  const seconds = referenceSeconds(() => {
    const matches = compileGlob(globOf(`${'*a'.repeat(1000)}b`));
    expect(matches('a'.repeat(10_000))).toBe(false);
  });
  expect(seconds).toBeLessThan(1);
});

test('takes a text of any length', () => {
  const text = 'a'.repeat(300_000);
  expect(compileGlob(globOf(text))(text)).toBe(true);
  expect(compileGlob(globOf(`${text}*`))(`${text}b`)).toBe(true);
});
