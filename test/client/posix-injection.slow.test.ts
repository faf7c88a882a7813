/** Whatever the mapping or the caller names, a shell must not read it as code. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { posixScript } from '../../src/client/posix-script.js';
import { clientShells } from '../shells.js';
import { hostileRoles, hostileText } from './hostile.js';
import { callerArn, testFacts } from './mapping.js';
import { StubCli } from './stub-cli.js';

const node = 'i-0123456789abcdef0';
const role = { permissionSet: 'LinuxAdmin', osUser: 'ops-admin', document: 'SSMRunAs-admin-Session' };
const plain = posixScript(testFacts({ roles: [role] }));

const stub = new StubCli();
afterAll(() => stub.remove());

describe.each(clientShells)('in %s', (shell) => {
  const run = (args: readonly string[], arn = callerArn('LinuxAdmin'), text = plain) =>
    stub.run(shell, text, args, { arn });

  it('takes every name as data', () => {
    fc.assert(
      fc.property(hostileRoles, fc.nat(), (roles, pick) => {
        const chosen = roles[pick % roles.length] as (typeof roles)[number];
        const text = posixScript(testFacts({ roles }));
        const { call, stderr } = run([node], callerArn(chosen.permissionSet), text);
        expect({ call, stderr }).toEqual({
          call: ['ssm', 'start-session', '--target', node, '--document-name', chosen.document],
          stderr: '',
        });
        const list = run(['--list'], callerArn(chosen.permissionSet), text);
        expect(list.stdout).toContain(chosen.osUser);
        expect(stub.leftovers()).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('shows a command that a shell reads back as the same arguments', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 4 }), (texts) => {
        const rest = texts.map((text) => `x${text}\n'`);
        const shown = run([node, '--dry-run', ...rest]).stdout;
        expect(run([], undefined, shown).call?.slice(6)).toEqual(rest);
        expect(stub.leftovers()).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
