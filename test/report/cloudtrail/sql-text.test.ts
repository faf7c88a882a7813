/** SQL text is a type of its own. SQLite judges its values in the slow tier. */
import { expect, test } from 'vitest';
import { sql } from '../../../src/report/cloudtrail/sql-text.js';

test('a plain string does not pass for SQL', () => {
  // @ts-expect-error: only a literal may enter
  expect(() => sql`SELECT ${'x'}`).toThrow('not an encoded text');
});
