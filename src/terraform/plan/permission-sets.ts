/**
 * `permission-sets.tf`: the permission sets, found or created, and their inline policies; `outputs.tf`: what a team's root needs of
 * them.
 */
import type { Access, RoleAccess } from '../../access/access.js';
import type { Role, RoleMapping } from '../../mapping/model.js';
import { inlinePolicy, instanceArn, instanceLookup, labels, permissionSetArn, types } from './addresses.js';
import type { Argument, Block } from './block.js';
import { type PlannedFile, terraformFile } from './file.js';
import { dataSource, resource } from './provider-block.js';
import type { SharedStatements } from './shared-statements.js';
import { tagsValue } from './ssm-document.js';
import { call, type Expression, equal, map, mapOf, reference, type TextValue, text } from './value.js';

export function planIdentityCenterOutputs({ roles }: Access, shared: SharedStatements): PlannedFile[] {
  const areAllAttached = roles.every(({ role }) => role.inlinePolicy.kind !== 'export');
  return [
    terraformFile('identity-center/outputs', [
      {
        kind: 'output',
        name: 'inline_policies',
        description: `Inline policy of each permission set, as JSON text${areAllAttached ? '' : '; exported policies are to be attached by the caller'}.`,
        value: mapOf(
          roles.map((access) => [access.role.permissionSet.name, inlinePolicyText(access, shared)]),
        ),
      },
      {
        kind: 'output',
        name: 'permission_set_arns',
        description: 'ARN of each mapped permission set, by name.',
        value: mapOf(roles.map(({ role }) => [role.permissionSet.name, permissionSetArn(role)])),
      },
    ]),
  ];
}

export function planPermissionSets(
  mapping: RoleMapping,
  access: Access,
  shared: SharedStatements,
): PlannedFile[] {
  return [
    terraformFile('identity-center/permission-sets', [
      ...instance(mapping.instanceArn),
      ...sharedLocals(shared),
      ...access.roles.flatMap((roleAccess) => [
        permissionSet(roleAccess.role),
        ...inlinePolicyResource(roleAccess, shared),
      ]),
    ]),
  ];
}

function instance(arn: string | undefined): Block[] {
  const local = (value: Argument['value']): Block => ({
    kind: 'locals',
    values: [{ name: 'instance_arn', value }],
  });
  if (arn !== undefined) return [local(text(arn))];
  return [dataSource(types.instances, labels.instances, {}), local(instanceLookup)];
}

function permissionSet({ permissionSet: set, label }: Role): Block {
  const type = types.permissionSet;
  switch (set.kind) {
    case 'named':
      return dataSource(type, label, { instance_arn: instanceArn, name: text(set.name) });
    case 'arn':
      return dataSource(type, label, { instance_arn: instanceArn, arn: text(set.arn) }, [
        {
          condition: equal(reference('self', 'name'), text(set.name)),
          message: text(
            `The role mapping calls the permission set with this ARN ${set.name}, but Identity Center gives it another name.`,
          ),
        },
      ]);
    case 'created':
      return resource(type, label, {
        instance_arn: instanceArn,
        name: text(set.name),
        description: optionalText(set.create.description),
        session_duration: optionalText(set.create.sessionDuration),
        relay_state: optionalText(set.create.relayState),
        tags: tagsValue(set.create.tags),
      });
  }
}

function optionalText(value: string | undefined): TextValue | undefined {
  return value === undefined ? undefined : text(value);
}

/** A permission set has one inline policy: an exported one is the team's to place, see `outputs.tf`. */
function inlinePolicyResource(access: RoleAccess, shared: SharedStatements): Block[] {
  const { role } = access;
  if (role.inlinePolicy.kind === 'export') return [];
  return [
    resource(types.inlinePolicy, role.label, {
      instance_arn: instanceArn,
      permission_set_arn: permissionSetArn(role),
      inline_policy: policyText(access, shared),
    }),
  ];
}

/** The text that AWS has after the apply, or for an exported policy the text that the team is to attach. */
function inlinePolicyText(access: RoleAccess, shared: SharedStatements): Expression {
  const { role } = access;
  return role.inlinePolicy.kind === 'export'
    ? policyText(access, shared)
    : inlinePolicy(role, 'inline_policy');
}

function sharedLocals({ locals }: SharedStatements): Block[] {
  const [first, ...others] = locals;
  if (first === undefined) return [];
  const comment =
    'Statements that several policies share. Each list is named after its first and last statement.';
  return [{ kind: 'locals', values: [{ ...first, comment }, ...others] }];
}

/** The whole policy, put together from what several roles share and what is its own. */
function policyText(access: RoleAccess, { statementsOf }: SharedStatements): Expression {
  const { Version, Id } = access.policy;
  return call(
    'jsonencode',
    map({
      Version: text(Version),
      ...(Id !== undefined && { Id: text(Id) }),
      Statement: statementsOf(access),
    }),
  );
}
