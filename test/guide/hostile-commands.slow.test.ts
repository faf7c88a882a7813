/** Names that would be commands are words in the commands of ROLLOUT.md: these are run, and call what they call with a plain name. */
import { expect, it } from 'vitest';
import { shellWord } from '../../src/shell/quote.js';
import { hasShell } from '../shells.js';
import { factsOf, hostile, plain, print, shortened, withAllBlocks, withNames } from './all-blocks.js';
import { goldenGuides } from './guides.js';
import { rehearse } from './rehearsal.js';

it.skipIf(!hasShell('sh'))('names are words in commands', async () => {
  const golden = (await goldenGuides()).map((guide) => shortened(factsOf(guide)));
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

/** A replacement in a text, or in the texts of the JSON that it is. */
function inText(text: string, replace: (text: string) => string): string {
  if (!/^[[{]/.test(text)) return replace(text);
  return JSON.stringify(JSON.parse(text, (_, value) => (typeof value === 'string' ? replace(value) : value)));
}
