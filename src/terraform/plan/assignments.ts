/**
 * `assignments.tf`: who gets the mapped permission sets, in which accounts. Groups and users are found by the name that the mapping gives,
 * in the identity store of the instance. Nothing where no role has `assignments`.
 */
import { hash } from 'node:crypto';
import { roleLabel } from '../../mapping/document-name.js';
import type { PrincipalAssignment, Role, RoleMapping } from '../../mapping/model.js';
import { inlinePolicy, instanceArn, labels, permissionSetArn, types } from './addresses.js';
import type { Block } from './block.js';
import { type PlannedFile, terraformFile } from './file.js';
import { dataSource, resource } from './provider-block.js';
import { call, type Expression, index, reference, text } from './value.js';

export function planAssignments(mapping: RoleMapping): PlannedFile[] {
  const planned = plannedAssignments(mapping);
  if (planned.length === 0) return [];
  const named = namedPrincipals(planned);
  return [
    terraformFile('identity-center/assignments', [
      ...(named.length > 0 ? identityStore(mapping) : []),
      ...named.map(lookup),
      ...planned.map(assignmentResource),
    ]),
  ];
}

/** One assignment of AWS: of one permission set to one group or user in one account. */
export interface PlannedAssignment {
  readonly role: Role;
  readonly assignment: PrincipalAssignment;
  readonly account: string;
  /** Below its module. */
  readonly address: string;
}

export function plannedAssignments({ roles }: Pick<RoleMapping, 'roles'>): readonly PlannedAssignment[] {
  return roles.flatMap((role) =>
    (role.assignments ?? []).flatMap((assignment) =>
      assignment.accounts.map((account) => ({
        role,
        assignment,
        account,
        address: `${types.assignment}.${role.label}_${assignment.kind}_${principalLabel(assignment)}_${account}`,
      })),
    ),
  );
}

/** The data source that finds the group or user, and the attribute that has its id. */
function principalLookup(assignment: PrincipalAssignment): {
  readonly name: string;
  readonly attribute: 'group_id' | 'user_id';
} {
  const { kind } = assignment;
  const type = kind === 'group' ? types.group : types.user;
  return { name: `data.${type}.${principalLabel(assignment)}`, attribute: `${kind}_id` };
}

const longestLabel = 64;

/** A name may hold anything. Where its label could be that of another name, a digest of it makes the difference. */
function principalLabel({ principal }: PrincipalAssignment): string {
  const plain = roleLabel(principal);
  const isPlain =
    plain === principal && plain.length <= longestLabel && !/_(?:group|user)_|^[0-9]/.test(plain);
  if (isPlain) return plain;
  const digest = hash('sha256', principal).slice(0, 8);
  return `${plain.slice(0, longestLabel).replace(/^(?=[0-9])/, '_')}_${digest}`;
}

/** Each group and user once, by the label of its data source. */
function namedPrincipals(planned: readonly PlannedAssignment[]): readonly PrincipalAssignment[] {
  const named = planned.map(({ assignment }) => assignment).filter(({ by }) => by === 'name');
  return [...new Map(named.map((assignment) => [principalLookup(assignment).name, assignment])).values()];
}

/** AWS lists the instances that the account can see; with one that is stated, the identity store must be its own. */
function identityStore({ instanceArn: stated }: RoleMapping): Block[] {
  const ofInstances = (attribute: string) =>
    call('tolist', reference('data', types.instances, labels.instances, attribute));
  const ids = ofInstances('identity_store_ids');
  const at = stated === undefined ? 0 : call('index', ofInstances('arns'), instanceArn);
  return [
    ...(stated === undefined ? [] : [dataSource(types.instances, labels.instances, {})]),
    { kind: 'locals', values: [{ name: 'identity_store_id', value: index(ids, at) }] },
  ];
}

const identityStoreId: Expression = reference('local', 'identity_store_id');

function lookup(assignment: PrincipalAssignment): Block {
  const label = principalLabel(assignment);
  const byAttribute = (path: string) => ({
    identity_store_id: identityStoreId,
    alternate_identifier: {
      unique_attribute: { attribute_path: text(path), attribute_value: text(assignment.principal) },
    },
  });
  return assignment.kind === 'group'
    ? dataSource(types.group, label, byAttribute('DisplayName'))
    : dataSource(types.user, label, byAttribute('UserName'));
}

/** After the inline policy: nobody has the permission set without its Denies. */
function assignmentResource({ role, assignment, account, address }: PlannedAssignment): Block {
  const { name, attribute } = principalLookup(assignment);
  const isPlaced = role.inlinePolicy.kind !== 'export';
  return resource(
    types.assignment,
    address.slice(types.assignment.length + 1),
    {
      instance_arn: instanceArn,
      permission_set_arn: permissionSetArn(role),
      principal_type: text(assignment.kind === 'group' ? 'GROUP' : 'USER'),
      principal_id:
        assignment.by === 'id' ? text(assignment.principal) : reference(...name.split('.'), attribute),
      target_type: text('AWS_ACCOUNT'),
      target_id: text(account),
    },
    { dependsOn: isPlaced ? [inlinePolicy(role)] : [] },
  );
}
