/** The command line of this process. */
import { processIo } from './io.js';
import { main } from './main.js';

/** Answers the exit code. */
export function runCommandLine(): Promise<number> {
  return main(process.argv.slice(2), processIo());
}
