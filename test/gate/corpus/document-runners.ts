/** What runs documents of Systems Manager, or calls AWS, in each way that a plan can have. */
import { type Edit, type Json, unknown } from '../edit-plan.js';
import { beside, settled, stack, template, unseen } from './beside.js';
import { type CorpusEntry, entry } from './entry.js';

/** Marks of what is known only after apply, deep inside. */
const marked =
  (after_unknown: Json): Edit =>
  (plan) => {
    Object.assign(plan.resource_changes.at(-1).change.after_unknown, after_unknown);
  };

const event = 'aws_cloudwatch_event_target';
const remediation = 'aws_config_remediation_configuration';
const experiment = 'aws_fis_experiment_template';
const plan = 'aws_ssmincidents_response_plan';
const document = (name: string) => `arn:aws:ssm:eu-central-1:123456789012:${name}`;

const ofTerraform: readonly CorpusEntry[] = [
  entry(
    'a remediation that runs a document',
    settled(beside(remediation, { target_type: 'SSM_DOCUMENT', target_id: 'Mine' })),
    unseen,
  ),
  entry(
    'a remediation that runs a hidden document',
    settled(beside(remediation, {}), unknown('configuration.beside', 'target_id')),
    unseen,
  ),
  entry(
    'a remediation that no longer runs a document',
    settled(beside(remediation, { target_id: 'AWS-UpdateSSMAgent' }, { target_id: 'Mine' }, 'update')),
    unseen,
  ),
  entry(
    'a remediation that updates the agent',
    settled(beside(remediation, { target_id: 'AWS-UpdateSSMAgent' })),
  ),
  entry(
    'a remediation that runs the document of a role',
    settled(beside(remediation, { target_id: 'SSMRunAs-admin-Session' })),
    'gate-other-writer',
  ),
  entry(
    'an event whose target is hidden, with a role for it',
    settled(beside(event, { role_arn: 'arn:aws:iam::1:role/r' }), unknown('target.beside', 'arn')),
    unseen,
  ),
  entry(
    'an event whose target and role are hidden',
    settled(beside(event, {}), unknown('target.beside', 'arn'), unknown('target.beside', 'role_arn')),
    unseen,
  ),
  entry(
    'an event that runs a document no more',
    settled(
      beside(event, { arn: 'arn:aws:sns:x:1:t' }, { arn: document('automation-definition/Mine') }, 'update'),
    ),
    unseen,
  ),
  entry(
    'an event with a hidden role, whose target is shown',
    settled(
      beside(event, { arn: 'arn:aws:states:x:1:stateMachine:s' }),
      unknown('target.beside', 'role_arn'),
    ),
  ),
  entry(
    'an experiment that sends commands',
    settled(beside(experiment, { action: [{ action_id: 'aws:ssm:send-command' }] })),
    unseen,
  ),
  entry(
    'an experiment that starts an automation which names the document of a role',
    settled(
      beside(experiment, {
        action: [
          {
            action_id: 'aws:ssm:start-automation-execution',
            parameter: [{ key: 'documentParameters', value: '{"Name":"SSMRunAs-admin-Session"}' }],
          },
        ],
      }),
    ),
    'gate-other-writer',
  ),
  entry(
    'an experiment whose actions are hidden',
    settled(beside(experiment, {}), unknown('template.beside', 'action')),
    unseen,
  ),
  entry(
    'an experiment of which one action is hidden',
    settled(
      beside(experiment, { action: [{ action_id: 'aws:ec2:stop-instances' }, {}] }),
      marked({ action: [{}, { action_id: true }] }),
    ),
    unseen,
  ),
  entry(
    'an experiment that stops instances, with a hidden parameter',
    settled(
      beside(experiment, { action: [{ action_id: 'aws:ec2:stop-instances' }] }),
      marked({ action: [{ parameter: [{ value: true }] }] }),
    ),
  ),
  entry(
    'a response to an incident that runs a document',
    settled(beside(plan, { action: [{ ssm_automation: [{ document_name: 'Mine' }] }] })),
    unseen,
  ),
  entry(
    'a response to an incident that is hidden',
    settled(beside(plan, {}), unknown('plan.beside', 'action')),
    unseen,
  ),
  entry(
    'a response to an incident that calls people',
    settled(beside(plan, { engagements: ['x'], action: [{ ssm_automation: [] }] })),
  ),
  entry(
    'nodes for the tasks of a maintenance window',
    settled(beside('aws_ssm_maintenance_window_target', {})),
    unseen,
  ),
  entry(
    'a schedule with a hidden role, whose target is shown',
    settled(
      beside('aws_scheduler_schedule', { target: [{ arn: 'arn:aws:sqs:x:1:q' }] }),
      marked({ target: [{ role_arn: true }] }),
    ),
  ),
  entry(
    'a schedule of which the target is hidden',
    settled(beside('aws_scheduler_schedule', { target: [{}] }), marked({ target: [{ arn: true }] })),
    unseen,
  ),
  entry(
    'a state machine that only reads',
    settled(beside('aws_sfn_state_machine', { definition: '"arn:aws:states:::aws-sdk:ssm:getParameter"' })),
  ),
  ...['fis:startExperiment', 'config:startRemediationExecution', 'servicecatalog:provisionProduct'].map(
    (call) =>
      entry(
        `a state machine that calls ${call}`,
        settled(beside('aws_sfn_state_machine', { definition: `"arn:aws:states:::aws-sdk:${call}"` })),
        unseen,
      ),
  ),
  ...['aws_config_conformance_pack', 'aws_config_organization_conformance_pack'].flatMap((type) => [
    entry(
      `${type} with a remediation`,
      settled(beside(type, { template_body: template('AWS::Config::RemediationConfiguration') })),
      unseen,
    ),
    entry(`${type} from another place`, settled(beside(type, { template_s3_uri: 's3://b/t.yaml' })), unseen),
    entry(`${type} of rules`, settled(beside(type, { template_body: template('AWS::Config::ConfigRule') }))),
  ]),
];

