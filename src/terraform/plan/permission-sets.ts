/** `permission-sets.tf`: the permission sets, found or created, and their inline policies. */
import type { Access, RoleAccess } from '../../access/access.js';
import type { CreatedPermissionSet, Role, RoleMapping } from '../../mapping/model.js';
import { inlinePolicy, instanceArn, instanceLookup, labels, permissionSetArn, types } from './addresses.js';
import type { Argument, Block } from './block.js';
import type { PlannedFile } from './file.js';
import { equal, json, reference, text, textMap } from './value.js';

export function planPermissionSets(mapping: RoleMapping, access: Access): PlannedFile[] {
  return [
    {
      kind: 'terraform',
      path: 'identity-center/permission-sets',
      comment: [],
      blocks: [
        ...instance(mapping.instanceArn),
        ...access.roles.flatMap((roleAccess) => [
          permissionSet(roleAccess.role),
          ...inlinePolicyResource(roleAccess),
        ]),
      ],
    },
  ];
}

function instance(arn: string | undefined): Block[] {
  const local = (value: Argument['value']): Block => ({
    kind: 'locals',
    values: [{ name: 'instance_arn', value }],
  });
  if (arn !== undefined) return [local(text(arn))];
  return [
    { kind: 'data', type: types.instances, label: labels.instances, arguments: [], postconditions: [] },
    local(instanceLookup),
  ];
}

function permissionSet({ permissionSet: set, label }: Role): Block {
  const onInstance: Argument = { name: 'instance_arn', value: instanceArn };
  const block = { type: types.permissionSet, label };
  switch (set.kind) {
    case 'named':
      return {
        kind: 'data',
        ...block,
        arguments: [onInstance, { name: 'name', value: text(set.name) }],
        postconditions: [],
      };
    case 'arn':
      return {
        kind: 'data',
        ...block,
        arguments: [onInstance, { name: 'arn', value: text(set.arn) }],
        postconditions: [
          {
            condition: equal(reference('self', 'name'), text(set.name)),
            message: `The permission set with this ARN is not called ${set.name}, as the role mapping says.`,
          },
        ],
      };
    case 'created':
      return {
        kind: 'resource',
        ...block,
        arguments: [onInstance, { name: 'name', value: text(set.name) }, ...createdArguments(set.create)],
        blocks: [],
        lifecycle: undefined,
        dependsOn: [],
      };
  }
}

function createdArguments({
  description,
  sessionDuration,
  relayState,
  tags,
}: CreatedPermissionSet): Argument[] {
  const optional: readonly (readonly [string, string | undefined])[] = [
    ['description', description],
    ['session_duration', sessionDuration],
    ['relay_state', relayState],
  ];
  return [
    ...optional.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: text(value) }])),
    ...tagsArgument(tags),
  ];
}

/** Terraform treats an absent map and an empty one alike; absent reads better. */
export function tagsArgument(tags: Readonly<Record<string, string>>): Argument[] {
  return Object.keys(tags).length === 0 ? [] : [{ name: 'tags', value: textMap(tags) }];
}

/** A permission set has one inline policy: an exported one is the team's to place, see `outputs.tf`. */
function inlinePolicyResource({ role, policy }: RoleAccess): Block[] {
  if (role.inlinePolicy.kind === 'export') return [];
  return [
    {
      kind: 'resource',
      type: types.inlinePolicy,
      label: role.label,
      arguments: [
        { name: 'instance_arn', value: instanceArn },
        { name: 'permission_set_arn', value: permissionSetArn(role) },
        { name: 'inline_policy', value: json(policy) },
      ],
      blocks: [],
      lifecycle: undefined,
      dependsOn: [],
    },
  ];
}

/** The text that AWS holds after apply, or for an exported policy the text that the team is to attach. */
export function inlinePolicyText({ role, policy }: RoleAccess): Argument['value'] {
  return role.inlinePolicy.kind === 'export' ? json(policy) : inlinePolicy(role, 'inline_policy');
}
