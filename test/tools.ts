/** Finds the programs that judge; where one is missing its tests are skipped and say so, or fail with `REQUIRE_TOOLS`. */
import { spawnSync } from 'node:child_process';

export function hasProgram(program: string): boolean {
  if (spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0) return true;
  if (process.env.REQUIRE_TOOLS) throw new Error(`REQUIRE_TOOLS is set, but ${program} cannot be run`);
  console.warn(
    `\n*** SKIPPED: ${program} is not on the PATH; what it would have judged was not judged ***\n`,
  );
  return false;
}
