/** `MAPPINGS` and `MAPPINGS_SEED` set how many mappings and which; long-random-mappings.mjs runs it for as long as one likes. */
import { expect, test } from 'vitest';
import { checkRandomMappings } from './property.js';

const mappings = Number(process.env.MAPPINGS ?? 40);
const seed = Number(process.env.MAPPINGS_SEED ?? 20261129);

test(`mapping, policies, pages, proof and gate say the same of ${mappings} random mappings`, {
  timeout: 86_400_000,
}, async () => {
  const tally = await checkRandomMappings(mappings, seed);
  console.log(tally);
  expect(tally.mappings).toBe(mappings);
});
