/**
 * Linux users, permission sets and nodes of roles: ordinary, limited, and not shared by accident.
 */
import { looksPrivileged } from '../judge-os-user.js';
import type { RawRole } from '../schema/raw-mapping.js';
import { lackOf, type Rule } from './context.js';

/** Linux users that are legal and still regrettable. */
export const osUsersOrdinary: Rule = ({ roles, report }) => {
  for (const { name, role } of roles) {
    if (role.osUser === undefined || !looksPrivileged(role.osUser)) continue;
    report('os-user-privileged', { path: ['roles', name, 'osUser'] }, { user: role.osUser });
  }
};

export const osUsersDiffer: Rule = ({ roles, report }) => {
  const first = new Map<string, string>();
  for (const { name, role } of roles) {
    if (role.osUser === undefined) continue;
    // Linux distinguishes letter case; Active Directory does not.
    const identity = role.osUser.includes('@') ? role.osUser.toLowerCase() : role.osUser;
    const other = first.get(identity);
    if (other === undefined) first.set(identity, name);
    else report('os-user-shared', { path: ['roles', name, 'osUser'] }, { user: role.osUser, other });
  }
};

/** Port forwarding reaches a server, which asks for its own credentials; SSH then is a shell as another user. */
export const sshLeftClosed: Rule = ({ roles, report }) => {
  for (const { name, role } of roles) {
    const user = role.osUser;
    const at = (role.awsDocuments ?? []).indexOf('AWS-StartSSHSession');
    if (at >= 0) {
      const by = 'AWS-StartSSHSession connects to the SSH server of the node';
      report('ssh-allowed', { path: ['roles', name, 'awsDocuments', at] }, { by, user });
    }
    for (const [tunnel, settings] of Object.entries(role.tunnels ?? {})) {
      if (settings?.port !== sshPort) continue;
      const by = `Port ${sshPort}, to which the tunnel leads, is that of an SSH server`;
      report('ssh-allowed', { path: ['roles', name, 'tunnels', tunnel, 'port'] }, { by, user });
    }
  }
};

/** https://www.iana.org/assignments/service-names-port-numbers */
const sshPort = 22;

/** Permission sets: one way to name each, one role for each, all of one instance. */
export const permissionSetsUnambiguous: Rule = ({ roles, isWritten, report }) => {
  for (const { name } of roles) {
    const path = ['roles', name, 'permissionSet'];
    if (!isWritten([...path, 'arn']) || !isWritten([...path, 'create'])) continue;
    report('permission-set-arn-and-create', { path: [...path, 'create'], point: 'key' }, {});
  }
};

/** Nobody had sessions by what did not exist; `false` says the same once more. */
export const createdHadNoSessions: Rule = ({ roles, isWritten, report }) => {
  for (const { name, role } of roles) {
    if (role.sessionsBefore !== true || !isWritten(['roles', name, 'permissionSet', 'create'])) continue;
    report(
      'key-without-effect',
      { path: ['roles', name, 'sessionsBefore'], point: 'key' },
      { key: 'sessionsBefore: true', because: 'where the permission set is created' },
    );
  }
};

/** Without letter case: the IAM roles made of permission sets are unique that way. */
export const permissionSetsDiffer: Rule = ({ roles, report }) => {
  const first = new Map<string, string>();
  for (const { name, role } of roles) {
    const set = nameOf(role);
    const identities = [set?.toLowerCase(), arnOf(role)].filter((identity) => identity !== undefined);
    const other = identities.map((identity) => first.get(identity)).find((known) => known !== undefined);
    for (const identity of identities) if (!first.has(identity)) first.set(identity, name);
    if (other === undefined || set === undefined) continue;
    report('permission-set-shared', { path: ['roles', name, 'permissionSet'] }, { name: set, other });
  }
};

function arnOf({ permissionSet }: RawRole): string | undefined {
  return typeof permissionSet === 'object' ? permissionSet.arn : undefined;
}

function nameOf({ permissionSet }: RawRole): string | undefined {
  return typeof permissionSet === 'object' ? permissionSet.name : permissionSet;
}

export const permissionSetsOfInstance: Rule = ({ mapping, roles, report }) => {
  const instance = mapping.identityCenter?.instanceArn?.split('/')[1];
  if (instance === undefined) return;
  for (const { name, role } of roles) {
    const arn = arnOf(role);
    if (arn === undefined || arn.split('/')[1] === instance) continue;
    report(
      'permission-set-other-instance',
      { path: ['roles', name, 'permissionSet', 'arn'] },
      { instance, arn },
    );
  }
};

export const nodesScoped: Rule = (context) => {
  const lack = lackOf(['nodes', 'tags'], context);
  if (!lack) return;
  const { place, roles, all } = lack;
  const match = context.roles.every(
    ({ name, nodes }) => !roles.includes(name) || nodes.matchTags !== undefined,
  );
  context.report('nodes-unscoped', place, { roles, all, match });
};
