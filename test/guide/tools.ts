/** Finds the programs that judge the guide's commands; a missing one is skipped loudly, or fails with `REQUIRE_TOOLS`. */
import { spawnSync } from 'node:child_process';

const probes = {
  sh: ['-c', ':'],
  shellcheck: ['--version'],
  aws: ['--version'],
  terraform: ['version'],
} as const;

export function hasTool(tool: keyof typeof probes): boolean {
  const { status } = spawnSync(tool, probes[tool], { stdio: 'ignore', timeout: 60_000 });
  if (status === 0) return true;
  if (process.env.REQUIRE_TOOLS) throw new Error(`REQUIRE_TOOLS is set, but ${tool} cannot be run`);
  console.warn(
    `\n*** SKIPPED: ${tool} is not on the PATH; the commands of ROLLOUT.md were not judged by it ***\n`,
  );
  return false;
}
