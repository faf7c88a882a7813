/**
 * The differential test for as long as one likes: `node test/iam/evaluate/long-differential.mjs [pairs] [seed]`.
 * Without a seed it takes the time; the seed and the counterexample are printed.
 */
import { spawnSync } from 'node:child_process';

const [pairs = '1000000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
console.log(`pairs ${pairs}, seed ${seed}`);
const { status } = spawnSync(
  'npx',
  ['vitest', 'run', 'test/iam/evaluate/differential/differential.slow.test.ts'],
  {
    stdio: 'inherit',
    env: { ...process.env, EVALUATE_PAIRS: pairs, EVALUATE_SEED: seed },
  },
);
process.exitCode = status ?? 1;
