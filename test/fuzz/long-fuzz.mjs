/**
 * The fuzz test for as long as one likes: `node test/fuzz/long-fuzz.mjs [damages of each input] [seed] [part of an input's name]`.
 * Without a seed it takes the time; the seed and the number of each damage that finds something are printed.
 */
import { spawnSync } from 'node:child_process';

const [times = '20000', seed = String(Date.now() % 2 ** 31), name = ''] = process.argv.slice(2);
console.log(`${times} damages of each input, seed ${seed}`);
const { status } = spawnSync('npx', ['vitest', 'run', 'test/fuzz/fuzz.slow.test.ts', '-t', name], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_TIMES: times, FUZZ_SEED: seed },
});
process.exitCode = status ?? 1;
