// A process that loads the built program once, and runs one command line after the other as its parent sends them. What the
// program itself does with the process (exit codes, streams, signals) is tried by `test/cli/process.slow.test.ts`.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';

const [, , bin] = process.argv;
const { run } = await import(pathToFileURL(join(dirname(bin), 'program.js')).href);

const written = { 1: '', 2: '' };
const { writeSync } = fs;
fs.writeSync = (descriptor, bytes, ...rest) => {
  if (!(descriptor in written)) return writeSync(descriptor, bytes, ...rest);
  written[descriptor] += bytes.toString();
  return bytes.length;
};
syncBuiltinESMExports();

async function call({ cwd, argv, stdin }) {
  process.chdir(cwd);
  process.argv = [process.execPath, bin, ...argv];
  const input = Readable.from([Buffer.from(stdin)]);
  Object.defineProperty(process, 'stdin', { value: input, configurable: true });
  written[1] = '';
  written[2] = '';
  const code = await run();
  return { code, stdout: written[1], stderr: written[2] };
}

let last = Promise.resolve();
process.on('message', ({ id, ...line }) => {
  // The folder and the arguments are those of the process: one at a time.
  last = last
    .then(() => call(line))
    .then(
      (ran) => process.send({ id, ran }),
      (error) => process.send({ id, fault: String(error?.stack ?? error) }),
    );
});
