/**
 * About whom and where a proof asks: a role, the account and Region of its sessions, and strangers to hold against it.
 * Chooses examples where the mapping leaves them open; knows no policies.
 */

import type { RoleAccess } from '../../access/access.js';
import type { Partition } from '../../aws/names.js';
import type { ContextValues } from '../../iam/evaluate/context.js';
import type { Role, RoleMapping, Tunnel } from '../../mapping/model.js';
import { type CommonScope, commonScope } from '../../mapping/node-scope.js';
import type { AwsPlace } from '../../mapping/place-values.js';
import type { RunAsPreferences } from '../run-as.js';

export interface Subject {
  readonly mapping: RoleMapping;
  /** What all roles of the mapping reach. */
  readonly scope: CommonScope;
  readonly role: Role;
  readonly arns: 'accounts' | 'wildcard';
  /** What the role's document says. */
  readonly preferences: RunAsPreferences;
  /** Whose document stands for all other roles' in combinations; absent when there is one role only. */
  readonly neighbour: Role | undefined;
  /** Those of the first other role that has some. */
  readonly otherTunnels: readonly Tunnel[];
  /** A Linux user that is not the role's. */
  readonly otherUser: string;
  /** Where sessions take place unless a scenario says otherwise. */
  readonly home: AwsPlace;
  /** In no mapping: the account of somebody who wants in. */
  readonly stranger: string;
}

const exampleAccount = '111122223333';
const exampleRegions: Readonly<Record<Partition, string>> = {
  aws: 'eu-central-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
};
/** No Region of this name exists, so that no mapping lists it. */
export const regionNotListed = 'xx-nowhere-1';

export const caller = 'AROAEXAMPLEROLEID0001:alice@example.com';

export function subjectOf(mapping: RoleMapping, { role, arns, document }: RoleAccess): Subject {
  const { runAsEnabled, runAsDefaultUser } = document.inputs;
  const preferences = {
    runAsEnabled: runAsEnabled === true,
    ...(typeof runAsDefaultUser === 'string' && { runAsDefaultUser }),
  };
  const { roles, accounts, regions, partition } = mapping;
  const next = roles[(roles.indexOf(role) + 1) % roles.length];
  return {
    mapping,
    scope: commonScope(mapping),
    role,
    arns,
    preferences,
    neighbour: next === role ? undefined : next,
    otherTunnels: roles.find((other) => other !== role && other.tunnels.length > 0)?.tunnels ?? [],
    otherUser: roles.find(({ osUser }) => osUser !== role.osUser)?.osUser ?? `${role.osUser}2`,
    home: { account: accounts[0] ?? exampleAccount, region: regions[0] ?? exampleRegions[partition] },
    stranger: unlistedAccount(accounts),
  };
}

function unlistedAccount(accounts: readonly string[]): string {
  const candidates = ['999988887777', '888877776666', '777766665555'];
  for (let number = 666655554444; ; number -= 1) {
    const account = candidates.shift() ?? String(number);
    if (!accounts.includes(account)) return account;
  }
}

export const exampleIdentityCenterPath = '/eu-central-1';

/** The Region in a role's path; us-east-1 is left out (Identity Center user guide, referencingpermissionsets). */
export function identityCenterPathOf(region: string): string {
  return region === 'us-east-1' ? '' : `/${region}`;
}

/** The role of a permission set, as `aws:PrincipalArn` names it in a session. */
export function principalArn(
  { partition, identityCenterRegion: stated }: Pick<RoleMapping, 'partition' | 'identityCenterRegion'>,
  account: string,
  permissionSet: string,
): string {
  const path = stated === undefined ? exampleIdentityCenterPath : identityCenterPathOf(stated);
  return `arn:${partition}:iam::${account}:role/aws-reserved/sso.amazonaws.com${path}/AWSReservedSSO_${permissionSet}_0123456789abcdef`;
}

/**
 * What AWS sends with every request of the role's people. The Region is stated only where the mapping lists some: otherwise
 * a condition on it stays in doubt, as it should.
 */
export function callerContext({ mapping, role }: Subject, { account, region }: AwsPlace): ContextValues {
  return {
    'aws:PrincipalAccount': account,
    'aws:PrincipalArn': principalArn(mapping, account, role.permissionSet.name),
    'aws:PrincipalType': 'AssumedRole',
    'aws:PrincipalIsAWSService': 'false',
    'aws:userid': caller,
    'aws:username': [],
    ...ownAttributes(role),
    ...(mapping.regions.length > 0 && { 'aws:RequestedRegion': region }),
  };
}

/** A resource's tags under each of the keys that AWS sends them by; no values where it does not have the tag. */
export function tagged(tags: Readonly<Record<string, readonly string[]>>): ContextValues {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, values]) => [
      [`ssm:resourceTag/${key}`, values],
      [`aws:ResourceTag/${key}`, values],
    ]),
  );
}

/** What somebody's attribute says, and the tag of nodes that match it. No team gives it to a tag. */
export const ownValue = 'ssm-runas-gen-own-value';

function ownAttributes({ nodes }: Role): ContextValues {
  return Object.fromEntries(
    Object.values(nodes.matchTags).map((attribute) => [`aws:PrincipalTag/${attribute}`, ownValue]),
  );
}

/** One accepted value for each tag of the role's nodes. */
export function tagsInScope({ role }: Subject): Record<string, readonly string[]> {
  const { tags, matchTags } = role.nodes;
  return Object.fromEntries([
    ...Object.entries(tags).map(([key, values]) => [key, values.slice(0, 1)] as const),
    ...Object.keys(matchTags).map((key) => [key, [ownValue]] as const),
  ]);
}
