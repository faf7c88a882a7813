/** Finds the programs that judge in the slow tier; where one is missing its tests are skipped and say so, or fail with `REQUIRE_TOOLS`. */
import { spawnSync } from 'node:child_process';
import { hangGuard } from './hang-guard.js';

export function hasProgram(program: string, probe: readonly string[] = ['--version']): boolean {
  if (spawnSync(program, probe, { stdio: 'ignore', timeout: hangGuard }).status === 0) return true;
  if (process.env.REQUIRE_TOOLS) throw new Error(`REQUIRE_TOOLS is set, but ${program} cannot be run`);
  console.warn(`\n*** SKIPPED: ${program} is not on the PATH; the tests that need it were not run ***\n`);
  return false;
}
