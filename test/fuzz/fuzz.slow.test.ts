/**
 * Damage to every file that the program reads: no fault of ours, no hang, and no verdict that gets better by damage. `node
 * test/fuzz/long-fuzz.mjs` tries more.
 */
import { describe, expect, it } from 'vitest';
import { fuzz } from './fuzz.js';
import { inputs } from './inputs.js';

const times = Number(process.env.FUZZ_TIMES ?? 300);
const seed = Number(process.env.FUZZ_SEED ?? 13);

describe(`${times} damages by seed ${seed}`, () => {
  it.each(Object.entries(inputs))('to %s', async (name, inputOf) => {
    const { tried, accepted, problems } = await fuzz(await inputOf(), times, seed);
    console.log(`${name}: ${tried} damages, ${accepted} accepted, ${problems.length} problems`);
    expect(problems).toEqual([]);
    // Damage that is never read to the end would find nothing.
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeLessThan(tried);
  });
});
