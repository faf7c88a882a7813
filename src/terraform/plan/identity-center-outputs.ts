/** `identity-center/outputs.tf`: what a team's root needs of the permission sets. */
import type { Access } from '../../access/access.js';
import { permissionSetArn } from './addresses.js';
import type { PlannedFile } from './file.js';
import { inlinePolicyText } from './permission-sets.js';
import type { SharedStatements } from './shared-statements.js';
import { mapOf } from './value.js';

export function planIdentityCenterOutputs({ roles }: Access, shared: SharedStatements): PlannedFile[] {
  return [
    {
      kind: 'terraform',
      path: 'identity-center/outputs',
      comment: [],
      blocks: [
        {
          kind: 'output',
          name: 'inline_policies',
          description:
            'Inline policy of each permission set, as JSON text; exported policies are to be attached by the caller.',
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
      ],
    },
  ];
}
