/** Diffs of whole files: they apply, they are as short as those of the library, and their time grows with the file. */
import { applyPatch, createTwoFilesPatch, FILE_HEADERS_ONLY, formatPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hunksOf } from '../../src/cli/line-diff.js';
import { processorSeconds } from '../processor-time.js';

const patchOf = (before: string, after: string) =>
  formatPatch(
    {
      oldFileName: 'a/x',
      newFileName: 'b/x',
      oldHeader: undefined,
      newHeader: undefined,
      hunks: hunksOf(before, after),
    },
    FILE_HEADERS_ONLY,
  );

const text = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', '}', '}', '', 'f', 'g', 'h'), { maxLength: 25 }),
    fc.boolean(),
  )
  .map(([lines, isEnded]) => (lines.length === 0 ? '' : lines.join('\n') + (isEnded ? '\n' : '')));

describe('a unified diff', () => {
  it('turns the one text into the other, whatever they are', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const patch = patchOf(before, after);
        expect(applyPatch(before, patch)).toBe(after);
        if (before === after) expect(hunksOf(before, after)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it('is the one of the library where lines are changed, added or removed in place', () => {
    const lines = Array.from({ length: 200 }, (_, at) => (at % 3 === 2 ? '}' : `line ${at}`));
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(198), { maxLength: 6 }), fc.constantFrom('x', ''), (places, by) => {
        const changed = lines.flatMap((line, at) =>
          line === '}' || !places.includes(at) ? [line] : by === '' ? [] : [`${by} ${at}`],
        );
        const [before, after] = [lines, changed].map((some) => `${some.join('\n')}\n`);
        const expected = createTwoFilesPatch('a/x', 'b/x', before ?? '', after ?? '', undefined, undefined, {
          context: 3,
          headerOptions: FILE_HEADERS_ONLY,
        });
        expect(patchOf(before ?? '', after ?? '')).toBe(expected);
      }),
    );
  });

  it('takes a time that grows with the text, also where every block changes', () => {
    const texts = (blocks: number) =>
      ['dev', 'ops'].map((user) =>
        Array.from({ length: blocks }, (_, at) => `resource "x" "r${at}" {\n  user = "${user}"\n\n}\n`).join(
          '',
        ),
      );
    const secondsFor = (blocks: number) => {
      const [before = '', after = ''] = texts(blocks);
      return processorSeconds(() => patchOf(before, after));
    };
    secondsFor(5_000);
    expect(secondsFor(40_000) / secondsFor(10_000)).toBeLessThan(10);
  });

  it('says that a part without any line in common is replaced', () => {
    const [before, after] = ['a', 'b'].map((mark) =>
      Array.from({ length: 5_000 }, () => `${mark}\n`).join(''),
    );
    const hunks = hunksOf(before ?? '', after ?? '');
    expect(hunks).toMatchObject([{ oldLines: 5_000, newLines: 5_000 }]);
  });
});
