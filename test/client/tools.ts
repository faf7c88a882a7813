/**
 * Finds the programs that judge the clients: shells, shellcheck and the real AWS CLI. Where one is missing, its tests
 * are skipped and say so, or fail if `REQUIRE_TOOLS` is set.
 */
import { spawnSync } from 'node:child_process';

const probes = {
  dash: ['-c', ':'],
  bash: ['-c', ':'],
  shellcheck: ['--version'],
  aws: ['--version'],
} as const;

export type Tool = keyof typeof probes;

export function hasTool(tool: Tool): boolean {
  const { status } = spawnSync(tool, probes[tool], { stdio: 'ignore', timeout: 30_000 });
  if (status === 0) return true;
  if (process.env.REQUIRE_TOOLS) throw new Error(`REQUIRE_TOOLS is set, but ${tool} cannot be run`);
  console.warn(`\n*** SKIPPED: ${tool} is not on the PATH; what it would have judged was not judged ***\n`);
  return false;
}

/** The shells to try the client in. */
export const shells = (['dash', 'bash'] as const).filter(hasTool);
