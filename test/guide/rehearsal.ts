/**
 * Runs the commands of a guide from top to bottom in a real shell, with programs in place of `aws`, `terraform`, `tofu`
 * and `ssm-runas-gen` that write down how they were called and answer as much as the next command needs.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hangGuard } from '../hang-guard.js';

export interface Call {
  readonly program: string;
  readonly args: readonly string[];
}

export interface Rehearsal {
  readonly calls: readonly Call[];
  readonly stderr: string;
  /** Files that the commands left in the guide's folder, below none of the modules. */
  readonly leftovers: readonly string[];
}

/** The `sh` blocks of a guide. */
export function commandBlocks(guide: string): readonly string[] {
  return [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
}

/** All of them as one script. */
export function commandsOf(guide: string): string {
  return commandBlocks(guide).join('\n');
}

const recorder = `#!/bin/sh
{ printf '%s\\0' "\${0##*/}" "$@"; printf '\\0'; } >>"$REHEARSAL/calls"
case "$1 $2 $3" in
  'sso-admin list-permission-sets'*) seq -f 'permission-set:%g' "$(wc -l <"$REHEARSAL/names")" ;;
  'sso-admin describe-permission-set'*) sed -n "\${6#*:}p" "$REHEARSAL/names" ;;
  'sso-admin get-inline-policy-for-permission-set'*) sed -n "\${6#*:}p" "$REHEARSAL/policies" ;;
  'sso-admin list-accounts-for-provisioned-permission-set'*) ;;
  'cloudtrail lookup-events'*) echo '[]' ;;
  'sts get-caller-identity'*) printf '%s\\n' "$AWS_PROFILE" ;;
  'ssm describe-document --name') printf '%s\\tActive\\t1\\t1\\n' "$4" ;;
  *'state show'*) exit 1 ;;
  *'show -json'*) echo '{"planned_values":{"outputs":{"inline_policies":{"value":{}}}}}' ;;
  *) echo 00000000-0000-0000-0000-000000000000 ;;
esac
`;

export const modules: readonly string[] = [
  'identity-center',
  'session-documents',
  'session-documents-stackset',
  'service-control-policies',
  'node-users',
  'default-document',
];

/** Where AWS has permission sets of these names, with these policies in the same order. */
export function rehearse(
  guide: string,
  permissionSets: readonly string[],
  policies: readonly string[] = [],
): Rehearsal {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-rollout-'));
  try {
    const bin = join(folder, 'bin');
    const work = join(folder, 'work');
    for (const path of [bin, work, ...modules.map((name) => join(work, name))]) mkdirSync(path);
    for (const name of ['aws', 'terraform', 'tofu', 'ssm-runas-gen', 'sleep']) {
      writeFileSync(join(bin, name), recorder);
      chmodSync(join(bin, name), 0o755);
    }
    writeFileSync(join(folder, 'names'), permissionSets.map((name) => `${name}\n`).join(''));
    writeFileSync(join(folder, 'policies'), policies.map((policy) => `${policy}\n`).join(''));
    writeFileSync(join(folder, 'calls'), '');
    const { status, stderr, error } = spawnSync('sh', ['-c', commandsOf(guide)], {
      cwd: work,
      encoding: 'utf8',
      timeout: hangGuard,
      env: { PATH: `${bin}:${dirname(process.execPath)}:/usr/bin:/bin`, REHEARSAL: folder, HOME: folder },
    });
    if (status === null) throw error ?? new Error('the shell was killed');
    return {
      calls: callsIn(readFileSync(join(folder, 'calls'), 'utf8')),
      stderr,
      leftovers: readdirSync(work).filter((name) => !modules.includes(name)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An empty argument would look like the end of a call; no command of the guide has one. */
function callsIn(recorded: string): Call[] {
  return recorded
    .split('\0\0')
    .slice(0, -1)
    .map((call) => call.split('\0'))
    .map(([program = '', ...args]) => ({ program, args }));
}
