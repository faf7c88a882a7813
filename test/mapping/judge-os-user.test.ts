/** The lists of Linux users, each name of them: a name that is lost from a list is a role that nobody is warned of. */
import { describe, expect, it } from 'vitest';
import { judgeOsUser, looksPrivileged } from '../../src/mapping/judge-os-user.js';

/** Default users of images and groups with sudo, as the images' own documentation names them. */
const privileged =
  'adm admin administrator almalinux alpine arch azureuser bitnami centos cloud-user core debian docker ec2-user fedora opc rocky sudo suse sysadmin ubuntu vagrant wheel';

describe('Linux users', () => {
  it.each(privileged.split(' '))('warns of %s, in any letter case and with a domain', (user) => {
    expect(looksPrivileged(user)).toBe(true);
    expect(looksPrivileged(user.toUpperCase())).toBe(true);
    expect(looksPrivileged(`${user}@corp.example.com`)).toBe(true);
    expect(looksPrivileged(`CORP\\${user}`)).toBe(true);
    expect(looksPrivileged(`${user}2`)).toBe(false);
  });

  it.each([
    ['root', 'superuser'],
    ['toor', 'superuser'],
    ['Root@corp', 'superuser'],
    ['TOOR.', 'superuser'],
    ['ssm-user', 'agent'],
    ['ssm-user@corp', 'agent'],
    ['0', 'number'],
    ['-1', 'number'],
    ['0x0', 'number'],
    ['1000@corp', 'number'],
    ['ROOT', 'superuser'],
    ['root.', 'superuser'],
    ['Ssm-User', 'agent'],
    ['ALL', 'everybody'],
  ])('refuses %s as %s', (user, reason) => {
    expect(judgeOsUser(user)).toBe(reason);
  });

  it.each(['dev', 'rooty', 'ssm-users', 'u1000', 'root.dev', 'All', 'ALL@corp', 'DevRoleLogin'])(
    'accepts %s',
    (user) => {
      expect(judgeOsUser(user)).toBeUndefined();
    },
  );
});
