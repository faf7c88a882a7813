/** What runs documents of Systems Manager, or calls AWS, by a resource of the provider `aws`. */
import { type Edit, type Json, unknown } from '../edit-plan.js';
import { beside, settled, template, unseen } from './beside.js';
import { type CorpusEntry, entry } from './entry.js';

/** Marks of what is known only after apply, deep inside. */
export const marked =
  (after_unknown: Json): Edit =>
  (plan) => {
    Object.assign(plan.resource_changes.at(-1).change.after_unknown, after_unknown);
  };

const event = 'aws_cloudwatch_event_target';
const remediation = 'aws_config_remediation_configuration';
const experiment = 'aws_fis_experiment_template';
const plan = 'aws_ssmincidents_response_plan';
const backup = 'aws_dlm_lifecycle_policy';
export const document = (name: string) => `arn:aws:ssm:eu-central-1:123456789012:${name}`;

export const documentRunners: readonly CorpusEntry[] = [
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
    'a remediation that patches with a baseline of its own',
    settled(
      beside(remediation, {
        target_id: 'AWS-RunPatchBaseline',
        parameter: [{ name: 'BaselineOverride', static_value: 's3://b/k' }],
      }),
    ),
    unseen,
  ),
  entry(
    'a remediation that patches with hidden parameters',
    settled(beside(remediation, { target_id: 'AWS-RunPatchBaseline' }), marked({ parameter: true })),
    unseen,
  ),
  entry(
    'an association that patches with a baseline of its own',
    settled(
      beside('aws_ssm_association', {
        name: 'AWS-RunPatchBaseline',
        parameters: { Operation: 'Install', BaselineOverride: 's3://b/k' },
      }),
    ),
    unseen,
  ),
  entry(
    'an association that patches with hidden parameters',
    settled(beside('aws_ssm_association', { name: 'AWS-RunPatchBaseline' }), marked({ parameters: true })),
    unseen,
  ),
  entry(
    'an association that patches, with a hidden value',
    settled(
      beside('aws_ssm_association', { name: 'AWS-RunPatchBaseline', parameters: { Operation: 'Scan' } }),
      marked({ parameters: { SnapshotId: true } }),
    ),
  ),
  entry(
    'an event that patches with a baseline of its own',
    settled(
      beside(event, {
        arn: document('document/AWS-RunPatchBaseline'),
        input: '{"Operation":["Install"],"BaselineOverride":["s3://b/k"]}',
      }),
    ),
    unseen,
  ),
  entry(
    'an event that patches with hidden parameters',
    settled(
      beside(event, { arn: document('document/AWS-RunPatchBaseline') }),
      unknown('target.beside', 'input'),
    ),
    unseen,
  ),
  entry(
    'an event with a hidden input, which runs no document',
    settled(beside(event, { arn: 'arn:aws:lambda:x:1:function:f' }), unknown('target.beside', 'input')),
  ),
  entry(
    'an event that patches',
    settled(
      beside(event, { arn: document('document/AWS-RunPatchBaseline'), input: '{"Operation":["Scan"]}' }),
    ),
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
    'a response to an incident of which the document is hidden',
    settled(beside(plan, { action: [{}] }), marked({ action: [{ ssm_automation: true }] })),
    unseen,
  ),
  entry(
    'a backup that runs a script',
    settled(
      beside(backup, {
        policy_details: [{ schedule: [{ create_rule: [{ scripts: [{ execution_handler: 'Mine' }] }] }] }],
      }),
    ),
    unseen,
  ),
  ...[
    { policy_details: [{ schedule: [{ create_rule: [{ scripts: [{ execution_handler: true }] }] }] }] },
    { policy_details: [{ schedule: [{ create_rule: [{ scripts: true }] }] }] },
    { policy_details: [{ schedule: true }] },
  ].map((marks) =>
    entry(`a backup that hides ${JSON.stringify(marks)}`, settled(beside(backup, {}), marked(marks)), unseen),
  ),
  entry(
    'a backup without a script, with a hidden key',
    settled(
      beside(backup, { policy_details: [{ schedule: [{ create_rule: [{ scripts: [] }] }] }] }),
      marked({ policy_details: [{ schedule: [{ cross_region_copy_rule: [{ cmk_arn: true }] }] }] }),
    ),
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
