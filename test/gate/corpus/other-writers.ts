/** What else can write what the mapping is about, and who else gets it. */
import type { Access } from '../../../src/access/access.js';
import { added, at, type Edit, type Json, unknown } from '../edit-plan.js';
import { type PlanCase, readCase } from '../plan-case.js';
import { billing, prior, readBilling } from './attachments.js';
import { beside, settled, stack, template, unseen } from './beside.js';
import { type CorpusEntry, entry } from './entry.js';

/** A role of the mapping by its permission set, at the ARN that the plan read. */
const ofSet =
  (type: string, values: Json, action = 'create'): Edit =>
  (plan) => {
    const whole = { ...values, permission_set_arn: prior(plan, 'LinuxAdmin').arn };
    beside(type, action === 'delete' ? null : whole, action === 'create' ? null : whole, action)(plan);
  };

const assignment = { principal_type: 'GROUP', principal_id: 'g-1', target_id: '123456789012' };

/** A data source that is read while the plan is applied. */
const late =
  (type: string): Edit =>
  (plan) =>
    plan.resource_changes.push({
      address: `data.${type}.beside`,
      mode: 'data',
      type,
      change: { actions: ['read'], before: null, after: {}, after_unknown: { id: true } },
    });

/** A role whose tags by its provider are hidden, as Terraform also plans one that gets none. */
const tagsBy = (provider: string | undefined, defaults: Json): readonly Edit[] => [
  beside('aws_iam_role', { tags: null }),
  unknown('aws_iam_role.beside', 'tags_all'),
  ({ configuration }) => {
    configuration.provider_config = {
      aws: { expressions: {} },
      'aws.tagging': { expressions: { default_tags: defaults } },
    };
    configuration.root_module.resources?.push({
      address: 'aws_iam_role.beside',
      provider_config_key: provider,
    });
  },
];
const hiddenDefaults = [{ tags: { references: ['terraform_data.x.output', 'terraform_data.x'] } }];

const tagged = { Tags: [{ Key: 'SSMSessionRunAs', Value: 'root' }] };

