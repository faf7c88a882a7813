/** Which Linux users are refused for what they are, and which users and groups only look powerful. Data and small judgements. */

/** Why a name must never be the user of a role, or undefined. What is beside the domain counts, in any spelling. */
export function judgeOsUser(user: string): 'superuser' | 'agent' | 'number' | 'everybody' | undefined {
  // In sudoers, https://www.sudo.ws/docs/man/sudoers.man/#Aliases: "the reserved word ALL"; only this spelling.
  if (user === 'ALL') return 'everybody';
  const local = localPart(user);
  if (local === 'root' || local === 'toor') return 'superuser';
  if (local === 'ssm-user') return 'agent';
  return /^[+-]?(?:0x)?[0-9]+$/.test(local) ? 'number' : undefined;
}

/** Users that images create with unrestricted sudo, and groups of that kind that people use as names. */
const privileged: ReadonlySet<string> = new Set([
  'adm',
  'admin',
  'administrator',
  'almalinux',
  'alpine',
  'arch',
  'azureuser',
  'bitnami',
  'centos',
  'cloud-user',
  'core',
  'debian',
  'docker',
  'ec2-user',
  'fedora',
  'opc',
  'rocky',
  'sudo',
  'suse',
  'sysadmin',
  'ubuntu',
  'vagrant',
  'wheel',
]);

export function looksPrivileged(user: string): boolean {
  return privileged.has(localPart(user));
}

/** Of `user@domain` and `DOMAIN\user` the user, without dots at its end, which some directories overlook. */
export function localPart(user: string): string {
  const [local = ''] = user
    .slice(user.lastIndexOf('\\') + 1)
    .toLowerCase()
    .split('@', 1);
  return local.replace(/\.+$/, '');
}

/** Groups whose members can become root: by sudo, a daemon that runs as root, or the disk and what is on it. */
export const groupsLikeRoot: ReadonlySet<string> = new Set([
  'admin',
  'disk',
  'docker',
  'lxd',
  'root',
  'shadow',
  'sudo',
  'wheel',
]);
