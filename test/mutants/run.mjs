// Tries each listed mutant with the tests that must notice it, and prints a line for each. Ends with 1 when one of them
// survives. Usage: node test/mutants/run.mjs [FIRST [LAST]]
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { mutants } from './house.mjs';
import { mutated } from './mutant.mjs';

const [first = 1, last = mutants.length] = process.argv.slice(2).map(Number);
const chosen = mutants.slice(first - 1, last);
for (const mutant of chosen) mutated(mutant);

/** Vitest reports a broken source file as a failed file without a failed test: that is no test that noticed. */
function isNoticed({ tests, ...mutant }) {
  return new Promise((resolve, reject) => {
    const vitest = spawn(
      process.execPath,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--project',
        'fast',
        '--bail',
        '1',
        '--reporter',
        'json',
        ...tests,
      ],
      { env: { ...process.env, MUTANT: JSON.stringify(mutant) }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const chunks = [];
    vitest.stdout.on('data', (chunk) => chunks.push(chunk));
    vitest.on('error', reject);
    vitest.on('close', () => {
      const text = Buffer.concat(chunks).toString();
      const report = JSON.parse(text.slice(text.indexOf('{"numTotalTestSuites"')));
      resolve(report.numFailedTests > 0);
    });
  });
}

const survivors = [];
const waiting = [...chosen.entries()];
async function work() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [at, mutant] = next;
    const noticed = await isNoticed(mutant);
    if (!noticed) survivors.push(mutant);
    const name = `${mutant.kind}: ${mutant.file}: ${mutant.from.trim().split('\n')[0]}`;
    process.stdout.write(`${String(first + at).padStart(3)} ${noticed ? 'caught  ' : 'SURVIVED'} ${name}\n`);
  }
}
await Promise.all(Array.from({ length: Math.max(1, Math.ceil(availableParallelism() / 2)) }, work));
process.stdout.write(`${chosen.length - survivors.length} of ${chosen.length} caught\n`);
process.exitCode = survivors.length > 0 ? 1 : 0;