const stacks: readonly CorpusEntry[] = [
  entry(
    'a stack with a role that has the tag',
    settled(stack(template('AWS::IAM::Role', tagged))),
    'gate-other-writer',
  ),
  entry(
    'a stack whose tag becomes that of a user',
    settled(stack(template('AWS::IAM::User'), { tags: { ssmsessionrunas: 'root' } })),
    'gate-other-writer',
  ),
  entry(
    'a stack with a role, and tags that are hidden',
    settled(stack(template('AWS::IAM::Role')), unknown('stack.beside', 'tags')),
    unseen,
  ),
  entry(
    'a stack with a role that has another tag, and a condition on the tag',
    settled(
      stack(
        template('AWS::IAM::Role', {
          Tags: [{ Key: 'NotSSMSessionRunAs', Value: 'x' }],
          Condition: { Null: { 'aws:PrincipalTag/SSMSessionRunAs': 'true' } },
        }),
      ),
    ),
  ),
  entry(
    'a stack whose parameters are grouped for the console',
    settled(
      stack(
        template('AWS::S3::Bucket', {}, { Metadata: { 'AWS::CloudFormation::Interface': { Groups: [] } } }),
      ),
    ),
  ),
  entry('a stack with a type of somebody else', settled(stack(template('Acme::SSO::Policy'))), unseen),
  entry(
    'a stack with the type of a parameter',
    settled(
      stack(template('AWS::S3::Bucket', {}, { Parameters: { Id: { Type: 'List<AWS::EC2::Subnet::Id>' } } })),
    ),
  ),
  entry(
    'a role of Cloud Control that has the tag',
    settled(
      beside('aws_cloudcontrolapi_resource', {
        type_name: 'AWS::IAM::Role',
        desired_state: JSON.stringify(tagged),
      }),
    ),
    'gate-other-writer',
  ),
  entry(
    'a role of Cloud Control that is hidden',
    settled(
      beside('aws_cloudcontrolapi_resource', { type_name: 'AWS::IAM::Role' }),
      unknown('resource.beside', 'desired_state'),
    ),
    unseen,
  ),
  entry(
    'a resource of Cloud Control of a type of somebody else',
    settled(beside('aws_cloudcontrolapi_resource', { type_name: 'Acme::SSO::Policy', desired_state: '{}' })),
    unseen,
  ),
  entry(
    'a schedule that writes a mapped permission set',
    settled((plan) =>
      beside('aws_scheduler_schedule', {
        target: [
          {
            arn: 'arn:aws:scheduler:::aws-sdk:ssoadmin:putInlinePolicyToPermissionSet',
            input: JSON.stringify({ PermissionSetArn: prior(plan, 'LinuxAdmin').arn }),
          },
        ],
      })(plan),
    ),
    'gate-other-writer',
  ),
  entry(
    'a state machine that changes documents',
    settled(beside('aws_sfn_state_machine', { definition: '"arn:aws:states:::aws-sdk:ssm:updateDocument"' })),
    unseen,
  ),
  entry(
    'a state machine that is hidden',
    settled(beside('aws_sfn_state_machine', {}), unknown('machine.beside', 'definition')),
    unseen,
  ),
  entry(
    'a schedule that calls a function',
    settled(beside('aws_scheduler_schedule', { target: [{ arn: 'arn:aws:lambda:x:1:function:f' }] })),
  ),
  entry(
    'a StackSet by the name that those of a mapping have',
    settled(
      beside('aws_cloudformation_stack_set', {
        name: 'ssm-runas-documents',
        template_body: template('AWS::SSM::Document', { Name: 'SSMRunAs-admin-Session' }),
      }),
    ),
    'gate-other-writer',
  ),
  entry('a stack that writes nothing of this', settled(stack(template('AWS::S3::Bucket')))),
  entry(
    'a stack of functions',
    settled(stack(template('AWS::Serverless::Function', {}, { Transform: 'AWS::Serverless-2016-10-31' }))),
  ),
  entry('a stack in YAML', settled(stack('Resources:\n  One:\n    Type: AWS::S3::Bucket\n'))),
  entry(
    'a stack that is left alone',
    settled(
      beside(
        'aws_cloudformation_stack',
        { template_body: template('AWS::SSO::PermissionSet') },
        { template_body: template('AWS::SSO::PermissionSet') },
        'no-op',
      ),
    ),
  ),
  entry(
    'a stack with a mapped permission set',
    settled(stack(template('AWS::SSO::PermissionSet', { Name: 'LinuxAdmin' }))),
    'gate-other-writer',
  ),
  entry(
    'a stack with a permission set whose name is a parameter',
    settled(
      stack(template('AWS::SSO::PermissionSet', { Name: { Ref: 'Name' } }), {
        parameters: { Name: 'LinuxAdmin' },
      }),
    ),
    'gate-other-writer',
  ),
  entry(
    'a stack with a permission set whose name is a parameter that is not known',
    settled(stack(template('AWS::SSO::PermissionSet', { Name: { Ref: 'Name' } })), (plan) => {
      plan.resource_changes.at(-1).change.after_unknown.parameters = { Name: true };
    }),
    unseen,
  ),
  entry(
    'a stack with some permission set',
    settled(stack(template('AWS::SSO::PermissionSet', { Name: 'Billing' }))),
    unseen,
  ),
  entry(
    'a stack with the document of a role, spelled by escapes',
    settled(
      stack(
        'Resources: { One: { Type: "AWS::S\\x53M::Docu\\\n  ment", Properties: { Name: SSMRunAs-admin-Session } } }',
      ),
    ),
    'gate-other-writer',
  ),
  entry(
    'a stack with the attributes, deleted',
    settled(
      beside(
        'aws_cloudformation_stack',
        null,
        {
          template_body: template('AWS::SSO::InstanceAccessControlAttributeConfiguration', {
            Key: 'ssmsessionrunas',
          }),
        },
        'delete',
      ),
    ),
    'gate-other-writer',
  ),
  ...[
    ['a macro', template('AWS::S3::Bucket', {}, { Transform: ['AWS::Serverless-2016-10-31', 'Mine'] })],
    ['a macro in YAML', 'Transform:\n  - AWS::Serverless-2016-10-31\n  - Mine\nResources: {}\n'],
    ['a macro in place', template('AWS::S3::Bucket', { 'Fn::Transform': { Name: 'Mine' } })],
    ['a stack inside', template('AWS::CloudFormation::Stack')],
    ['a resource of somebody', template('Custom::Anything')],
    ['a module', template('Team::Linux::Set::MODULE')],
  ].map(([name, body]) => entry(`a stack with ${name}`, settled(stack(body)), unseen)),
  entry(
    'a stack whose template is elsewhere',
    settled(stack(undefined, { template_url: 'https://x' })),
    unseen,
  ),
  entry(
    'a stack whose template is hidden',
    settled(stack('{}'), unknown('stack.beside', 'template_body')),
    unseen,
  ),
  entry(
    'a stack with the ARN of a mapped permission set',
    settled((plan) => {
      const { arn } = prior(plan, 'LinuxAdmin');
      stack(template('AWS::SSO::Assignment', { PermissionSetArn: arn }))(plan);
    }),
    'gate-other-writer',
  ),
  entry(
    'a stack with the ARN of a mapped permission set, its slashes as escapes',
    settled((plan) => {
      const arn = prior(plan, 'LinuxAdmin').arn.replaceAll('/', '\\/');
      stack(`{"Resources":{"One":{"Type":"AWS::SSO::Assignment","X":"${arn}"}}}`)(plan);
    }),
    'gate-other-writer',
  ),
  ...[
    ['another one', 'LinuxBilling'],
    ['one that nothing explains', undefined],
  ].map(([whose, name]) =>
    entry(
      `a stack with the ARN of a permission set that is not mapped, ${whose}`,
      settled((plan) => {
        const arn = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1';
        plan.prior_state.values.root_module.resources.push({
          address: 'data.aws_ssoadmin_permission_set.x',
          type: 'aws_ssoadmin_permission_set',
          values: { name, arn },
        });
        const values = { permission_set_arn: arn, inline_policy: '{}' };
        beside('aws_ssoadmin_permission_set_inline_policy', values, values, 'no-op')(plan);
        stack(template('AWS::SSO::Assignment', { PermissionSetArn: arn }))(plan);
      }),
      unseen,
    ),
  ),
  ...['linuxadmin', 'MyLinuxAdmin'].map((Name) =>
    entry(
      `a stack with a permission set whose name is like a mapped one: ${Name}`,
      settled(stack(template('AWS::SSO::PermissionSet', { Name }))),
      unseen,
    ),
  ),
  entry(
    'a stack with an escape of no character',
    settled(stack('Resources: { One: { Type: "AWS::SSO::Assignment", X: "\\U00110000" } }')),
    unseen,
  ),
  entry('a stack without a template', settled(stack(undefined)), unseen),
  entry(
    'a stack that is deleted',
    settled(
      beside('aws_cloudformation_stack', null, { template_body: template('AWS::S3::Bucket') }, 'delete'),
    ),
  ),
  entry(
    'a stack of nothing of this, whose parameters are not known',
    settled(stack(template('AWS::S3::Bucket')), (plan) => {
      plan.resource_changes.at(-1).change.after_unknown.parameters = true;
    }),
  ),
  entry(
    'a stack with a guard of the mapping',
    settled(stack(template('AWS::Organizations::Policy', { Content: { Sid: 'DocumentOfAdmin' } }))),
    'gate-other-writer',
  ),
  entry(
    'a stack set with a mapped permission set',
    settled(
      beside('aws_cloudformation_stack_set', {
        template_body: template('AWS::SSO::Assignment', { X: 'LinuxAdmin' }),
      }),
    ),
    'gate-other-writer',
  ),
];

