import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeUsersDocument, nodeUsersScript, sudoersName } from '../../src/access/node-users.js';
import type { NodeAccount } from '../../src/mapping/model.js';
import { compileMapping } from '../cases/case.js';
import { clientShells } from '../shells.js';

const account = (more: Partial<NodeAccount> = {}): NodeAccount => ({
  osUser: 'dev',
  uid: undefined,
  shell: '/bin/bash',
  home: '/home/dev',
  groups: [],
  sudo: 'none',
  ...more,
});
const scriptOf = (...accounts: NodeAccount[]) => nodeUsersScript({ accounts, skipped: [] });

describe('the script that creates Linux users', () => {
  it('calls one function for each user, with everything as a quoted word', () => {
    const text = scriptOf(
      account({
        uid: 3001,
        groups: ['adm', 'docker'],
        sudo: ['/usr/bin/systemctl restart app', '/usr/bin/id'],
      }),
    );
    expect(text).toContain(
      `account 'dev' '3001' '/bin/bash' '/home/dev' 'adm docker' '${sudoersName('dev')}' \\\n` +
        `  '(root) NOPASSWD: /usr/bin/systemctl restart app' \\\n  '(root) NOPASSWD: /usr/bin/id ""'\n`,
    );
    expect(scriptOf(account({ sudo: 'all' }))).toContain("'(ALL:ALL) NOPASSWD: ALL'");
  });

  it.each(clientShells)('takes whatever a name may be for data, in %s', (shell) => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("'", '"', '$', '`', '\\', ';', '\n', 'a', ' ', '(') }),
        (name) => {
          // Only the calls: their words must arrive as they are.
          const [, calls = ''] =
            /\n(account [\s\S]*?)\nfinish\n/.exec(scriptOf(account({ osUser: name }))) ?? [];
          const { stdout } = spawnSync(shell, ['-c', `account() { printf '%s' "$1"; }\n${calls}`], {
            encoding: 'utf8',
          });
          expect(stdout).toBe(name);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('has no parameter and no double braces, which the agent would replace', () => {
    const document = nodeUsersDocument({
      name: 'ssm-runas-node-users',
      label: 'x',
      tags: { a: ['b'] },
      accounts: [account()],
      skipped: ['jo@corp.example.com'],
    });
    expect(scriptOf(account({ uid: 3001, sudo: ['/usr/bin/id'] }))).not.toMatch(/\{\{|\}\}/);
    expect(document).not.toHaveProperty('parameters');
    expect(document).toMatchObject({ schemaVersion: '2.2', mainSteps: [{ action: 'aws:runShellScript' }] });
  });
});

describe('nodes.users', () => {
  const findings = async (osAccount: string) => {
    const { diagnostics } = await compileMapping(
      `version: 1\naccessControlAttributes: { configuration: disabled }\nnodes: { users: association, tags: { a: b } }\nroles:\n  dev: { osUser: dev, permissionSet: Dev, osAccount: ${osAccount} }\n`,
      'hcl',
    );
    return diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  };

  it.each([...',:=\\"*?[!#^$(){};&|<>~`\''])('refuses %s in a sudo command', async (character) => {
    const command = JSON.stringify(`/usr/bin/id a${character}b`);
    expect(await findings(`{ sudo: [${command}] }`)).toEqual(['value-malformed']);
  });

  it('refuses a folder, a relative path and a hidden part of a path as a command', async () => {
    for (const command of ['/usr/bin/', 'id', '/usr/../bin/id', '/usr/bin/id  a', '/usr/bin/id '])
      expect(await findings(`{ sudo: [${JSON.stringify(command)}] }`), command).toEqual(['value-malformed']);
  });

  it('refuses a script that is larger than a document may be', async () => {
    const roles = Array.from(
      { length: 900 },
      (_, at) => `  r${at}: { osUser: user${at}, permissionSet: Set${at} }\n`,
    );
    const { diagnostics } = await compileMapping(
      `version: 1\naccessControlAttributes: { configuration: disabled }\nnodes: { users: association, tags: { a: b } }\nroles:\n${roles.join('')}`,
      'hcl',
    );
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
      'node-users-untargetable',
    ]);
  });
});
