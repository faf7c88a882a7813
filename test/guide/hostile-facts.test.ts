/**
 * Whatever a mapping says stays a name in ROLLOUT.md: every text among the facts of every golden case is replaced by a plain name, and
 * by text that would be markup or commands. The two guides differ in nothing but the names.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { shellWord } from '../../src/shell/quote.js';
import { hasShell } from '../shells.js';
import { factsOf, type GuideFacts, plain, print, shortened, withAllBlocks, withNames } from './all-blocks.js';
import { combinedGuides, goldenGuides } from './guides.js';
import { rehearse } from './rehearsal.js';

const hostile = [
  '$(touch canary)`touch canary`\'; touch canary; \'"; touch canary; ")touch canary;; \\ * %s ${IFS} !! ~',
  "-n '' `` ` | a | *b* [c](d) <e> @f #1 www.g.example &amp; ~~h~~ \\",
];

let golden: readonly GuideFacts[] = [];
let all: readonly GuideFacts[] = [];
beforeAll(async () => {
  golden = (await goldenGuides()).map((guide) => shortened(factsOf(guide)));
  all = [...golden, ...(await combinedGuides()).map((guide) => shortened(factsOf(guide)))];
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

  it.skipIf(!hasShell('sh'))('are words in commands', () => {
    for (const given of withAllBlocks(golden, (facts) => facts)) {
      const expected = rehearse(print(withNames(given, plain)), [plain]);
      for (const name of hostile) {
        const { calls, leftovers, stderr } = rehearse(print(withNames(given, name)), [name]);
        const named = (text: string) => text.replaceAll(shellWord(name), plain).replaceAll(name, plain);
        expect(
          calls.map(({ program, args }) => ({ program, args: args.map((arg) => inText(arg, named)) })),
        ).toEqual(expected.calls);
        expect(leftovers.map(named)).toEqual(expected.leftovers);
        expect(named(stderr)).toEqual(expected.stderr);
      }
    }
  });
});

/** A replacement in a text, or in the texts of the JSON that it is. */
function inText(text: string, replace: (text: string) => string): string {
  if (!/^[[{]/.test(text)) return replace(text);
  return JSON.stringify(JSON.parse(text, (_, value) => (typeof value === 'string' ? replace(value) : value)));
}
