/** The program: everything that is loaded after this is kept compiled for the next run. */
import { keepCompiledCode } from './cli/compile-cache.js';

/** Answers the exit code. */
export async function run(): Promise<number> {
  keepCompiledCode(import.meta.dirname);
  const commandLine = await import('./cli/main.js');
  return commandLine.runCommandLine();
}
