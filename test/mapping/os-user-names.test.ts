/** The agent passes the Linux user to `sh -c "id NAME"` as root, so a shell must read every accepted name as one plain word. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeOsUser } from '../../src/mapping/judge-os-user.js';
import { hangGuard } from '../hang-guard.js';
import { clientShells } from '../shells.js';
import { acceptedNames, isAccepted } from './os-user-names.js';

const isWord = /^(?:[A-Za-z_][A-Za-z0-9_.-]{0,31}|[A-Za-z0-9_][A-Za-z0-9_.-]*@[A-Za-z0-9.-]+)$/;

describe('accepted Linux users', () => {
  it('have letters, digits, _ . - and one @, and contain each of these', () => {
    expect(acceptedNames.filter((name) => !isWord.test(name))).toEqual([]);
    const used = new Set(acceptedNames.join(''));
    expect([...used].sort().join('')).toBe(
      '-.0123456789@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz',
    );
  });

  it.each(clientShells)('are one word for %s', (shell) => {
    // Prints what it is given, one argument on each line, and ends with an empty line.
    const id = `id() { printf '%s\\n' "$@" ""; }\n`;
    const script = id + acceptedNames.map((name) => `id ${name}`).join('\n');
    const { stdout, stderr } = spawnSync(shell, ['-c', script], {
      env: { HOME: '/somewhere' },
      encoding: 'utf8',
      timeout: hangGuard,
    });
    expect(stderr).toBe('');
    expect(stdout.split('\n\n').filter((name) => name !== '')).toEqual(acceptedNames);
  });

  it('are none of the forbidden users, in any letter case', () => {
    const forbidden = fc
      .constantFrom('root', 'toor', 'ssm-user', '0', '0x10', '1000')
      .chain((name) => fc.mixedCase(fc.constant(name)))
      .chain((name) => fc.constantFrom(name, `${name}.`, `${name}@corp`, `${name}@CORP.example.com`));
    fc.assert(
      fc.property(forbidden, (name) => {
        expect(isAccepted(name)).toBe(false);
        expect(judgeOsUser(name)).toBeDefined();
      }),
    );
  });

  it('are ordinary in the eyes of the schema and of the reason that a finding gives', () => {
    const user = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/);
    fc.assert(
      fc.property(user, (name) => {
        expect(isAccepted(name)).toBe(judgeOsUser(name) === undefined);
      }),
    );
  });
});