const cloudControl = (type_name: string, desired_state: Json) =>
  beside('aws_cloudcontrolapi_resource', { type_name, desired_state: JSON.stringify(desired_state) });

const others: readonly CorpusEntry[] = [
  entry('Cloud Control, a bucket', settled(cloudControl('AWS::S3::Bucket', { BucketName: 'LinuxAdmin' }))),
  entry(
    'Cloud Control, a mapped permission set',
    settled(cloudControl('AWS::SSO::PermissionSet', { Name: 'LinuxAdmin' })),
    'gate-other-writer',
  ),
  entry(
    'Cloud Control, the default document',
    settled(cloudControl('AWS::SSM::Document', { Name: 'SSM-SessionManagerRunShell' })),
    'gate-other-writer',
  ),
  entry(
    'Cloud Control, some document',
    settled(cloudControl('AWS::SSM::Document', { Name: 'Patch' })),
    unseen,
  ),
  entry(
    'Cloud Control, a mapped permission set that is deleted',
    settled(
      beside(
        'aws_cloudcontrolapi_resource',
        null,
        { type_name: 'AWS::SSO::PermissionSet', desired_state: '{"Name":"LinuxAdmin"}' },
        'delete',
      ),
    ),
    'gate-other-writer',
  ),
  entry(
    'Cloud Control, a bucket of a hidden content',
    settled(cloudControl('AWS::S3::Bucket', {}), unknown('resource.beside', 'desired_state')),
  ),
  entry(
    'awscc, a mapped permission set that is deleted',
    settled(beside('awscc_sso_permission_set', null, { name: 'LinuxAdmin' }, 'delete')),
    'gate-other-writer',
  ),
  entry(
    'Cloud Control, a role that becomes something hidden',
    settled(
      beside(
        'aws_cloudcontrolapi_resource',
        { type_name: 'AWS::S3::Bucket' },
        { type_name: 'AWS::IAM::Role', desired_state: '{}' },
        'delete',
        'create',
      ),
      unknown('resource.beside', 'desired_state'),
    ),
    unseen,
  ),
  entry('Cloud Control, a stack', settled(cloudControl('AWS::CloudFormation::Stack', {})), unseen),
  entry(
    'Cloud Control, a bucket that becomes a stack',
    settled(
      beside(
        'aws_cloudcontrolapi_resource',
        { type_name: 'AWS::CloudFormation::Stack', desired_state: '{}' },
        { type_name: 'AWS::S3::Bucket', desired_state: '{}' },
        'delete',
        'create',
      ),
    ),
    unseen,
  ),
  entry(
    'Cloud Control, of a hidden type',
    settled(cloudControl('AWS::S3::Bucket', {}), unknown('resource.beside', 'type_name')),
    unseen,
  ),
  entry(
    'Cloud Control, of a hidden content',
    settled(cloudControl('AWS::SSO::Assignment', {}), unknown('resource.beside', 'desired_state')),
    unseen,
  ),
  entry(
    'awscc, a mapped permission set',
    settled(beside('awscc_sso_permission_set', { name: 'LinuxAdmin' })),
    'gate-other-writer',
  ),
  entry(
    'awscc, some permission set',
    settled(beside('awscc_sso_permission_set', { name: 'LinuxAdmin2' })),
    unseen,
  ),
  entry('awscc, a stack', settled(beside('awscc_cloudformation_stack', {})), unseen),
  entry('awscc, a bucket', settled(beside('awscc_s3_bucket', { bucket_name: 'LinuxAdmin' }))),
  entry(
    'awscc, a role with the tag',
    settled(beside('awscc_iam_role', { tags: [{ key: 'SSMSessionRunAs', value: 'dba' }] })),
    'gate-tagged-principal',
  ),
  ...[
    'aws_cloudformation_stack_instances',
    'aws_cloudformation_stack_set_instance',
    'aws_serverlessapplicationrepository_cloudformation_stack',
    'aws_servicecatalog_provisioned_product',
    'aws_lambda_invocation',
    'shell_script',
    'aws_ssm_maintenance_window_task',
    'aws_ssm_service_setting',
    'aws_ssmquicksetup_configuration_manager',
    'awscc_ssmquicksetup_configuration_manager',
  ].map((type) => entry(`by ${type}`, settled(beside(type, {})), unseen)),
  entry(
    'an action that is not known, on another type',
    settled(beside('aws_lambda_invocation', {}, null, 'transmogrify')),
    'gate-unknown',
    unseen,
  ),
  ...[
    'AWS-GatherSoftwareInventory',
    'AWS-RunPatchBaseline',
    'AWS-RunPatchBaselineAssociation',
    'AWS-UpdateSSMAgent',
  ].map((name) => entry(`an association of ${name}`, settled(beside('aws_ssm_association', { name })))),
  entry(
    'an association of a document that ran anything before',
    settled(
      beside(
        'aws_ssm_association',
        { name: 'AWS-RunPatchBaseline' },
        { name: 'AWS-RunShellScript' },
        'update',
      ),
    ),
    unseen,
  ),
  entry(
    'an association of a document that runs anything',
    settled(beside('aws_ssm_association', { name: 'AWS-RunShellScript' })),
    unseen,
  ),
  entry(
    'an association of a hidden document',
    settled(beside('aws_ssm_association', {}), unknown('association.beside', 'name')),
    unseen,
  ),
  ...['document/AWS-RunShellScript', 'automation-definition/Mine:$DEFAULT'].map((document) =>
    entry(
      `an event that runs ${document}`,
      settled(
        beside('aws_cloudwatch_event_target', { arn: `arn:aws:ssm:eu-west-1:123456789012:${document}` }),
      ),
      unseen,
    ),
  ),
  entry(
    'an event that runs a hidden document on nodes',
    settled(
      beside('aws_cloudwatch_event_target', { run_command_targets: [{ key: 'InstanceIds' }] }),
      unknown('target.beside', 'arn'),
    ),
    unseen,
  ),
  entry(
    'an event that runs a document which chooses nothing',
    settled(
      beside('aws_cloudwatch_event_target', { arn: 'arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline' }),
    ),
  ),
  entry(
    'an event that calls something new',
    settled(
      beside('aws_cloudwatch_event_target', { run_command_targets: [] }),
      unknown('target.beside', 'arn'),
    ),
  ),
  ...(
    [
      [
        'a schedule of an API',
        'AWS::Scheduler::Schedule',
        { Target: { Arn: 'arn:aws:scheduler:::aws-sdk:ssoadmin:putInlinePolicyToPermissionSet' } },
      ],
      [
        'a state machine',
        'AWS::StepFunctions::StateMachine',
        { DefinitionString: 'arn:aws:states:::aws-sdk:ssm:updateDocument' },
      ],
      [
        'an event that runs a command',
        'AWS::Events::Rule',
        { Targets: [{ Arn: 'x', RunCommandParameters: {} }] },
      ],
    ] as const
  ).flatMap(([what, type, properties]) => [
    entry(`a stack with ${what}`, settled(stack(template(type, properties))), unseen),
    entry(
      `a stack with ${what}, which names a permission set`,
      settled(stack(template(type, { ...properties, Description: 'LinuxAdmin' }))),
      'gate-other-writer',
    ),
    entry(
      `Cloud Control: ${what}`,
      settled(
        beside('aws_cloudcontrolapi_resource', {
          type_name: type,
          desired_state: JSON.stringify(properties),
        }),
      ),
      unseen,
    ),
  ]),
  ...(
    [
      [
        'awscc_scheduler_schedule',
        { target: { arn: 'arn:aws:scheduler:::aws-sdk:ssm:updateDocument' } },
        { target: { arn: 'arn:aws:lambda:x:1:function:f' } },
        'target',
      ],
      [
        'awscc_stepfunctions_state_machine',
        { definition_string: 'arn:aws:states:::aws-sdk:ssm:updateDocument' },
        { definition_string: '{}' },
        'definition_string',
      ],
      [
        'awscc_events_rule',
        { targets: [{ run_command_parameters: { run_command_targets: [] } }] },
        { targets: [{ run_command_parameters: null }] },
        'targets',
      ],
    ] as const
  ).flatMap(([type, writes, harmless, argument]) => [
    entry(`${type} that calls AWS`, settled(beside(type, writes)), unseen),
    entry(`${type} that is hidden`, settled(beside(type, {}), unknown('.beside', argument)), unseen),
    entry(`${type} that calls nothing of this`, settled(beside(type, harmless))),
  ]),
  entry(
    'a call of a function that names a permission set',
    settled(beside('aws_lambda_invocation', { input: '{"set":"LinuxAdmin"}' })),
    'gate-other-writer',
  ),
  entry('a provisioner', settled(beside('terraform_data', {}), provisioner('terraform_data.beside')), unseen),
  ...[String.raw`["a\"].b[\"0"]`, '["$${x}"]'].map((key) =>
    entry(
      `a provisioner of the instance ${key}`,
      settled((plan) => {
        beside('terraform_data', {})(plan);
        plan.resource_changes.at(-1).address += key;
        provisioner('terraform_data.beside')(plan);
      }),
      unseen,
    ),
  ),
  ...[['delete'], ['delete', 'create'], ['transmogrify']].map((names) =>
    entry(
      `a provisioner of a resource, ${names.join(' and ')}`,
      settled(beside('terraform_data', {}, {}, ...names), provisioner('terraform_data.beside')),
      unseen,
    ),
  ),
  entry(
    'a provisioner of a resource that is left alone',
    settled(beside('terraform_data', {}, {}, 'no-op'), provisioner('terraform_data.beside')),
  ),
  ...['aws_lambda_invocation', 'external', 'http', 'local_command', 'shell_script'].map((type) =>
    entry(`a data source ${type} that is read late`, settled(late(type)), unseen),
  ),
  entry('a data source of AWS that is read late', settled(late('aws_ssoadmin_permission_set'))),
  entry('an action', settled(invoking({ address: 'action.aws_codebuild_start_build.x' })), unseen),
  entry(
    'an action that is put off',
    settled((plan) => {
      plan.deferred_action_invocations = [
        {
          reason: 'unknown',
          action_invocation: { address: 'action.aws_lambda_invoke.x', config_values: { p: 'LinuxAdmin' } },
        },
      ];
    }),
    'gate-other-writer',
  ),
];

