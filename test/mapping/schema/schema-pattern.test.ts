import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { schemaPattern } from '../../../src/mapping/schema/schema-pattern.js';

const schema = readFileSync(new URL('../../../schema/role-mapping.schema.json', import.meta.url), 'utf8');

function patternsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) =>
    key === 'pattern' && typeof child === 'string' ? [child] : patternsIn(child),
  );
}

describe('a pattern of the schema', () => {
  test.each([...new Set(patternsIn(JSON.parse(schema)))])('%s decides as it does alone', (pattern) => {
    const quick = schemaPattern(pattern, 'u');
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ maxLength: 12 }),
      fc.string({ minLength: 120, maxLength: 270 }),
      fc.constantFrom('é', ' ', '\u00a0', '\u2028', '٣', 'aws:x', 'ＡＷＳ:', 'a:b', '{', '\n', ''),
    );
    fc.assert(
      fc.property(text, (sample) => {
        expect(quick.test(sample)).toBe(new RegExp(pattern, 'u').test(sample));
      }),
      { numRuns: 200 },
    );
  });
});
