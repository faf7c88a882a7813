import { expect, test } from 'vitest';
import { checkRandomClaims } from './check-random-claims.js';

test('no request of a grid contradicts what is said of all requests, and what is found is confirmed', async () => {
  const tally = await checkRandomClaims({ sets: 250, seed: 20261128, grid: 40 });
  expect((tally['allowed: none'] ?? 0) + (tally['denied: none'] ?? 0)).toBeGreaterThan(80);
  expect((tally['allowed: undecided'] ?? 0) + (tally['denied: undecided'] ?? 0)).toBeLessThan(10);
});