const callers = [
  [
    'AWS::Events::Rule',
    { Targets: [{ Arn: { 'Fn::Sub': 'arn:aws:ssm:${AWS::Region}:1:automation-definition/${Mine}' } }] },
  ],
  ['AWS::FIS::ExperimentTemplate', { Actions: { a: { ActionId: 'aws:ssm:send-command' } } }],
  ['AWS::SSMIncidents::ResponsePlan', { Actions: [{ SsmAutomation: {} }] }],
  ['AWS::DLM::LifecyclePolicy', { Scripts: [{ ExecutionHandler: 'Mine' }] }],
] as const;

const ofTemplates: readonly CorpusEntry[] = [
  ...callers.flatMap(([type, properties]) => [
    entry(`a stack with ${type}`, settled(stack(template(type, properties))), unseen),
    entry(
      `a stack with ${type} that runs nothing`,
      settled(stack(template(type, { Targets: [{ Arn: 'arn:aws:lambda:x:1:function:f' }] }))),
    ),
    entry(
      `a stack with ${type} whose parameters are hidden`,
      settled(stack(template(type)), marked({ parameters: true })),
      unseen,
    ),
    entry(
      `Cloud Control: ${type}`,
      settled(
        beside('aws_cloudcontrolapi_resource', {
          type_name: type,
          desired_state: JSON.stringify(properties),
        }),
      ),
      unseen,
    ),
    entry(
      `Cloud Control: ${type} that is hidden`,
      settled(
        beside('aws_cloudcontrolapi_resource', { type_name: type }),
        unknown('resource.beside', 'desired_state'),
      ),
      unseen,
    ),
  ]),
  entry(
    'a stack with a rule that runs a document which chooses nothing',
    settled(
      stack(template('AWS::Events::Rule', { Targets: [{ Arn: document('document/AWS-RunPatchBaseline') }] })),
    ),
  ),
  entry(
    'a stack whose role may run a document',
    settled(stack(template('AWS::IAM::Role', { Resource: document('document/Mine') }))),
  ),
  ...['AWS::Config::ConformancePack', 'AWS::Config::OrganizationConformancePack'].map((type) =>
    entry(`a stack with ${type}`, settled(stack(template(type))), unseen),
  ),
  ...[
    ['AWS::StepFunctions::StateMachine', 'DefinitionS3Location'],
    ['AWS::Serverless::StateMachine', 'DefinitionUri'],
  ].map(([type = '', argument = '']) =>
    entry(
      `a stack with a state machine from another place: ${argument}`,
      settled(stack(template(type, { [argument]: 's3://b/k' }))),
      unseen,
    ),
  ),
];

const ofCloudControlProvider: readonly CorpusEntry[] = [
  ...(
    [
      ['awscc_fis_experiment_template', { actions: { a: { action_id: 'aws:ssm:send-command' } } }],
      ['awscc_ssmincidents_response_plan', { actions: [{ ssm_automation: { document_name: 'Mine' } }] }],
      ['awscc_dlm_lifecycle_policy', { policy_details: { s: [{ execution_handler: 'Mine' }] } }],
      ['awscc_events_rule', { targets: [{ arn: document('automation-definition/Mine') }] }],
      ['awscc_config_remediation_configuration', {}],
      ['awscc_config_conformance_pack', {}],
      ['awscc_config_organization_conformance_pack', {}],
    ] as const
  ).map(([type, values]) => entry(`${type} that runs a document`, settled(beside(type, values)), unseen)),
  ...(
    [
      ['awscc_fis_experiment_template', { actions: { a: { action_id: true } } }],
      ['awscc_fis_experiment_template', { actions: { a: true } }],
      ['awscc_ssmincidents_response_plan', { actions: true }],
      ['awscc_dlm_lifecycle_policy', { policy_details: true }],
      ['awscc_events_rule', { targets: [{ arn: true }] }],
      ['awscc_events_rule', { targets: [{}, true] }],
      ['awscc_scheduler_schedule', { target: { arn: true } }],
    ] as const
  ).map(([type, marks]) =>
    entry(`${type} that hides ${JSON.stringify(marks)}`, settled(beside(type, {}), marked(marks)), unseen),
  ),
  ...(
    [
      ['awscc_fis_experiment_template', { actions: { a: { parameters: true } } }],
      ['awscc_ssmincidents_response_plan', { chat_channel: true }],
      ['awscc_dlm_lifecycle_policy', { policy_details: { schedules: true } }],
      // What is not configured the provider leaves to AWS.
      ['awscc_events_rule', { targets: [{ role_arn: true, run_command_parameters: true }] }],
      ['awscc_scheduler_schedule', { target: { role_arn: true } }],
      ['awscc_config_configuration_recorder', { name: true }],
    ] as const
  ).map(([type, marks]) =>
    entry(
      `${type} of which ${JSON.stringify(marks)} decides nothing`,
      settled(beside(type, {}), marked(marks)),
    ),
  ),
];

export const documentRunners: readonly CorpusEntry[] = [
  ...ofTerraform,
  ...ofTemplates,
  ...ofCloudControlProvider,
];
