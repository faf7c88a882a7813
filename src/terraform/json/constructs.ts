/**
 * The registry of typed constructs: one line for each resource and data source type that a plan may hold. The types of
 * its constructors' configurations are what the plan's arguments are checked against; see `argument-types.ts`.
 */
import { CloudformationStackInstances } from '@cdktf/provider-aws/lib/cloudformation-stack-instances/index.js';
import { CloudformationStackSet } from '@cdktf/provider-aws/lib/cloudformation-stack-set/index.js';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity/index.js';
import { DataAwsIdentitystoreGroup } from '@cdktf/provider-aws/lib/data-aws-identitystore-group/index.js';
import { DataAwsIdentitystoreUser } from '@cdktf/provider-aws/lib/data-aws-identitystore-user/index.js';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region/index.js';
import { DataAwsSsoadminInstances } from '@cdktf/provider-aws/lib/data-aws-ssoadmin-instances/index.js';
import { DataAwsSsoadminPermissionSet } from '@cdktf/provider-aws/lib/data-aws-ssoadmin-permission-set/index.js';
import { OrganizationsPolicy } from '@cdktf/provider-aws/lib/organizations-policy/index.js';
import { OrganizationsPolicyAttachment } from '@cdktf/provider-aws/lib/organizations-policy-attachment/index.js';
import { SsmAssociation } from '@cdktf/provider-aws/lib/ssm-association/index.js';
import { SsmDocument } from '@cdktf/provider-aws/lib/ssm-document/index.js';
import { SsoadminAccountAssignment } from '@cdktf/provider-aws/lib/ssoadmin-account-assignment/index.js';
import { SsoadminInstanceAccessControlAttributes } from '@cdktf/provider-aws/lib/ssoadmin-instance-access-control-attributes/index.js';
import { SsoadminPermissionSet } from '@cdktf/provider-aws/lib/ssoadmin-permission-set/index.js';
import { SsoadminPermissionSetInlinePolicy } from '@cdktf/provider-aws/lib/ssoadmin-permission-set-inline-policy/index.js';
import type { TerraformDataSource, TerraformElement, TerraformMetaArguments, TerraformResource } from 'cdktf';
import type { Construct as Scope } from 'constructs';

type Constructor<T> = new (scope: Scope, id: string, config: never) => T;

type Registry<T> = Readonly<Record<string, Constructor<T>>>;

const resources = {
  aws_cloudformation_stack_instances: CloudformationStackInstances,
  aws_cloudformation_stack_set: CloudformationStackSet,
  aws_organizations_policy: OrganizationsPolicy,
  aws_organizations_policy_attachment: OrganizationsPolicyAttachment,
  aws_ssm_association: SsmAssociation,
  aws_ssm_document: SsmDocument,
  aws_ssoadmin_account_assignment: SsoadminAccountAssignment,
  aws_ssoadmin_instance_access_control_attributes: SsoadminInstanceAccessControlAttributes,
  aws_ssoadmin_permission_set: SsoadminPermissionSet,
  aws_ssoadmin_permission_set_inline_policy: SsoadminPermissionSetInlinePolicy,
} satisfies Registry<TerraformResource>;

const dataSources = {
  aws_caller_identity: DataAwsCallerIdentity,
  aws_region: DataAwsRegion,
  aws_identitystore_group: DataAwsIdentitystoreGroup,
  aws_identitystore_user: DataAwsIdentitystoreUser,
  aws_ssoadmin_instances: DataAwsSsoadminInstances,
  aws_ssoadmin_permission_set: DataAwsSsoadminPermissionSet,
} satisfies Registry<TerraformDataSource>;

export type ResourceConfigs = ConfigsOf<typeof resources>;
export type DataSourceConfigs = ConfigsOf<typeof dataSources>;

type ConfigsOf<Types> = { readonly [Type in keyof Types]: ConfigOf<Types[Type]> };

type ConfigOf<Construct> = Construct extends new (
  scope: Scope,
  id: string,
  config: infer Config,
) => unknown
  ? NonNullable<Config>
  : never;

/** Throws on a type without a line above: a plan that holds one is a defect. */
function create<T extends TerraformElement>(
  registry: Registry<T>,
  scope: Scope,
  type: string,
  label: string,
  config: object,
): T {
  const Construct = registry[type];
  if (!Construct) throw new Error(`no cdktf construct is registered for ${type}`);
  const construct = new Construct(scope, `${type}.${label}`, config as never);
  construct.overrideLogicalId(label);
  return construct;
}

export function createResource(
  scope: Scope,
  type: string,
  label: string,
  config: TerraformMetaArguments,
): TerraformResource {
  return create<TerraformResource>(resources, scope, type, label, config);
}

export function createDataSource(
  scope: Scope,
  type: string,
  label: string,
  config: TerraformMetaArguments,
): TerraformDataSource {
  return create<TerraformDataSource>(dataSources, scope, type, label, config);
}
