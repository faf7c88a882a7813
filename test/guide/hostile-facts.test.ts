/**
 * Names from a mapping stay names in ROLLOUT.md. Each guide is printed twice: with a plain name in place of every text, and with a
 * text that could be read as markup. Nothing but the names may differ. `hostile-commands.slow.test.ts` does the same with the commands.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { factsOf, type GuideFacts, hostile, plain, print, shortened, withNames } from './all-blocks.js';
import { combinedGuides, goldenGuides } from './guides.js';

let all: readonly GuideFacts[] = [];
beforeAll(async () => {
  const guides = [...(await goldenGuides()), ...(await combinedGuides())];
  all = guides.map((guide) => shortened(factsOf(guide)));
});

/** Prose without blocks of code, and without what is in code spans. */
function outsideOfCode(guide: string): string {
  return guide.replace(/^```sh\n[\s\S]*?^```$/gm, 'BLOCK').replace(/(?<!`)(`+)(?!`).*?[^`]\1(?!`)/g, 'CODE');
}

/** A bar that is not escaped begins a cell, in code too. */
const bars = (guide: string) => guide.match(/^\|.*/gm)?.map((row) => row.match(/(?<!\\)\|/g)?.length);

describe('hostile names', () => {
  it.each(hostile)('are code spans in Markdown: %s', (name) => {
    for (const given of all) {
      const expected = print(withNames(given, plain));
      const guide = print(withNames(given, name));
      expect(outsideOfCode(guide)).toBe(outsideOfCode(expected));
      expect(bars(guide)).toEqual(bars(expected));
    }
  });
});
