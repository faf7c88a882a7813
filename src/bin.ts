#!/usr/bin/env node
/**
 * The entry: refuses a Node.js that the program does not run on, and loads the program on one that it does. Old versions
 * must be able to read this file: it imports nothing at once, and the build leaves no syntax in it younger than `import()`.
 */
import { exitCode } from './cli/exit-code.js';
import { refusalOf } from './cli/node-version.js';

// A run that ends without an answer has failed.
process.exitCode = exitCode.failed;

const refusal = refusalOf(process.versions.node);
if (refusal === undefined) {
  import('./program.js')
    .then(({ run }) => run())
    .then((code) => {
      // Every write has been awaited.
      process.exit(code);
    })
    .catch((error) => {
      process.stderr.write(`error: the installed package is damaged: ${error.message}; install it again\n`);
    });
} else {
  process.stderr.write(`error: ${refusal}\n`);
}
