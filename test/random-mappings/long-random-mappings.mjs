/**
 * The property of random mappings for as long as one likes: `node test/random-mappings/long-random-mappings.mjs [mappings] [seed]`.
 * Without a seed it takes the time; the seed and the counterexample are printed.
 */
import { spawnSync } from 'node:child_process';

const [mappings = '2000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
console.log(`mappings ${mappings}, seed ${seed}`);
const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--project', 'slow', 'test/random-mappings/random-mappings.slow.test.ts'],
  { stdio: 'inherit', env: { ...process.env, MAPPINGS: mappings, MAPPINGS_SEED: seed } },
);
process.exitCode = status ?? 1;
