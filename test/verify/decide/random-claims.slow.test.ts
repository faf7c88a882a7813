/** `DECIDE_SETS` and `DECIDE_SEED` set how many sets of policies and which; long-random-claims.mjs runs it for as long as one likes. */
import { expect, test } from 'vitest';
import { checkRandomClaims } from './check-random-claims.js';

const sets = Number(process.env.DECIDE_SETS ?? 5_000);
const seed = Number(process.env.DECIDE_SEED ?? 20261129);

test(`no request of a grid contradicts what is said of all requests, for ${sets} sets of policies`, {
  timeout: 86_400_000,
}, async () => {
  const tally = await checkRandomClaims({ sets, seed, grid: 120 });
  console.log(tally);
  const undecided = (tally['allowed: undecided'] ?? 0) + (tally['denied: undecided'] ?? 0);
  expect(undecided / sets).toBeLessThan(0.02);
});
