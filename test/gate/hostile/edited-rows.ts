/**
 * Rows for which no provider or no Terraform is at hand: `awscc_*`, the exclusive attachments of newer AWS providers, actions of
 * Terraform 1.14. A real plan is edited to hold what they would plan.
 */
import type { Edit, Json } from '../edit-plan.js';
import { organizationEdits } from './organization-edits.js';
import type { OrganizationBase } from './organization-rows.js';
import type { HostileRow } from './table.js';

export interface EditedRow extends Pick<HostileRow, 'writes' | 'hidden' | 'type' | 'structure'> {
  /** The name of the batch whose plan is edited; `policies` if it is not stated. */
  readonly on?: OrganizationBase;
  readonly edit: Edit;
}

const created =
  (address: string, type: string, after: Json, after_unknown: Json = {}): Edit =>
  (plan) => {
    const [, module] = /^(module\.[^.]+)\./.exec(address) ?? [];
    plan.resource_changes.push({
      address,
      ...(module && { module_address: module }),
      mode: 'managed',
      type,
      name: 'x',
      change: { actions: ['create'], before: null, after, after_unknown },
    });
  };

const places = { root: '', module: 'module.m.', for_each: '' } as const;

const ofControl = (writes: string, type: string, after: Json): readonly EditedRow[] =>
  (Object.keys(places) as (keyof typeof places)[]).map((structure) => ({
    writes,
    hidden: type.startsWith('awscc_') ? 'edited: awscc' : 'edited',
    type,
    structure,
    edit: created(`${places[structure]}${type}.x${structure === 'for_each' ? '["a"]' : ''}`, type, after, {
      id: true,
    }),
  }));

const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';

const exclusive = (hidden: string, values: Json, unknown: Json): EditedRow => ({
  writes: 'AdministratorAccess',
  hidden: `edited: ${hidden}`,
  type: 'aws_ssoadmin_managed_policy_attachments_exclusive',
  structure: 'root',
  edit: (plan) => {
    const set = plan.prior_state.values.root_module.resources.find(
      ({ values: { name } }: Json) => name === 'LinuxAdmin',
    );
    const arn = unknown.permission_set_arn ? {} : { permission_set_arn: set.values.arn };
    created(
      'aws_ssoadmin_managed_policy_attachments_exclusive.x',
      'aws_ssoadmin_managed_policy_attachments_exclusive',
      { ...values, ...arn },
      unknown,
    )(plan);
  },
});

const action = (hidden: string, put: Edit): EditedRow => ({
  writes: 'whatever an action does',
  hidden: `edited: ${hidden}`,
  type: 'action',
  structure: 'root',
  edit: put,
});

export const editedRows: readonly EditedRow[] = [
  ...ofControl('a permission set', 'awscc_sso_permission_set', { name: 'LinuxAdmin', inline_policy: '{}' }),
  ...ofControl('an assignment', 'awscc_sso_assignment', {
    permission_set_arn: 'arn:aws:sso:::permissionSet/x/y',
  }),
  ...ofControl('the attributes', 'awscc_sso_instance_access_control_attribute_configuration', {
    access_control_attributes: [{ key: 'SSMSessionRunAs' }],
  }),
  ...ofControl('the document of a role', 'awscc_ssm_document', { name: 'SSMRunAs-admin-Session' }),
  ...ofControl('a stack', 'awscc_cloudformation_stack', { stack_name: 'x' }),
  ...ofControl('the tag', 'awscc_iam_role', { tags: [{ key: 'SSMSessionRunAs', value: 'root' }] }),
  ...ofControl('a guard', 'awscc_organizations_policy', { content: '{}' }),
  ...ofControl('whatever a schedule calls', 'awscc_scheduler_schedule', {
    target: { arn: 'arn:aws:scheduler:::aws-sdk:ssoadmin:putInlinePolicyToPermissionSet' },
  }),
  // While it plans one, the provider asks AWS whether the definition is valid.
  ...ofControl('whatever a state machine calls', 'aws_sfn_state_machine', {
    definition: '{"States":{"A":{"Resource":"arn:aws:states:::aws-sdk:ssm:sendCommand"}}}',
  }),
  ...ofControl('code on nodes', 'awscc_events_rule', {
    targets: [{ arn: 'arn:aws:ssm:eu-central-1:123456789012:automation-definition/Mine' }],
  }),
  ...ofControl('code on nodes', 'awscc_fis_experiment_template', {
    actions: { a: { action_id: 'aws:ssm:send-command' } },
  }),
  ...ofControl('code on nodes', 'awscc_dlm_lifecycle_policy', {
    policy_details: { schedules: [{ create_rule: { scripts: [{ execution_handler: 'Mine' }] } }] },
  }),
  // Since version 6 of the provider.
  ...ofControl('code on nodes', 'aws_dlm_lifecycle_policy', {
    policy_details: [{ schedule: [{ create_rule: [{ scripts: [{ execution_handler: 'Mine' }] }] }] }],
  }),
  ...ofControl('code on nodes', 'aws_cloudwatch_event_target', {
    arn: 'arn:aws:ssm:eu-central-1::document/AWS-RunShellScript',
  }),
  exclusive('exclusive', { managed_policy_arns: [administrator] }, {}),
  exclusive(
    'exclusive, permission set known after apply',
    { managed_policy_arns: [administrator] },
    { permission_set_arn: true },
  ),
  exclusive('exclusive, policies known after apply', {}, { managed_policy_arns: true }),
  action('invoked', (plan) => {
    plan.action_invocations = [
      { address: 'action.aws_codebuild_start_build.x', type: 'aws_codebuild_start_build' },
    ];
  }),
  action('invoked with the name of a permission set', (plan) => {
    plan.action_invocations = [
      {
        address: 'action.aws_lambda_invoke.x',
        type: 'aws_lambda_invoke',
        config_values: { payload: 'LinuxAdmin' },
      },
    ];
  }),
  action('put off', (plan) => {
    plan.deferred_action_invocations = [
      { reason: 'resource_config_unknown', action_invocation: { address: 'action.aws_lambda_invoke.x' } },
    ];
  }),
  ...organizationEdits,
];
