/** Prettier, as it formats JSON by default, is the judge of the layout. */
import fc from 'fast-check';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import { layoutJson } from '../../../src/terraform/json/layout.js';

const text = fc.string({ unit: 'grapheme-ascii', maxLength: 30 });

it('is what Prettier makes of it, and the same value', async () => {
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text,
      fc.boolean(),
      fc.array(text, { maxLength: 6 }),
      fc.array(fc.dictionary(text, tie('value'), { maxKeys: 3, noNullPrototype: true }), { maxLength: 3 }),
      fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(text, value, { noNullPrototype: true }), async (object) => {
      const laidOut = layoutJson(object);
      expect(JSON.parse(laidOut)).toEqual(object);
      expect(`${laidOut}\n`).toBe(await format(laidOut, { parser: 'json' }));
    }),
    { numRuns: 300 },
  );
});
