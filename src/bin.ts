#!/usr/bin/env node
/** The launch: loads the program, runs it, and lets what was compiled for it be kept for the next time. */
import { join } from 'node:path';
import { exitCode } from './cli/exit-code.js';
import { loadProgram } from './launch/load-program.js';
import { optimiseLater } from './launch/optimise-later.js';

/** Of these, people and pipelines wait for the answer. Each needs other functions. */
const kept = ['generate', 'validate', 'gate', 'prove'];

const [, , word, ...rest] = process.argv;
const command = kept.find((one) => one === word);
/** Its functions are not those that the command needs. */
const onlyExplains = rest.some((argument) => argument === '--help' || argument === '-h');
const compiledFolder =
  command === undefined || onlyExplains || process.env.NODE_DISABLE_COMPILE_CACHE
    ? undefined
    : join(import.meta.dirname, 'compiled', `${process.version}-${process.arch}`, command);

// Should the run end without an answer, it has failed.
process.exitCode = exitCode.failed;
launch().catch((error) => {
  process.stderr.write(`error: the installed package is damaged: ${error.message}; install it again\n`);
});

async function launch(): Promise<void> {
  optimiseLater(() => {
    process.getBuiltinModule('node:crypto');
    process.getBuiltinModule('node:os');
    void process.getBuiltinModule('node:util').parseArgs;
  });
  const { exports, keep } = loadProgram(join(import.meta.dirname, 'program.cjs'), compiledFolder);
  const { run } = exports as typeof import('./program.js');
  const code = await run();
  if (code === exitCode.fine || code === exitCode.stale) keep();
  // Everything is written by now; taking the heap down in good order would only keep people waiting.
  process.exit(code);
}