function provisioner(address: string): Edit {
  return (plan) => {
    const module = plan.configuration.root_module;
    module.resources = [...(module.resources ?? []), { address, provisioners: [{ type: 'local-exec' }] }];
  };
}

function invoking(invocation: Json): Edit {
  return (plan) => {
    plan.action_invocations = [invocation];
  };
}

const principals: readonly CorpusEntry[] = [
  entry(
    'a role whose provider hides its tags',
    settled(...tagsBy('aws.tagging', hiddenDefaults)),
    'gate-unknown',
  ),
  entry(
    'a role of a provider that the plan does not name',
    settled(...tagsBy('aws.x', hiddenDefaults)),
    'gate-unknown',
  ),
  entry('a role whose provider adds no tags', settled(...tagsBy('aws', hiddenDefaults))),
  entry('a role without tags, of whatever provider', settled(...tagsBy(undefined, undefined))),
  entry(
    'a role with the tag',
    settled(beside('aws_iam_role', { tags: { SSMSessionRunAs: 'dba' } })),
    'gate-tagged-principal',
  ),
  entry(
    'a user with the tag by the provider, in another letter case',
    settled(beside('aws_iam_user', { tags: null, tags_all: { ssmsessionRUNAS: 'dba' } })),
    'gate-tagged-principal',
  ),
  entry(
    'a role whose tag changes',
    settled(
      beside(
        'aws_iam_role',
        { tags: { SSMSessionRunAs: 'dba' } },
        { tags: { SSMSessionRunAs: 'dev' } },
        'update',
      ),
    ),
    'gate-tagged-principal',
  ),
  entry(
    'a role whose tag stays',
    settled(
      beside(
        'aws_iam_role',
        { tags: { SSMSessionRunAs: 'dev' } },
        { tags: { SSMSessionRunAs: 'dev' } },
        'update',
      ),
    ),
  ),
  entry(
    'a role that loses the tag',
    settled(beside('aws_iam_role', { tags: {} }, { tags: { SSMSessionRunAs: 'dev' } }, 'update')),
  ),
  entry(
    'a role with hidden tags',
    settled(beside('aws_iam_role', {}), unknown('role.beside', 'tags')),
    'gate-unknown',
  ),
  entry(
    'a role with the tag that is only read',
    settled((plan) =>
      plan.resource_changes.push({
        address: 'data.aws_iam_role.x',
        mode: 'data',
        type: 'aws_iam_role',
        name: 'x',
        change: {
          actions: ['read'],
          before: null,
          after: { tags: { SSMSessionRunAs: 'dba' } },
          after_unknown: {},
        },
      }),
    ),
  ),
  entry(
    'something else with the tag',
    settled(beside('aws_s3_bucket', { tags: { SSMSessionRunAs: 'dba' } })),
  ),
  entry('a role without tags', settled(beside('aws_iam_role', { name: 'x' }))),
  entry('an assignment', settled(ofSet('aws_ssoadmin_account_assignment', assignment)), 'gate-assignment'),
  entry('an assignment that stays', settled(ofSet('aws_ssoadmin_account_assignment', assignment, 'no-op'))),
  entry('an assignment that goes', settled(ofSet('aws_ssoadmin_account_assignment', assignment, 'delete'))),
  entry(
    'an assignment of a hidden permission set',
    settled(
      ofSet('aws_ssoadmin_account_assignment', assignment),
      unknown('assignment.beside', 'permission_set_arn'),
    ),
    'gate-assignment',
  ),
  entry('a boundary', settled(ofSet('aws_ssoadmin_permissions_boundary_attachment', {})), 'gate-boundary'),
  entry(
    'a boundary that goes',
    settled(ofSet('aws_ssoadmin_permissions_boundary_attachment', {}, 'delete')),
    'gate-boundary',
  ),
  entry(
    'a boundary that changes',
    settled(ofSet('aws_ssoadmin_permissions_boundary_attachment', {}, 'update')),
    'gate-boundary',
  ),
  entry(
    'an assignment of a permission set that is not mapped',
    settled((plan) => {
      readBilling(plan);
      beside('aws_ssoadmin_account_assignment', { ...assignment, permission_set_arn: billing })(plan);
    }),
  ),
  entry(
    'a boundary that moves to another permission set',
    settled(ofSet('aws_ssoadmin_permissions_boundary_attachment', {}, 'delete'), readBilling, (plan) => {
      const { change } = at(plan, 'attachment.beside');
      Object.assign(change, { actions: ['delete', 'create'], after: { permission_set_arn: billing } });
    }),
    'gate-boundary',
  ),
  entry('a boundary that stays', settled(ofSet('aws_ssoadmin_permissions_boundary_attachment', {}, 'no-op'))),
];

