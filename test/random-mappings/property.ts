/** The property of random mappings, for tests of any length. */
import fc from 'fast-check';
import { checkMapping } from './check-mapping.js';
import type { Tally } from './check-starts.js';
import { randomMappings } from './mappings.js';

/** Refused mappings are left out; too many of them fail. */
const maxSkipsPerRun = 0.05;

/** Throws with the smallest mapping about which two of mapping, policies, pages, proof and gate disagree. */
export async function checkRandomMappings(numRuns: number, seed: number): Promise<Tally> {
  const tally: Tally = { mappings: 0, asked: 0, allowed: 0, decided: 0, simulated: 0 };
  await fc.assert(
    fc.asyncProperty(randomMappings, fc.nat(), async (mapping, at) => {
      const found = await checkMapping(mapping, tally, at);
      fc.pre(found !== undefined);
      tally.mappings += 1;
      if (found.length > 0) throw new Error(found.slice(0, 5).join('\n'));
    }),
    { numRuns, seed, maxSkipsPerRun },
  );
  return tally;
}
