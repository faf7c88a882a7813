/**
 * The property of random claims for as long as one likes: `node test/verify/decide/long-random-claims.mjs [sets] [seed]`.
 * Without a seed it takes the time; the seed and the counterexample are printed.
 */
import { spawnSync } from 'node:child_process';

const [sets = '100000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
console.log(`sets ${sets}, seed ${seed}`);
const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--project', 'slow', 'test/verify/decide/random-claims.slow.test.ts'],
  { stdio: 'inherit', env: { ...process.env, DECIDE_SETS: sets, DECIDE_SEED: seed } },
);
process.exitCode = status ?? 1;
