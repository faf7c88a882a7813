/**
 * Whatever a mapping says stays a name in ROLLOUT.md: every text among the facts of every golden case is replaced by a plain name, and
 * by text that would be markup or commands. The two guides differ in nothing but the names. The commands run in `hostile-commands.slow.test.ts`.
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
