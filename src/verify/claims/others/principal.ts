/**
 * Principals who are not of the role's permission set, a kind at a time: what their requests have in common, and how a request
 * of theirs is asked about. Everything that conditions may ask of a caller is open.
 */
import { permissionSetRole } from '../../../access/service-control-policy.js';
import type { ConditionBlock } from '../../../iam/policy.js';
import type { RoleMapping } from '../../../mapping/model.js';
import { type Guard, guard } from '../../decide/question.js';
import type { ResourceModel } from '../../decide/request-model.js';
import type { PolicySet } from '../../proof/policy-sets.js';
import type { CallerKind } from '../../requests/callers.js';
import type { RequestSpace } from '../../requests/space.js';
import type { Subject } from '../../scenarios/subject.js';
import type { ClaimQuestion } from '../claim.js';
import { documentsOfNoRole, everyDocument, olderDocuments } from './documents.js';

export interface OtherPrincipal {
  readonly subject: Subject;
  readonly who: CallerKind;
  readonly space: RequestSpace;
  readonly set: PolicySet;
  readonly guards: MappingGuards;
}

/** Long lists that are the same for all roles: made once, for a mapping may have hundreds of roles. */
export interface MappingGuards {
  /** In the accounts and Regions of the mapping. */
  readonly here: readonly Guard[];
  readonly inAccounts: readonly Guard[];
  readonly byMapped: Guard;
  readonly byDeployer: Guard;
  readonly ofEveryDocument: Guard;
  readonly ofOlder: Guard;
  readonly ofNoRole: Guard;
}

const guardsByMapping = new WeakMap<RoleMapping, MappingGuards>();

export function guardsOf(mapping: RoleMapping): MappingGuards {
  const { partition, roles, documents } = mapping;
  const made = guardsByMapping.get(mapping) ?? {
    here: placeGuards(mapping),
    inAccounts: placeGuards({ ...mapping, regions: [] }),
    byMapped: byPrincipal(roles.map(({ permissionSet }) => permissionSetRole(partition, permissionSet.name))),
    byDeployer: byPrincipal(documents.deployedBy),
    ofEveryDocument: guard(0, { Resource: everyDocument(mapping) }),
    ofOlder: guard(0, { Resource: olderDocuments(mapping) }),
    ofNoRole: guard(0, { Resource: documentsOfNoRole(mapping) }),
  };
  guardsByMapping.set(mapping, made);
  return made;
}

/** The document is where the mapping says that it is. */
function placeGuards({ accounts, regions }: RoleMapping): Guard[] {
  const where: ConditionBlock[string] = {
    ...(accounts.length > 0 && { 'aws:PrincipalAccount': accounts }),
    ...(regions.length > 0 && { 'aws:RequestedRegion': regions }),
  };
  return Object.keys(where).length > 0 ? [guard(0, { Condition: { StringEquals: where } })] : [];
}

export const byPrincipal = (patterns: readonly string[]): Guard =>
  guard(0, { Condition: { ArnLike: { 'aws:PrincipalArn': patterns } } });

/** Only AWS makes roles with the path `aws-reserved`: they belong to permission sets, which are a kind of their own. */
export function asking(
  { subject, who, space, guards }: OtherPrincipal,
  action: string,
  never: readonly Guard[],
) {
  const others =
    who === 'role' ? [byPrincipal([`arn:${subject.mapping.partition}:iam::*:role/aws-reserved/*`])] : [];
  return (resources: readonly ResourceModel[], among: readonly Guard[] = []): ClaimQuestion['question'] => ({
    model: space.request(action, resources),
    find: 'allowed',
    all: [...guards.here, ...among],
    any: [],
    never: [...never, ...others],
  });
}
