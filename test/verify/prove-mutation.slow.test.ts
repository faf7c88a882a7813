/**
 * A part of what `prove-mutation.long.slow.test.ts` tries: each statement left out, and each sixth of the other mutants. The rows
 * of the proof contradict no claim there either.
 */
import { expect, test } from 'vitest';
import { explained, tryMutants } from './proof/mutated-proofs.js';

test('mutants of the generated policies are caught, or explained', async () => {
  const tried = await tryMutants(({ name }, at) => name.endsWith(': left out') || at % 6 === 1);
  expect(tried.length).toBeGreaterThan(120);
  const known = new Set(explained());
  const missed = tried.filter(({ mutant, caughtAs }) => caughtAs === undefined && !known.has(mutant.name));
  expect(missed.map(({ mapping, mutant }) => `${mutant.name} (${mapping})`)).toEqual([]);
});