/** A plan of the state that holds AWS Organizations: what is there is what the mapping yields, unless `before` says otherwise. */
function organization(edit: (policy: Json) => void, ...more: readonly Edit[]): PlanCase {
  const base = readCase('enforce-settled');
  return { ...base, plan: base.plan, later: (access: Access) => weakened(access, edit, more) };
}

function weakened(
  { serviceControlPolicies }: Access,
  edit: (policy: Json) => void,
  more: readonly Edit[],
): Edit {
  return (plan) => {
    const [policy] = serviceControlPolicies;
    const changed = JSON.parse(JSON.stringify(policy));
    edit(changed);
    const values = (content: Json) => ({
      id: 'p-1',
      type: 'SERVICE_CONTROL_POLICY',
      content: typeof content === 'string' ? content : JSON.stringify(content),
    });
    plan.prior_state = {};
    plan.configuration = {};
    plan.resource_changes = [];
    const after = changed.gone ? null : values(changed.text ?? changed);
    beside('aws_organizations_policy', after, values(policy), changed.gone ? 'delete' : 'update')(plan);
    for (const one of more) one(plan);
  };
}

const statement = (sid: string, change: (statement: Json) => void) => (policy: Json) =>
  change(policy.Statement.find(({ Sid }: Json) => Sid === sid));

