/** Findings about roles: Linux users, permission sets and the labels made of their names. */
import { entry } from './entry.js';
import { listed, quoted } from './quoted.js';

const runAs = 'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-run-as.html';

export const roleEntries = {
  'roles-too-many': entry<{ count: number; limit: number }>({
    severity: 'error',
    message: ({ count, limit }) => ({
      summary: `${count.toLocaleString('en-US')} roles are more than one mapping may hold`,
      detail: `The limit is ${limit.toLocaleString('en-US')}. Each role needs a permission set and a Session document of its own.`,
      remedy: 'Check that this is the file you meant, or divide the roles over several mappings.',
    }),
    page: {
      why: 'By default AWS allows 3,500 permission sets in an Identity Center instance, 500 of them provisioned in one account, and 500 documents in an account and Region (https://docs.aws.amazon.com/general/latest/gr/ssm.html). All three can be raised; still, a file with more roles than this is a mistake, and it is refused before it can exhaust memory.',
      source: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html',
    },
  }),
  'os-user-forbidden': entry<{ user: string; reason: 'superuser' | 'agent' | 'number' }>({
    severity: 'error',
    message: ({ user, reason }) => ({
      summary: `${quoted(user)} must not be the Linux user of a role`,
      detail: {
        superuser: 'It is the superuser; Session Manager does not support sessions as root.',
        agent: 'ssm-user is the user of sessions without Run As and has passwordless sudo.',
        number: 'A number is a user id, and 0 is the superuser under any spelling.',
      }[reason],
      remedy: 'Name an ordinary Linux user that exists on the nodes.',
    }),
    page: {
      why: 'The agent hands the name to `id` in a root shell; numbers are accepted there as user ids. Sessions as root, or as a user with unrestricted sudo, defeat the purpose of the mapping.',
      example: { wrong: 'osUser: root', right: 'osUser: ops-admin' },
      source: runAs,
    },
  }),
  'os-user-invalid': entry<{ user: string }>({
    severity: 'error',
    message: ({ user }) => ({
      summary: `${quoted(user)} is not a Linux user name`,
      detail:
        'Expected a lower-case letter or _, then up to 31 lower-case letters, digits, _ or -; or user@domain in lower case.',
      remedy: 'Write the name as it is on the nodes; rename the user there if it does not have this form.',
    }),
    page: {
      why: 'The Session Manager agent passes the name unquoted to a shell that runs as root. Anything beyond this pattern could be a command. For the same reason DOMAIN\\user is written user@domain: the shell takes the backslash away.',
      example: { wrong: 'osUser: "Ops Admin"', right: 'osUser: ops-admin' },
      source: runAs,
    },
  }),
  'os-user-privileged': entry<{ user: string }>({
    severity: 'warning',
    message: ({ user }) => ({
      summary: `${quoted(user)} usually has passwordless sudo`,
      detail: 'Images create this user as their administrator, so that the role can become root.',
      remedy: 'Use a user made for the role, unless the role is meant to administer the nodes.',
    }),
    page: {
      why: 'Which Linux user a session gets matters only if that user cannot become every other.',
      example: { wrong: 'osUser: ec2-user', right: 'osUser: ops-admin' },
      source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/managing-users.html',
    },
  }),
  'os-user-shared': entry<{ user: string; other: string }>({
    severity: 'warning',
    message: ({ user, other }) => ({
      summary: `Role ${quoted(other)} has the Linux user ${quoted(user)} as well`,
      detail: 'On the nodes the two roles cannot be told apart.',
      remedy:
        'Give each role a Linux user of its own, unless the roles differ only in which nodes they reach.',
    }),
    page: {
      why: 'Files, processes and logs on a node show the Linux user, not the role.',
      example: {
        wrong: 'dev: { osUser: app, … }\nops: { osUser: app, … }',
        right: 'dev: { osUser: dev, … }\nops: { osUser: ops, … }',
      },
      source: runAs,
    },
  }),
  'protected-role': entry<{ value: string }>({
    severity: 'error',
    message: ({ value }) => ({
      summary: `${quoted(value)} is an IAM role, not a permission set`,
      detail:
        'Identity Center makes an AWSReservedSSO_… role in each account; AWS lets nobody else change those roles.',
      remedy:
        'Name the permission set as Identity Center shows it, without AWSReservedSSO_ and the sixteen digits at the end.',
    }),
    page: {
      why: 'Policies and tags of such a role cannot be changed in the account ("this role is only modifiable by AWS"). They follow from the permission set.',
      example: {
        wrong: 'permissionSet: AWSReservedSSO_LinuxAdmin_0123456789abcdef',
        right: 'permissionSet: LinuxAdmin',
      },
      source: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html',
    },
  }),
  'permission-set-name': entry<{ name: string; isArn: boolean }>({
    severity: 'error',
    message: ({ name, isArn }) => ({
      summary: `${quoted(name)} is not the name of a permission set`,
      detail: 'Expected 1 to 32 letters, digits or _ + = , . @ -.',
      remedy: isArn
        ? 'Write `{ name: NAME, arn: ARN }` to name a permission set by its ARN.'
        : 'Correct the name.',
    }),
    page: {
      why: 'The policy, the proof and the client command all need the name; AWS restricts its form.',
      example: {
        wrong: 'permissionSet: arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-1234567890abcdef',
        right:
          'permissionSet:\n  name: LinuxAdmin\n  arn: arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-1234567890abcdef',
      },
      source: 'https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html',
    },
  }),
  'permission-set-shared': entry<{ name: string; other: string }>({
    severity: 'error',
    message: ({ name, other }) => ({
      summary: `Role ${quoted(other)} has the permission set ${quoted(name)} already`,
      detail: 'A permission set has one inline policy, and it must lead to exactly one Linux user.',
      remedy: 'Use a permission set for each role.',
    }),
    page: {
      why: 'Whoever signs in with the permission set could start either document and become either user. Names are compared without letter case, as IAM does for the roles made of them.',
      example: {
        wrong: 'dev: { osUser: dev, permissionSet: Linux }\nops: { osUser: ops, permissionSet: linux }',
        right: 'dev: { osUser: dev, permissionSet: LinuxDev }\nops: { osUser: ops, permissionSet: LinuxOps }',
      },
      source: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html',
    },
  }),
  'permission-set-arn-and-create': entry({
    severity: 'error',
    message: () => ({
      summary: '`arn` and `create` exclude each other',
      detail: 'A permission set that has an ARN exists already; `create` makes a new one.',
      remedy: 'Remove one of the two keys.',
    }),
    page: {
      why: 'Terraform would create a second permission set of the same name and fail.',
      example: {
        wrong: 'permissionSet: { name: Dev, arn: "arn:…", create: {} }',
        right: 'permissionSet: { name: Dev, create: {} }',
      },
      source: 'docs/mapping.md',
    },
  }),
  'permission-set-other-instance': entry<{ instance: string; arn: string }>({
    severity: 'error',
    message: ({ instance, arn }) => ({
      summary: `The permission set is not of instance ${quoted(instance)}`,
      detail: `${quoted(arn)} names another Identity Center instance than \`identityCenter.instanceArn\`.`,
      remedy: 'Correct whichever of the two ARNs is wrong.',
    }),
    page: {
      why: 'The inline policy is written with both ARNs in one request; AWS refuses it when they do not belong together.',
      source:
        'https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutInlinePolicyToPermissionSet.html',
    },
  }),
  'label-collision': entry<{ label: string; name: string; other: string; line: number | undefined }>({
    severity: 'error',
    message: ({ label, name, other, line }) => ({
      summary: `${quoted(name)} and ${quoted(other)} have the same Terraform label \`${label}\``,
      detail: `Labels are in lower case with _ for every other character; ${quoted(other)}${line === undefined ? '' : `, on line ${line},`} has this one already.`,
      remedy: 'Rename one of them so that they differ by more than letter case, - and _.',
    }),
    page: {
      why: 'Two Terraform resources of one type cannot have the same label.',
      example: {
        wrong: 'roles: { db-admin: {…}, db_admin: {…} }',
        right: 'roles: { db-admin: {…}, db-owner: {…} }',
      },
      source: 'https://developer.hashicorp.com/terraform/language/resources/syntax',
    },
  }),
  'nodes-unscoped': entry<{ roles: readonly string[]; all: boolean }>({
    severity: 'warning',
    message: ({ roles, all }) => ({
      summary: all
        ? 'Every managed node can be reached'
        : `Every managed node can be reached by ${listed(roles)}`,
      detail: 'On Windows nodes Run As is ignored: the session is a local administrator.',
      remedy: 'State `nodes.tags`, with a tag that only Linux nodes have.',
    }),
    page: {
      why: 'Run As works on Linux and macOS only. On Windows any session is that of ssm-user, a member of the local administrators.',
      example: {
        wrong: 'version: 1\nroles: {…}',
        right: 'version: 1\nnodes:\n  tags: { ssm-runas: linux }\nroles: {…}',
      },
      source: runAs,
    },
  }),
  'node-tag-case': entry<{ key: string; other: string }>({
    severity: 'error',
    message: ({ key, other }) => ({
      summary: `The node tags ${quoted(key)} and ${quoted(other)} differ only in letter case`,
      detail:
        'In the conditions of a policy IAM compares tag keys without letter case, so that both are one key.',
      remedy: 'Use one spelling; a role repeats the key exactly to replace an inherited value.',
    }),
    page: {
      why: 'A policy with both keys would have the same condition twice, with two values.',
      example: { wrong: 'tags: { Stage: prod, stage: prod }', right: 'tags: { Stage: prod }' },
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
    },
  }),
};
