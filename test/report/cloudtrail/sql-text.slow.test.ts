/** SQL text: whatever a sqlLiteral is made of, SQLite reads the same value; `like` matches as ARN patterns do. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globOf, matchesGlob } from '../../../src/iam/glob.js';
import { like, sql, sqlLiteral } from '../../../src/report/cloudtrail/sql-text.js';
import { canRunQueries, runQueries } from './judges.js';

const event = {
  eventID: 'yes',
  userIdentity: {},
  requestParameters: {},
  responseElements: {},
  eventTime: '2025-06-09T00:00:00Z',
};

/** Which of the conditions hold. */
function hold(conditions: readonly object[]): readonly boolean[] {
  const queries = conditions.map((condition, at) => [
    `${at}`,
    `SELECT eventID FROM cloudtrail_logs WHERE ${condition}`,
  ]);
  const hits = runQueries('athena', Object.fromEntries(queries), [event]);
  return conditions.map((_, at) => hits[at]?.length === 1);
}

/** Of the characters that mean something somewhere, and some others. */
const text = fc.string({ unit: fc.constantFrom(...`'"%_!\\*?;-\`$aB{ é`), maxLength: 8 });
const sample = <T>(arbitrary: fc.Arbitrary<T>) => fc.sample(arbitrary, { numRuns: 300, seed: 7 });

test.skipIf(!canRunQueries)('a sqlLiteral is its value', () => {
  const values = sample(text);
  const codes = (value: string) => [...value].map((character) => character.codePointAt(0) ?? 0);
  // The value is told by its code points, so that no quoting is on the other side.
  const conditions = values.map((value) => `char(${codes(value).join(', ')}) = ${sqlLiteral(value)}`);
  expect(hold(conditions.map(Object))).toEqual(values.map(() => true));
});

test.skipIf(!canRunQueries)('like matches what the ARN pattern matches', () => {
  const cases = sample(fc.tuple(fc.oneof(text, fc.constant('a_%B')), text)).flatMap(([value, pattern]) => [
    { value, pattern },
    { value, pattern: value },
    { value: value.replaceAll(/[%_]/g, 'a'), pattern: value },
    { value, pattern: `${value.slice(0, 2)}*` },
  ]);
  const found = hold(cases.map(({ value, pattern }) => sql`${sqlLiteral(value)} ${like(pattern)}`));
  expect(found).toEqual(cases.map(({ value, pattern }) => matchesGlob(globOf(pattern), value)));
  expect(new Set(found).size).toBe(2);
});
