/** Findings about roles: Linux users, permission sets and the labels made of their names. */
import { error, warning } from './entry.js';
import { listed, quoted } from './quoted.js';
export const roleEntries = {
  'roles-too-many': error<{ count: number; limit: number }>(({ count, limit }) => ({
    summary: `${count.toLocaleString('en-US')} roles are more than one mapping may hold`,
    detail: `The limit is ${limit.toLocaleString('en-US')}. Each role needs a permission set and a Session document of its own.`,
    remedy: 'Check that this is the file you meant, or divide the roles over several mappings.',
  })),
  'os-user-forbidden': error<{ user: string; reason: 'superuser' | 'agent' | 'number' }>(
    ({ user, reason }) => ({
      summary: `${quoted(user)} must not be the Linux user of a role`,
      detail: {
        superuser: 'It is the superuser; Session Manager does not support sessions as root.',
        agent: 'ssm-user is the user of sessions without Run As and has passwordless sudo.',
        number: 'A number is a user id, and 0 is the superuser under any spelling.',
      }[reason],
      remedy: 'Name an ordinary Linux user that exists on the nodes.',
    }),
  ),
  'os-user-invalid': error<{ user: string }>(({ user }) => ({
    summary: `${quoted(user)} is not a Linux user name`,
    detail:
      'Expected a lower-case letter or _, then up to 31 lower-case letters, digits, _ or -; or user@domain in lower case.',
    remedy: 'Write the name as it is on the nodes; rename the user there if it does not have this form.',
  })),
  'os-user-privileged': warning<{ user: string }>(({ user }) => ({
    summary: `${quoted(user)} usually has passwordless sudo`,
    detail: 'Images create this user as their administrator, so that the role can become root.',
    remedy: 'Use a user made for the role, unless the role is meant to administer the nodes.',
  })),
  'os-user-shared': warning<{ user: string; other: string }>(({ user, other }) => ({
    summary: `Role ${quoted(other)} has the Linux user ${quoted(user)} as well`,
    detail: 'On the nodes the two roles cannot be told apart.',
    remedy: 'Give each role a Linux user of its own, unless the roles differ only in which nodes they reach.',
  })),
  'protected-role': error<{ value: string }>(({ value }) => ({
    summary: `${quoted(value)} is an IAM role, not a permission set`,
    detail:
      'Identity Center makes an AWSReservedSSO_… role in each account; AWS lets nobody else change those roles.',
    remedy:
      'Name the permission set as Identity Center shows it, without AWSReservedSSO_ and the sixteen digits at the end.',
  })),
  'permission-set-name': error<{ name: string; isArn: boolean }>(({ name, isArn }) => ({
    summary: `${quoted(name)} is not the name of a permission set`,
    detail: 'Expected 1 to 32 letters, digits or _ + = , . @ -.',
    remedy: isArn
      ? 'Write `{ name: NAME, arn: ARN }` to name a permission set by its ARN.'
      : 'Correct the name.',
  })),
  'permission-set-shared': error<{ name: string; other: string }>(({ name, other }) => ({
    summary: `Role ${quoted(other)} has the permission set ${quoted(name)} already`,
    detail: 'A permission set has one inline policy, and it must lead to exactly one Linux user.',
    remedy: 'Use a permission set for each role.',
  })),
  'permission-set-arn-and-create': error(() => ({
    summary: '`arn` and `create` exclude each other',
    detail: 'A permission set that has an ARN exists already; `create` makes a new one.',
    remedy: 'Remove one of the two keys.',
  })),
  'permission-set-other-instance': error<{ instance: string; arn: string }>(({ instance, arn }) => ({
    summary: `The permission set is not of instance ${quoted(instance)}`,
    detail: `${quoted(arn)} names another Identity Center instance than \`identityCenter.instanceArn\`.`,
    remedy: 'Correct whichever of the two ARNs is wrong.',
  })),
  'label-collision': error<{ label: string; name: string; other: string; line: number | undefined }>(
    ({ label, name, other, line }) => ({
      summary: `${quoted(name)} and ${quoted(other)} have the same Terraform label \`${label}\``,
      detail: `Labels are in lower case with _ for every other character; ${quoted(other)}${line === undefined ? '' : `, on line ${line},`} has this one already.`,
      remedy: 'Rename one of them so that they differ by more than letter case, - and _.',
    }),
  ),
  'nodes-unscoped': warning<{ roles: readonly string[]; all: boolean }>(({ roles, all }) => ({
    summary: all
      ? 'Every managed node can be reached'
      : `Every managed node can be reached by ${listed(roles)}`,
    detail: 'On Windows nodes Run As is ignored: the session is a local administrator.',
    remedy: 'State `nodes.tags`, with a tag that only Linux nodes have.',
  })),
  'node-tag-case': error<{ key: string; other: string }>(({ key, other }) => ({
    summary: `The node tags ${quoted(key)} and ${quoted(other)} differ only in letter case`,
    detail:
      'In the conditions of a policy IAM compares tag keys without letter case, so that both are one key.',
    remedy: 'Use one spelling; a role repeats the key exactly to replace an inherited value.',
  })),
};
