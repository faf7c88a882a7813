/** Findings about roles: Linux users, permission sets and the labels made of their names. */
import { error, warning } from './entry.js';
import { capitalized, didYouMean, listed, quoted } from './quoted.js';

/** The agent knows Active Directory users as user@domain. */
function directoryUser(user: string): string {
  const [, domain, name] = /^([^\\]+)\\([^\\]+)$/.exec(user) ?? [];
  return domain === undefined || name === undefined
    ? 'For an Active Directory user write user@domain, not DOMAIN\\user.'
    : `For an Active Directory user write user@domain with the full name of the domain, such as ${quoted(`${name}@${domain}.example.com`.toLowerCase())}.`;
}

function permissionSetOf(role: string): string {
  const [, name] = /AWSReservedSSO_(.+)_[0-9a-f]{16}$/i.exec(role) ?? [];
  return name === undefined
    ? 'Write the name of the permission set as Identity Center shows it, without `AWSReservedSSO_` and the last 17 characters.'
    : `Write ${quoted(name)}.`;
}

export const roleEntries = {
  'roles-too-many': error<{ count: number; limit: number }>(({ count, limit }) => ({
    summary: `${count.toLocaleString('en-US')} roles are too many for one mapping`,
    detail: `The limit is ${limit.toLocaleString('en-US')}. Each role needs its own permission set and Session document.`,
    remedy: 'Check that this is the right file, or divide the roles into several mappings.',
  })),
  'os-user-forbidden': error<{ user: string; reason: 'superuser' | 'agent' | 'number' | 'everybody' }>(
    ({ user, reason }) => ({
      summary: `${quoted(user)} must not be the Linux user of a role`,
      detail: {
        superuser: 'It is the superuser. Session Manager does not support sessions as root.',
        agent: 'ssm-user is the user of sessions without Run As and has passwordless sudo.',
        number: 'A number is a user id, and user id 0 is the superuser.',
        everybody: 'sudo reads ALL as every user: a rule for this user would apply to everybody.',
      }[reason],
      remedy: 'Write the name of an ordinary Linux user that exists on the nodes.',
    }),
  ),
  'os-user-invalid': error<{ user: string }>(({ user }) => ({
    // A backslash is shown as it is in the file.
    summary: `${quoted(user).replaceAll('\\\\', '\\')} is not a Linux user name`,
    detail: 'Expected a letter or _, then up to 31 letters, digits, _ . or -; or user@domain.',
    remedy: `Use the name of the user on the nodes. ${directoryUser(user)}`,
  })),
  'os-user-privileged': warning<{ user: string }>(({ user }) => ({
    summary: `${quoted(user)} usually has passwordless sudo`,
    detail: 'Machine images create this user as their administrator, so people of the role can become root.',
    remedy:
      'Create a Linux user for the role. If the role administers the nodes, accept the warning: `accept: [{ code: os-user-privileged, reason: "…" }]`.',
  })),
  'node-users-untargetable': error<{ role: string; problem: string }>(({ role, problem }) => ({
    summary: `The Linux user of role ${quoted(role)} cannot be created by an association`,
    detail: `With \`nodes.users: association\`, State Manager runs a script on the nodes that have the tags of the role. Here, ${problem}.`,
    remedy:
      'Give the role tags that an association takes, divide the roles by their tags, or set `nodes: { users: none }` for this role.',
  })),
  'os-account-differs': error<{ user: string; other: string }>(({ user, other }) => ({
    summary: `Two roles describe the Linux user ${quoted(user)} differently`,
    detail: `Role ${quoted(other)} has the same Linux user with another uid, shell, home, groups or sudo rules. A node has one user of this name.`,
    remedy: 'Give both roles the same `osAccount` and the same `nodes.users`, or different Linux users.',
  })),
  'os-account-taken': error<{ user: string; what: 'name' | 'uid' | 'home'; value: string; other: string }>(
    ({ user, what, value, other }) => ({
      summary:
        what === 'name'
          ? `The names of the Linux users ${quoted(user)} and ${quoted(other)} differ only in letter case`
          : `The Linux users ${quoted(user)} and ${quoted(other)} have the same ${what}`,
      detail:
        what === 'name'
          ? 'By default sudo compares names of users without letter case, so each of them has the sudo rules of the other.'
          : `Both have ${quoted(value)}. Users with one uid are one user to Linux, and a shared home lets one change what the other runs.`,
      remedy: `Give each user a ${what} of its own.`,
    }),
  ),
  'os-account-not-apart': warning<{ user: string; ways: readonly string[] }>(({ user, ways }) => ({
    summary: `The Linux user ${quoted(user)} can become another one on the nodes`,
    detail: `${capitalized(ways.join('; '))}.`,
    remedy:
      'Change `osAccount` or `osUser`. If the role is meant to have these rights, accept the warning: `accept: [{ code: os-account-not-apart, reason: "…" }]`.',
  })),
  'os-user-shared': warning<{ user: string; other: string }>(({ user, other }) => ({
    summary: `Role ${quoted(other)} has the Linux user ${quoted(user)} too`,
    detail: 'On the nodes the two roles cannot be told apart.',
    remedy:
      'Use a different Linux user for each role. If the roles differ only in their nodes, accept the warning: `accept: [{ code: os-user-shared, reason: "…" }]`.',
  })),
  'ssh-allowed': warning<{ by: string; user: string | undefined }>(({ by, user }) => ({
    summary: 'The role keeps SSH through Session Manager',
    detail: `${by}. The SSH server decides the Linux user by its keys and passwords${user === undefined ? '' : `, so the session can have another user than ${quoted(user)}`}. Session Manager does not log what happens in it.`,
    remedy:
      'Remove it. If the SSH servers accept only the right keys, accept the warning: `accept: [{ code: ssh-allowed, reason: "…" }]`.',
  })),
  'protected-role': error<{ value: string; key: 'name' | 'arn' }>(({ value, key }) => ({
    summary: `${quoted(value)} is an IAM role, not a permission set`,
    detail:
      'Identity Center creates an AWSReservedSSO_… role in each account for a permission set. Nobody else can change these roles.',
    remedy:
      key === 'name'
        ? permissionSetOf(value)
        : 'Write the ARN of the permission set, as `aws sso-admin list-permission-sets` prints it, or remove `arn`.',
  })),
  'permission-set-name': error<{ name: string; isArn: boolean }>(({ name, isArn }) => ({
    summary: `${quoted(name)} is not the name of a permission set`,
    detail: 'Expected 1 to 32 letters, digits or _ + = , . @ -.',
    remedy: isArn
      ? 'Write `{ name: NAME, arn: ARN }` to name a permission set by its ARN.'
      : 'Correct the name.',
  })),
  'permission-set-shared': error<{ name: string; other: string }>(({ name, other }) => ({
    summary: `Role ${quoted(other)} has the permission set ${quoted(name)} too`,
    detail: 'A permission set has one inline policy, and this policy must allow exactly one Linux user.',
    remedy: 'Use a different permission set for each role.',
  })),
  'permission-set-arn-and-create': error(() => ({
    summary: '`arn` and `create` cannot be used together',
    detail: 'A permission set that has an ARN exists already. `create` creates a new one.',
    remedy: 'Remove one of the two keys.',
  })),
  'permission-set-other-instance': error<{ instance: string; arn: string }>(({ instance, arn }) => ({
    summary: `The permission set is not of instance ${quoted(instance)}`,
    detail: `${quoted(arn)} belongs to another Identity Center instance than \`identityCenter.instanceArn\`.`,
    remedy: 'Correct the ARN that is wrong.',
  })),
  'assignment-principal': error<{ both: boolean }>(({ both }) => ({
    summary: both
      ? 'An assignment is of a group or of a user, not of both'
      : 'The assignment has neither `group` nor `user`',
    detail: 'Each assignment names exactly one group or one user.',
    remedy: both ? 'Make two assignments of it.' : 'Add `group` or `user`.',
  })),
  'assignment-account': error<{ account: string }>(({ account }) => ({
    summary: `The mapping does not list account ${quoted(account)}`,
    detail:
      'The permission set would be assigned in an account that has no documents of the mapping, so its people could not start sessions there.',
    remedy: 'Add the account to `accounts`, or remove it here.',
  })),
  'assignment-repeated': error<{ principal: string; account: string }>(({ principal, account }) => ({
    summary: `${quoted(principal)} is assigned twice in account ${quoted(account)}`,
    detail: 'AWS has each assignment once. Two Terraform resources would manage the same one.',
    remedy: 'Remove one of them.',
  })),
  'label-collision': error<{ label: string; name: string; other: string; line: number | undefined }>(
    ({ label, name, other, line }) => ({
      summary: `${quoted(name)} and ${quoted(other)} have the same Terraform label \`${label}\``,
      detail: `A label is the name in lower case, with _ for every character that is not a letter or digit. ${quoted(other)}${line === undefined ? '' : `, on line ${line},`} has the same label.`,
      remedy: 'Rename one of them. The names must differ in more than upper and lower case, - and _.',
    }),
  ),
  'nodes-unscoped': warning<{ roles: readonly string[]; all: boolean; match: boolean }>(
    ({ roles, all, match }) => ({
      summary: `Every managed node${match ? " that matches a person's attribute" : ''} can be reached${all ? '' : ` by ${listed(roles)}`}`,
      detail: 'Windows nodes ignore Run As: the session has the rights of a local administrator.',
      remedy:
        'Set `nodes.tags` to a tag that only Linux nodes have, for example `nodes: { tags: { ssm-runas: linux } }`.',
    }),
  ),
  'node-tag-twice': error<{ key: string }>(({ key }) => ({
    summary: `The node tag ${quoted(key)} is in \`tags\` and in \`matchTags\``,
    detail: "A node tag has either a listed value or the value of the person's own attribute.",
    remedy:
      "Remove the key from one of them. To remove an inherited key, do not set it in the mapping's `nodes`, but in the roles that need it.",
  })),
  'match-attribute-gone': error<{
    attribute: string;
    because: 'removed' | 'run-as' | 'disabled' | 'unstated';
    suggestion: string | undefined;
  }>(({ attribute, because, suggestion }) => ({
    summary: `Nobody will have the attribute ${quoted(attribute)}, which \`matchTags\` needs`,
    detail: {
      removed: `\`accessControlAttributes.keep\` does not list it, so it is removed, and nobody can start a session.${didYouMean(suggestion)}`,
      'run-as': 'The cut-over removes this attribute, and then nobody can start a session.',
      disabled: 'Attributes for access control are disabled, so nobody can start a session.',
      unstated:
        '`accessControlAttributes` does not say that people have it. Without it nobody can start a session.',
    }[because],
    remedy:
      'Write the attribute under `accessControlAttributes.keep`, exactly as in Identity Center. If another Terraform state manages the attributes, set `configuration: elsewhere`.',
  })),
  'node-tag-case': error<{ key: string; other: string }>(({ key, other }) => ({
    summary: `The node tags ${quoted(key)} and ${quoted(other)} differ only in letter case`,
    detail:
      'For IAM they are the same key: it ignores upper and lower case of tag keys in policy conditions.',
    remedy: 'Write both in the same way. To replace an inherited value, a role must repeat the key exactly.',
  })),
};
