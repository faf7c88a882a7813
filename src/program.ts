/** The program without its launch: runs the command line in this process. */
import { processIo } from './cli/io.js';
import { main } from './cli/main.js';

/** Answers the exit code. */
export function run(): Promise<number> {
  return main(process.argv.slice(2), processIo());
}
