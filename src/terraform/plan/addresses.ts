/** The Terraform addresses of what is planned; the one place where types and labels are joined. */
import type { Role, RoleDocument, RoleMapping } from '../../mapping/model.js';
import { call, type Expression, index, reference } from './value.js';

export const types = {
  document: 'aws_ssm_document',
  association: 'aws_ssm_association',
  callerIdentity: 'aws_caller_identity',
  region: 'aws_region',
  stackSet: 'aws_cloudformation_stack_set',
  stackInstances: 'aws_cloudformation_stack_instances',
  instances: 'aws_ssoadmin_instances',
  permissionSet: 'aws_ssoadmin_permission_set',
  inlinePolicy: 'aws_ssoadmin_permission_set_inline_policy',
  attributes: 'aws_ssoadmin_instance_access_control_attributes',
  assignment: 'aws_ssoadmin_account_assignment',
  group: 'aws_identitystore_group',
  user: 'aws_identitystore_user',
  serviceControlPolicy: 'aws_organizations_policy',
  serviceControlAttachment: 'aws_organizations_policy_attachment',
} as const;

export const labels = { instances: 'current', here: 'current', attributes: 'this' } as const;

export const attributesAddress = `${types.attributes}.${labels.attributes}`;

export const accountHere: Expression = reference('data', types.callerIdentity, labels.here, 'account_id');

/** `id` is the Region's name in versions 5 and 6 of the provider; 6 deprecates `name`. */
export const regionHere: Expression = reference('data', types.region, labels.here, 'id');

export const instanceArn: Expression = reference('local', 'instance_arn');

export const permissionSetAddress = ({ label }: Pick<Role, 'label'>): string =>
  `${types.permissionSet}.${label}`;

export const inlinePolicyAddress = ({ label }: Pick<Role, 'label'>): string =>
  `${types.inlinePolicy}.${label}`;

/** The data source lists the one instance of the organisation or account. */
export const instanceLookup: Expression = index(
  call('tolist', reference('data', types.instances, labels.instances, 'arns')),
  0,
);

export function permissionSetArn({ permissionSet, label }: Role): Expression {
  return permissionSet.kind === 'created'
    ? reference(types.permissionSet, label, 'arn')
    : reference('data', types.permissionSet, label, 'arn');
}

export const inlinePolicy = ({ label }: Role, ...rest: string[]): Expression =>
  reference(types.inlinePolicy, label, ...rest);

export const document = ({ label }: Pick<RoleDocument, 'label'>, ...rest: string[]): Expression =>
  reference(types.document, label, ...rest);

/** Address of something in one of our modules, as the team's root sees it. */
export function seenFromRoot(
  { layout, moduleAddress }: Pick<RoleMapping['output'], 'layout' | 'moduleAddress'>,
  address: string,
): string {
  return layout === 'module' && moduleAddress !== undefined ? `${moduleAddress}.${address}` : address;
}
