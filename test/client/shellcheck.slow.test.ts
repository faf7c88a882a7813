/** The clients are clean to shellcheck. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { awsCliAlias } from '../../src/client/aws-cli-alias.js';
import { posixScript } from '../../src/client/posix-script.js';
import { hasProgram } from '../tools.js';
import { testFacts } from './mapping.js';

const admin = { permissionSet: 'LinuxAdmin', osUser: 'ops-admin', document: 'SSMRunAs-admin-Session' };
const developer = { permissionSet: 'LinuxDeveloper', osUser: 'dev', document: 'SSMRunAs-developer-Session' };
const unlisted = testFacts({ roles: [developer, admin] });
const listed = testFacts({
  roles: [admin, developer],
  accounts: ['111111111111', '222222222222'],
  regions: ['eu-central-1'],
});

function complaints(script: string): { readonly stdout: string; readonly status: number | null } {
  const { stdout, status } = spawnSync('shellcheck', ['--shell=sh', '-'], {
    input: script,
    encoding: 'utf8',
  });
  return { stdout, status };
}

const none = { stdout: '', status: 0 };

describe.skipIf(!hasProgram('shellcheck'))('shellcheck finds nothing', () => {
  it('in the script', () => {
    for (const mapping of [unlisted, listed]) expect(complaints(posixScript(mapping))).toEqual(none);
  });

  it('in the alias', () => {
    const lines = awsCliAlias(listed).split('\n').slice(0, -1);
    const value = lines.slice(lines.indexOf('runas =') + 1, -1);
    // The CLI strips each line, drops the `!` and appends the quoted arguments.
    const program = value
      .map((line) => line.trim())
      .join('\n')
      .replace(/^!/, '');
    expect(complaints(`${program} "$@"\n`)).toEqual(none);
  });
});
