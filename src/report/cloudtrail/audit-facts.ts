/** What an audit looks for, and what it must know of a mapping for that, in CloudTrail's words. Knows neither SQL nor patterns. */
import { stackSetDeployers } from '../../access/service-control-policy.js';
import { defaultDocument } from '../../aws/names.js';
import { documentChanges, waysAround } from '../../aws/ways-around.js';
import { byPermissionSet, type PermissionSetRow } from '../../facts/access-map.js';
import type { RoleMapping } from '../../mapping/model.js';

/** What is looked for, in the order of the page. */
export const findingNames = [
  'other-document',
  'foreign-caller',
  'lingering-tag',
  'way-around',
  'document-changed',
  'stack-set-changed',
  'attributes-changed',
  'policy-changed',
  'denied',
  'port-forwarding',
] as const;

export type FindingName = (typeof findingNames)[number];

export interface AuditFacts {
  readonly partition: string;
  /** Sorted by permission set. */
  readonly roles: readonly PermissionSetRow[];
  /** Documents that no role has any more. */
  readonly previous: readonly string[];
  /** ARN patterns; empty when unstated. */
  readonly deployedBy: readonly string[];
  /** Those of them that are roles of StackSets. */
  readonly stackSetRoles: readonly string[];
}

export function auditFacts(mapping: RoleMapping): AuditFacts {
  const { partition, documents } = mapping;
  return {
    partition,
    roles: byPermissionSet(mapping),
    previous: documents.previous.map(({ name }) => name),
    deployedBy: documents.deployedBy,
    stackSetRoles: stackSetDeployers(mapping),
  };
}

/** Whoever writes one of these chooses Linux users. */
export function writtenDocuments({ roles, previous }: AuditFacts): readonly string[] {
  return [...roles.flatMap(documentsOf), ...previous, defaultDocument];
}

/** Those that belong to the permission set alone: its own and its tunnels'. */
export function documentsOf({ document, tunnels }: PermissionSetRow): readonly string[] {
  return [document, ...tunnels.map((tunnel) => tunnel.document)];
}

/** Events of one service; a name may end in `*`. */
export interface EventNames {
  readonly service: string;
  readonly names: readonly string[];
}

export const wayAroundEvents = eventNames(waysAround.standard);
export const documentChangeEvents = eventNames(documentChanges);

/** CloudTrail's event source is the service with this after it. */
export const sourceOf = (service: string): string => `${service}.amazonaws.com`;

function eventNames(actions: readonly string[]): readonly EventNames[] {
  const byService = new Map<string, string[]>();
  for (const action of actions) {
    const [service = '', name = ''] = action.split(':');
    byService.set(service, [...(byService.get(service) ?? []), name]);
  }
  return [...byService].map(([service, names]) => ({ service, names }));
}

/** The attribute list of Identity Center as a whole. */
export const attributeEvents: readonly string[] = [
  'CreateInstanceAccessControlAttributeConfiguration',
  'DeleteInstanceAccessControlAttributeConfiguration',
  'UpdateInstanceAccessControlAttributeConfiguration',
];

/** What decides the rights of a permission set's role, and what brings them to the accounts. */
export const permissionSetEvents: readonly string[] = [
  'AttachCustomerManagedPolicyReferenceToPermissionSet',
  'AttachManagedPolicyToPermissionSet',
  'DeleteInlinePolicyFromPermissionSet',
  'DeletePermissionSet',
  'DeletePermissionsBoundaryFromPermissionSet',
  'DetachCustomerManagedPolicyReferenceFromPermissionSet',
  'DetachManagedPolicyFromPermissionSet',
  'ProvisionPermissionSet',
  'PutInlinePolicyToPermissionSet',
  'PutPermissionsBoundaryToPermissionSet',
];

export const identityCenterService = 'sso';
