/** What runs documents of Systems Manager in a CloudFormation template, by Cloud Control or by the provider `awscc`. */
import { unknown } from '../edit-plan.js';
import { beside, settled, stack, template, unseen } from './beside.js';
import { document, marked } from './document-runners.js';
import { type CorpusEntry, entry } from './entry.js';

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
    'a stack with a rule that patches with a baseline of its own',
    settled(
      stack(
        template('AWS::Events::Rule', {
          Targets: [
            { Arn: document('document/AWS-RunPatchBaseline'), Input: '{"BaselineOverride":["s3://b/k"]}' },
          ],
        }),
      ),
    ),
    unseen,
  ),
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
      ['awscc_ssmincidents_response_plan', { actions: [{ ssm_automation: true }] }],
      ['awscc_dlm_lifecycle_policy', { policy_details: true }],
      [
        'awscc_dlm_lifecycle_policy',
        { policy_details: { schedules: [{ create_rule: { scripts: [{ execution_handler: true }] } }] } },
      ],
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

export const documentRunnersInTemplates: readonly CorpusEntry[] = [...ofTemplates, ...ofCloudControlProvider];
