/** The nodes of ROLLOUT.md: their tags, where their sessions are streamed to, and keys that they share with other accounts. */
import { permissionSetRole } from '../access/service-control-policy.js';
import type { Facts } from '../compiled/guide-templates.js';
import type { NodeScope, Role, RoleMapping } from '../mapping/model.js';
import { scopeTagKeys } from '../mapping/node-scope.js';
import { partsOf, placeholdersIn } from '../mapping/place-values.js';
import { fenced } from '../markdown/markdown.js';

type GuideFacts = Facts['rollout'];

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_SendCommand.html allows five. */
const mostTargets = 5;

/** Roles whose nodes have the same tags are asked for in one command. */
export function nodesFacts(roles: readonly Role[]): GuideFacts['nodes'] {
  const groups = new Map<string, { readonly users: Set<string>; readonly nodes: NodeScope }>();
  const attributes = new Map<string, Set<string>>();
  for (const { osUser, nodes } of roles) {
    const key = JSON.stringify([nodes.tags, nodes.matchTags]);
    const group = groups.get(key) ?? { users: new Set(), nodes };
    groups.set(key, group);
    group.users.add(osUser);
    for (const [tag, attribute] of Object.entries(nodes.matchTags))
      attributes.set(tag, (attributes.get(tag) ?? new Set()).add(attribute));
  }
  const targets = ({ tags, matchTags }: NodeScope) =>
    [
      ...Object.entries(tags).map(([key, values]) => ({ Key: `tag:${key}`, Values: values })),
      ...Object.keys(matchTags).map((key) => ({ Key: 'tag-key', Values: [key] })),
    ].slice(0, mostTargets);
  return {
    groups: [...groups.values()].map(({ users, nodes }) => ({
      users: [...users].sort(),
      targets: scopeTagKeys(nodes).length > 0 ? targets(nodes) : undefined,
    })),
    areUntagged: roles.some(({ nodes }) => scopeTagKeys(nodes).length === 0),
    matches: [...attributes].map(([tag, names]) => ({ tag, attributes: [...names].sort() })),
  };
}

/** Where sessions are streamed to while they last, sorted; those that differ by place in parts. */
export function logGroups(roles: readonly Role[]): Pick<GuideFacts, 'logGroups' | 'logGroupsByPlace'> {
  const streamed = roles.flatMap(({ session: { cloudWatch } }) =>
    cloudWatch?.streaming === true ? [cloudWatch.logGroup] : [],
  );
  const names = [...new Set(streamed)].sort();
  return {
    logGroups: names.filter((name) => placeholdersIn(name).length === 0),
    logGroupsByPlace: names
      .filter((name) => placeholdersIn(name).length > 0)
      .map((name) => ({
        parts: partsOf(name).map((part) => ({
          text: typeof part === 'string' ? part : '',
          isAccount: typeof part !== 'string' && part.name === 'account',
          isRegion: typeof part !== 'string' && part.name === 'region',
        })),
      })),
  };
}

/** Keys of an account that is not the only one with nodes, with the statements that their key policies need. */
export function sharedKeys({ roles, accounts, partition }: RoleMapping): GuideFacts['sharedKeys'] {
  const users = new Map<string, { readonly arns: readonly string[]; readonly sets: Set<string> }>();
  for (const { kmsKey, permissionSet } of roles) {
    if (kmsKey?.kind !== 'key-arn' && kmsKey?.kind !== 'alias-arn') continue;
    const owner = kmsKey.text.split(':')[4];
    if (accounts.length > 0 && accounts.every((account) => account === owner)) continue;
    const arns = kmsKey.kind === 'key-arn' ? kmsKey.arns : [kmsKey.text];
    const key = users.get(kmsKey.text) ?? { arns, sets: new Set() };
    users.set(kmsKey.text, key);
    key.sets.add(permissionSet.name);
  }
  const from = accounts.length > 0 ? accounts : ['111122223333'];
  const Principal = { AWS: from.map((account) => `arn:${partition}:iam::${account}:root`) };
  return [...users.values()].map(({ arns, sets }) => {
    const people = [...sets].sort().map((set) => permissionSetRole(partition, set));
    const statements = [
      {
        Sid: 'SessionManagerPeople',
        Effect: 'Allow',
        Principal,
        Action: 'kms:GenerateDataKey',
        Resource: '*',
        Condition: { ArnLike: { 'aws:PrincipalArn': people } },
      },
      { Sid: 'SessionManagerNodes', Effect: 'Allow', Principal, Action: 'kms:Decrypt', Resource: '*' },
    ];
    return {
      arns,
      account: arns[0]?.split(':')[4] ?? '',
      statements: fenced('json', JSON.stringify(statements, null, 2)),
    };
  });
}
