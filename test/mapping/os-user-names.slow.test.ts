/** sudo's own tools as judges: every accepted Linux user can be named in sudoers and is read as exactly this user. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hangGuard } from '../hang-guard.js';
import { hasProgram } from '../tools.js';
import { acceptedNames, isAccepted } from './os-user-names.js';

const folder = mkdtempSync(join(tmpdir(), 'sudoers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (program: string, args: readonly string[]) =>
  execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe', timeout: hangGuard });

/** What sudo reads as the user of each rule, in the order of the file. */
function usersRead(names: readonly string[]): string[] {
  writeFileSync(
    join(folder, 'rules'),
    names.map((name) => `${name} ALL=(root) NOPASSWD: /usr/bin/id\n`).join(''),
    {
      mode: 0o440,
    },
  );
  run('visudo', ['-cf', 'rules']);
  const { User_Specs } = JSON.parse(run('cvtsudoers', ['-f', 'json', 'rules'])) as {
    User_Specs: { User_List: Record<string, string>[] }[];
  };
  return User_Specs.flatMap(({ User_List }) =>
    User_List.map((user) =>
      Object.entries(user)
        .map(([kind, name]) => `${kind} ${name}`)
        .join(),
    ),
  );
}

describe.skipIf(!hasProgram('visudo', ['-V']) || !hasProgram('cvtsudoers', ['-V']))('sudoers', () => {
  it('takes every accepted Linux user in double quotes for exactly this user', () => {
    rmSync(join(folder, 'rules'), { force: true });
    expect(usersRead(acceptedNames.map((name) => `"${name}"`))).toEqual(
      acceptedNames.map((name) => `username ${name}`),
    );
  });

  it('takes a name of capital letters without quotes for an alias, as the documentation says', () => {
    rmSync(join(folder, 'rules'), { force: true });
    const plain = acceptedNames.filter(
      (name) => !/^(?:[A-Z][A-Z0-9_]*|Defaults|User_Alias|include)$/.test(name),
    );
    expect(usersRead(plain)).toEqual(plain.map((name) => `username ${name}`));
    rmSync(join(folder, 'rules'), { force: true });
    expect(usersRead(['DEV', '"DEV"'])).toEqual(['useralias DEV', 'username DEV']);
  });

  it('would take ALL for everybody, so no mapping may name it', () => {
    expect(isAccepted('ALL')).toBe(false);
  });
});