const attachment = (policy_id: string, ...actions: readonly string[]): Edit =>
  added('aws_organizations_policy_attachment.beside', {
    actions: actions.length > 0 ? actions : ['delete'],
    before: { policy_id, target_id: 'r-1' },
    after: actions.length > 1 ? { policy_id, target_id: 'ou-1' } : null,
  });

const nothing = () => {};

const organizations: readonly CorpusEntry[] = [
  entry('as the mapping yields it', organization(nothing)),
  entry(
    'a statement more',
    organization(({ Statement }) =>
      Statement.push({ Sid: 'Leave', Effect: 'Deny', Action: 'organizations:Leave*', Resource: '*' }),
    ),
  ),
  entry(
    'a statement less',
    organization((policy) => {
      policy.Statement = policy.Statement.filter(({ Sid }: Json) => Sid !== 'DocumentOfAdmin');
    }),
    'gate-scp-weakened',
  ),
  entry(
    'a statement less, from a policy by the name that those of Terraform have',
    organization(
      (policy) => {
        policy.Statement = policy.Statement.slice(1);
      },
      (plan) => {
        const { before, after } = plan.resource_changes[0].change;
        for (const values of [before, after]) values.name = 'ssm-runas-1';
      },
    ),
    'gate-scp-weakened',
  ),
  entry(
    'a statement less, which another policy of the plan has',
    organization(
      (policy) => {
        policy.Statement = policy.Statement.slice(1);
      },
      (plan) => {
        const [{ change }] = plan.resource_changes;
        const content = JSON.parse(change.before.content);
        content.Statement = content.Statement.slice(0, 1);
        added('aws_organizations_policy.second', {
          actions: ['create'],
          before: null,
          after: { ...change.after, content: JSON.stringify(content) },
        })(plan);
      },
    ),
    'gate-scp-detached',
  ),
  entry(
    'a statement less, which a policy that Terraform forgets has',
    organization(
      (policy) => {
        policy.Statement = policy.Statement.slice(1);
      },
      (plan) => {
        const [{ change }] = plan.resource_changes;
        added('aws_organizations_policy.second', {
          actions: ['forget'],
          before: { ...change.before },
          after: null,
        })(plan);
      },
    ),
    'gate-scp-detached',
  ),
  entry(
    'one more principal',
    organization(
      statement('DocumentOfAdmin', ({ Condition }) => {
        Condition.ArnNotLike['aws:PrincipalArn'] = [Condition.ArnNotLike['aws:PrincipalArn'], '*'];
      }),
    ),
    'gate-scp-weakened',
  ),
  entry(
    'weaker, by another name',
    organization(
      statement('RunAsTag', (one) => {
        one.Sid = 'Tags';
        one.Action = 'iam:TagRole';
      }),
    ),
    'gate-scp-weakened',
  ),
  entry(
    'in the older language',
    organization((policy) => {
      policy.Version = '2008-10-17';
    }),
    'gate-scp-weakened',
  ),
  entry(
    'no policy any more',
    organization((policy) => {
      policy.text = '{"Version":"2012-10-17"}';
    }),
    'gate-scp-weakened',
  ),
  entry(
    'deleted',
    organization((policy) => {
      policy.gone = true;
    }),
    'gate-scp-weakened',
  ),
  entry(
    'left as it is',
    organization(nothing, (plan) => {
      const [{ change }] = plan.resource_changes;
      const content = JSON.parse(change.before.content);
      content.Statement = content.Statement.slice(1);
      const values = { ...change.before, content: JSON.stringify(content) };
      Object.assign(change, { actions: ['no-op'], before: values, after: values });
    }),
  ),
  entry(
    'forgotten',
    organization(nothing, (plan) => {
      Object.assign(plan.resource_changes[0].change, { actions: ['forget'], after: null });
    }),
  ),
  entry(
    'a policy of another kind with the same names',
    organization(
      (policy) => {
        policy.Statement = policy.Statement.slice(1);
      },
      (plan) => {
        const { change } = plan.resource_changes[0];
        for (const values of [change.before, change.after]) values.type = 'RESOURCE_CONTROL_POLICY';
        plan.prior_state = JSON.parse(readCase('enforce-settled').plan).prior_state;
      },
    ),
  ),
  ...[
    ['read', 'data', 'aws_organizations_policy'],
    ['of another type', 'managed', 'aws_s3_object'],
  ].map(([what, mode, type]) =>
    entry(
      `a statement less, which something ${what} has`,
      organization(
        (policy) => {
          policy.Statement = policy.Statement.slice(1);
        },
        (plan) => {
          plan.resource_changes.push({
            address: `${type}.x`,
            mode,
            type,
            name: 'x',
            change: {
              actions: [mode === 'data' ? 'read' : 'create'],
              before: null,
              after: plan.resource_changes[0].change.before,
              after_unknown: {},
            },
          });
        },
      ),
      'gate-scp-weakened',
    ),
  ),
  ...['Sid', 'Action'].map((element) =>
    entry(
      `a statement less, whose ${element} was another one`,
      organization(
        (policy) => {
          policy.Statement = policy.Statement.slice(1);
        },
        ({ resource_changes: [{ change }] }) => {
          const content = JSON.parse(change.before.content);
          content.Statement[0][element] = 'iam:TagRole';
          if (element === 'Sid') content.Statement[0].Sid = 'Another';
          change.before.content = JSON.stringify(content);
        },
      ),
      'gate-scp-weakened',
    ),
  ),
  entry(
    'another statement by the same name, left as it is',
    organization(
      statement('RunAsTag', (one) => {
        one.Action = 'iam:TagRole';
      }),
      ({ resource_changes: [{ change }] }) => {
        Object.assign(change, { actions: ['no-op'], before: change.after });
      },
    ),
  ),
  entry(
    'of somebody else, hidden',
    organization(nothing, unknown('policy.beside', 'content'), (plan) => {
      plan.resource_changes[0].change.before.content = '{}';
      plan.prior_state = JSON.parse(readCase('enforce-settled').plan).prior_state;
    }),
  ),
  ...['prior', 'planned'].map((where) =>
    entry(
      `detached, a policy whose id something else has, ${where}`,
      organization(nothing, attachment('p-2'), (plan) => {
        const values = { id: 'p-2', content: '{}' };
        if (where === 'planned') beside('aws_s3_object', values, values, 'no-op')(plan);
        else
          plan.prior_state = {
            values: { root_module: { resources: [{ address: 'x.y', type: 'aws_s3_object', values }] } },
          };
      }),
      'gate-scp-detached',
    ),
  ),
  entry(
    'the organization is forgotten',
    organization(
      nothing,
      beside(
        'aws_organizations_organization',
        null,
        { enabled_policy_types: ['SERVICE_CONTROL_POLICY'] },
        'forget',
      ),
    ),
  ),
  entry('hidden', organization(nothing, unknown('policy.beside', 'content')), 'gate-unknown'),
  entry('detached', organization(nothing, attachment('p-1')), 'gate-scp-detached'),
  entry(
    'deleted and detached',
    organization((policy) => {
      policy.gone = true;
    }, attachment('p-1')),
    'gate-scp-weakened',
    'gate-scp-detached',
  ),
  entry(
    'attached elsewhere',
    organization(nothing, attachment('p-1', 'delete', 'create')),
    'gate-scp-detached',
  ),
  entry(
    'detached, a policy that is not shown',
    organization(nothing, attachment('p-2')),
    'gate-scp-detached',
  ),
  entry(
    'detached, a policy of somebody else',
    organization(nothing, attachment('p-2'), (plan) => {
      plan.prior_state = {
        values: {
          root_module: {
            resources: [
              {
                address: 'data.aws_organizations_policy.x',
                type: 'aws_organizations_policy',
                values: { id: 'p-2', content: '{}' },
              },
            ],
          },
        },
      };
    }),
  ),
  entry(
    'another setting of the organization',
    organization(
      nothing,
      added('aws_organizations_organization.beside', {
        actions: ['update'],
        before: { enabled_policy_types: ['SERVICE_CONTROL_POLICY'], aws_service_access_principals: [] },
        after: {
          enabled_policy_types: ['SERVICE_CONTROL_POLICY'],
          aws_service_access_principals: ['sso.amazonaws.com'],
        },
        // As Terraform marks lists of which it knows each value.
        after_unknown: { enabled_policy_types: [false], aws_service_access_principals: [false] },
      }),
    ),
  ),
  entry(
    'policy types of the organization that are hidden',
    organization(
      nothing,
      added('aws_organizations_organization.beside', {
        actions: ['update'],
        before: { enabled_policy_types: ['SERVICE_CONTROL_POLICY'] },
        after: { enabled_policy_types: ['SERVICE_CONTROL_POLICY', null] },
        after_unknown: { enabled_policy_types: [false, true] },
      }),
    ),
    'gate-scp-detached',
  ),
  entry(
    'switched off for the organization',
    organization(
      nothing,
      beside(
        'aws_organizations_organization',
        { enabled_policy_types: ['TAG_POLICY'] },
        { enabled_policy_types: ['SERVICE_CONTROL_POLICY'] },
        'update',
      ),
    ),
    'gate-scp-detached',
  ),
];

const named = (subject: string, entries: readonly CorpusEntry[]) =>
  entries.map((item) => ({ ...item, name: `${subject}: ${item.name}` }));

export const otherWriters: readonly CorpusEntry[] = [
  ...named('another writer', [...stacks, ...others]),
  ...named('who gets it', principals),
  ...named('AWS Organizations', organizations),
];
