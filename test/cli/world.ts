/** A world for the command line: a temporary repository, captured streams, and a pipeline that can be replaced. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';
import type { Pipeline } from '../../src/library.js';

/** The smallest useful mapping; it earns warnings, but no errors. */
export const goodMapping = `version: 1
rollout: prepare
accessControlAttributes:
  configuration: unmanaged
  removes: "\${path:userType}"
  keep: { CostCenter: "\${path:enterprise.costCenter}" }
identityCenter:
  instanceArn: arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5
nodes:
  tags: { ssm-runas: linux }
roles:
  admin:     { osUser: ops-admin, permissionSet: LinuxAdmin }
  developer: { osUser: dev,       permissionSet: LinuxDeveloper }
`;

export const badMapping = goodMapping.replace('osUser: dev, ', 'osUser: "x; id", ');

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings {
  readonly stdin?: string;
  readonly isTerminal?: boolean;
  readonly env?: Io['env'];
  readonly cwd?: string;
  readonly pipeline?: Pipeline;
}

/** Files by path; a `.git` folder makes it a repository. */
export function repository(files: Readonly<Record<string, string>>): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'ssm-runas-gen-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  mkdirSync(join(path, '.git'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

export async function run(cwd: string, argv: readonly string[], around: Surroundings = {}): Promise<Ran> {
  const { stdin = '', isTerminal = false, env = {}, pipeline } = around;
  const written = { stdout: '', stderr: '' };
  const output = (stream: 'stdout' | 'stderr') => ({
    isTerminal,
    columns: isTerminal ? 80 : undefined,
    write: async (text: string) => {
      written[stream] += text;
    },
  });
  const io: Io = {
    stdin: { isTerminal, read: async (maximum) => new TextEncoder().encode(stdin).subarray(0, maximum) },
    stdout: output('stdout'),
    stderr: output('stderr'),
    env,
    cwd,
  };
  return { code: await main(argv, io, pipeline), ...written };
}
