/** `nodes.users: association`: keys that do nothing without it, nodes that can be found by tags, and Linux users that do not collide. */
import { groupsLikeRoot, localPart } from '../judge-os-user.js';
import { accountOf } from '../merge-settings.js';
import type { NodeAccount } from '../model.js';
import { isOfDirectory } from '../node-users.js';
import { type NamedRole, type Rule, type RuleContext, reportIdle } from './context.js';

const without = 'unless `nodes.users` is association';

export const accountsHaveEffect: Rule = ({ roles, isWritten, isWhole, report }) => {
  const isCreated = ({ nodes }: NamedRole) => nodes.users === 'association';
  if (!isWhole(['nodes', 'users'])) return;
  if (isWritten(['nodes', 'accountDefaults']) && isWhole(['roles']) && !roles.some(isCreated))
    reportIdle(['nodes', 'accountDefaults'], without, report);
  for (const each of roles) {
    const { name, role } = each;
    if (!isWhole(['roles', name, 'nodes', 'users'])) continue;
    const own = ['roles', name, 'nodes', 'accountDefaults'];
    if (isWritten(own) && !isCreated(each)) reportIdle(own, without, report);
    const path = ['roles', name, 'osAccount'];
    if (!isWritten(path)) continue;
    if (!isCreated(each)) reportIdle(path, without, report);
    else if (role.osUser !== undefined && isOfDirectory(role.osUser))
      reportIdle(path, 'for a user of a directory, which is not created on the nodes', report);
  }
};

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateAssociation.html: five targets, of 50 values. */
const mostTags = 5;
const mostValues = 50;

export const usersTargetable: Rule = ({ roles, isWhole, report }) => {
  let isInheritedReported = false;
  for (const { name, role, nodes } of roles) {
    if (nodes.users !== 'association') continue;
    const areKnown = isWhole(['nodes', 'tags']) && isWhole(['roles', name, 'nodes', 'tags']);
    const problem = areKnown ? targetProblem(nodes) : undefined;
    if (problem === undefined) continue;
    // What several roles inherit is one mistake, at the mapping's own key.
    const isInherited = role.nodes?.tags === undefined && role.nodes?.users === undefined;
    if (isInherited && isInheritedReported) continue;
    isInheritedReported ||= isInherited;
    const place = isInherited ? ['nodes'] : ['roles', name];
    report('node-users-untargetable', { path: place, point: 'key' }, { role: name, problem });
  }
};

function targetProblem(nodes: NamedRole['nodes']): string | undefined {
  const tags = Object.values(nodes.tags ?? {});
  if (tags.length === 0) return 'it has no `nodes.tags`, so the script would run as root on every node';
  if (tags.length > mostTags) return `it has ${tags.length} tags, and an association takes ${mostTags}`;
  const values = Math.max(...tags.map((value) => (Array.isArray(value) ? value.length : 1)));
  return values > mostValues
    ? `a tag has ${values} values, and an association takes ${mostValues}`
    : undefined;
}

/** Roles with one user must say the same of it; different users must not share a uid or a home, and sudo must tell their names apart. */
export const osAccountsAgree: Rule = (context) => {
  const first = new Map<string, { readonly role: string; readonly account: NodeAccount }>();
  const taken = new Map<string, { readonly role: string; readonly user: string }>();
  for (const { name, account } of accountsIn(context)) {
    const known = first.get(account.osUser);
    if (known === undefined) first.set(account.osUser, { role: name, account });
    else if (JSON.stringify(known.account) !== JSON.stringify(account)) {
      const at = { path: ['roles', name, 'osUser'] };
      context.report('os-account-differs', at, { user: account.osUser, other: known.role });
      continue;
    }
    for (const [what, value] of [
      ['name', account.osUser.toLowerCase()],
      ['uid', account.uid],
      ['home', account.home],
    ] as const) {
      if (value === undefined) continue;
      const other = taken.get(`${what} ${value}`);
      if (other === undefined) taken.set(`${what} ${value}`, { role: name, user: account.osUser });
      else if (other.user !== account.osUser)
        context.report(
          'os-account-taken',
          { path: ['roles', name, 'osUser'] },
          { user: account.osUser, what, value: String(value), other: other.user },
        );
    }
  }
};

/** A Linux user whom its group, its folder or its sudo rules make another one, though the mapping names only the one. */
export const osAccountsApart: Rule = (context) => {
  const { report, roles } = context;
  const users = new Set(roles.flatMap(({ role }) => role.osUser ?? []));
  const accounts = accountsIn(context);
  const judged = new Set<string>();
  for (const { name, account } of accounts) {
    const { osUser, groups, home, shell, sudo } = account;
    if (judged.has(osUser)) continue;
    judged.add(osUser);
    const others = accounts.filter((other) => other.account.osUser !== osUser);
    const foreign = others.map((other) => other.account.home);
    const ways = [
      ...groups
        .filter((group) => groupsLikeRoot.has(group))
        .map((group) => `the group ${group} can become root`),
      ...groups
        .filter((group) => group !== osUser && users.has(group))
        .map((group) => `the group ${group} is that of the Linux user ${group}`),
      ...[home, shell]
        .filter((path) => isBelow(path, foreign))
        .map((path) => `${path} is in the home of another Linux user`),
      ...(typeof sudo === 'string' ? [] : sudo)
        .filter((command) => isBelow(command, [home, ...foreign, ...writable]))
        .map((command) => `sudo runs ${command}, which can be replaced by a Linux user without rights`),
    ];
    if (ways.length > 0)
      report('os-account-not-apart', { path: ['roles', name, 'osUser'] }, { user: osUser, ways });
  }
};

/**
 * By default sudo compares names without letter case, and a directory may give its users names without the domain. Two users of which
 * both are created are an error already.
 */
export const sudoTellsUsersApart: Rule = (context) => {
  const accounts = accountsIn(context);
  const created = new Set(accounts.map(({ account }) => account.osUser));
  for (const { name, role } of context.roles) {
    const { osUser } = role;
    if (osUser === undefined || created.has(osUser)) continue;
    const twin = accounts.find(
      ({ account }) => account.sudo !== 'none' && localPart(account.osUser) === localPart(osUser),
    );
    if (twin === undefined) continue;
    const { account } = twin;
    const ways = [`sudo can take it for ${account.osUser}: the names differ only in letter case or domain`];
    context.report('os-account-not-apart', { path: ['roles', name, 'osUser'] }, { user: osUser, ways });
  }
};

/** Where everybody can write, and where homes are. */
const writable = ['/dev/shm', '/home', '/tmp', '/var/tmp'];

const isBelow = (path: string, folders: readonly string[]) =>
  folders.some((folder) => path.startsWith(`${folder}/`));

function accountsIn({ mapping, roles }: RuleContext) {
  return roles.flatMap(({ name, role }) => {
    const account = accountOf(mapping, role);
    return account === undefined || isOfDirectory(account.osUser) ? [] : [{ name, account }];
  });
}
