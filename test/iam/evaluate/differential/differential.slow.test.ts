/**
 * Our decisions against those of an independent simulator on random, nearly matching policies and requests.
 * `EVALUATE_PAIRS` sets the number of pairs, `EVALUATE_SEED` the seed; long-differential.mjs is the script for long runs.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cases } from './arbitraries.js';
import { admissible, decideOurs, decideTheirs } from './simulator.js';

const pairs = Number(process.env.EVALUATE_PAIRS ?? 6_000);
const seed = Number(process.env.EVALUATE_SEED ?? 20261101);

test(`agrees with the simulator on ${pairs} pairs of policies and request`, {
  timeout: 86_400_000,
}, async () => {
  const tally: Record<string, number> = {};
  const count = (what: string) => {
    tally[what] = (tally[what] ?? 0) + 1;
  };
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      const ours = decideOurs(one);
      const theirs = await decideTheirs(one, (tally.pairs ?? 0) % 16 === 0);
      for (const [index, decision] of ours.resources.entries()) {
        count(decision.outcome);
        for (const { doubt } of decision.doubts.slice(0, 1)) count(`doubt: ${doubt.about}`);
        expect(admissible(decision, one)).toContain(theirs[index]);
      }
      count('pairs');
    }),
    { numRuns: pairs, seed, endOnFailure: false },
  );
  console.log(tally);
  const doubtful = Object.entries(tally)
    .filter(([what]) => what.startsWith('doubt'))
    .reduce((sum, [, n]) => sum + n, 0);
  expect(doubtful / pairs).toBeLessThan(0.05);
  for (const outcome of ['allowed', 'implicitly-denied', 'explicitly-denied']) {
    expect((tally[outcome] ?? 0) / pairs).toBeGreaterThan(0.1);
  }
});
