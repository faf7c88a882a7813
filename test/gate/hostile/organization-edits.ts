/**
 * What somebody changes in the generated resources of an organization, by an override file or in the plan itself: a plan that real
 * Terraform made is edited.
 */
import { actions, at, deleted, type Edit, forgotten, type Json, unknown } from '../edit-plan.js';
import type { EditedRow } from './edited-rows.js';
import type { OrganizationBase } from './organization-rows.js';

const set = 'aws_cloudformation_stack_set.documents';
const instances = 'aws_cloudformation_stack_instances.documents';
const policy = 'aws_organizations_policy.scp_1';
const attachment = 'aws_organizations_policy_attachment.scp_1_123456789012';
const ofGroup = 'admin_group_linux_admins_941932b1_123456789012';

/** What was settled is updated. */
const update =
  (address: string, change: (values: Json) => void): Edit =>
  (plan) => {
    const resource = at(plan, address).change;
    if (resource.actions[0] === 'no-op') resource.actions = ['update'];
    change(resource.after);
  };

const values = (address: string, changed: Json) =>
  update(address, (planned) => Object.assign(planned, changed));

const template = (change: (resources: Json[], template: Json) => void) =>
  update(set, (planned) => {
    const body = JSON.parse(planned.template_body);
    change(Object.values(body.Resources), body);
    planned.template_body = JSON.stringify(body);
  });

const targets = (changed: Json) =>
  update(instances, ({ deployment_targets: [target] }) => Object.assign(target, changed));

const preferences = (address: string, changed: Json) =>
  update(address, ({ operation_preferences: [one] }) => Object.assign(one, changed));

const statements = (change: (policy: Json) => void) =>
  update(policy, (planned) => {
    const document = JSON.parse(planned.content);
    change(document);
    planned.content = JSON.stringify(document);
  });

type Change = readonly [hidden: string, edit: Edit];

const rows = (
  on: OrganizationBase,
  writes: string,
  address: string,
  changes: readonly Change[],
): readonly EditedRow[] => {
  const [type = ''] = address.split('.');
  return changes.map(([hidden, edit]) => ({
    on,
    writes,
    hidden: `edited: ${hidden}`,
    type,
    structure: 'generated',
    edit,
  }));
};

const accounts = ['999999999999'];

export const organizationEdits: readonly EditedRow[] = [
  ...rows('stack-sets', 'another StackSet', set, [
    ['permissions of the older kind', values(set, { permission_model: 'SELF_MANAGED' })],
    ['another caller', values(set, { call_as: 'DELEGATED_ADMIN' })],
    ['no automatic deployment', values(set, { auto_deployment: [{ enabled: false }] })],
    [
      'stacks stay in accounts that leave',
      values(set, { auto_deployment: [{ enabled: true, retain_stacks_on_account_removal: true }] }),
    ],
    ['automatic deployment known after apply', unknown(set, 'auto_deployment')],
    ['operations that do not wait', values(set, { managed_execution: [] })],
    ['every account may fail', preferences(set, { failure_tolerance_percentage: 100 })],
    ['a Region is left out of the order', preferences(set, { region_order: ['eu-west-1'] })],
    ['parameters', values(set, { parameters: { User: 'root' } })],
    ['rights to make roles', values(set, { capabilities: ['CAPABILITY_NAMED_IAM'] })],
    ['another role that deploys', values(set, { execution_role_name: 'deployer' })],
    ['a template elsewhere', values(set, { template_url: 'https://example.com/template.json' })],
    ['another name', values(set, { name: 'documents' })],
    ['replaced', actions(set, 'delete', 'create')],
    ['deleted', deleted(set)],
    ['forgotten', forgotten(set)],
  ]),
  ...rows('stack-sets', 'another template', set, [
    [
      'the Linux user of another role',
      template(([first, second]) => {
        first.Properties.Content.inputs.runAsDefaultUser = second.Properties.Content.inputs.runAsDefaultUser;
      }),
    ],
    [
      'the documents of two roles exchanged',
      template(([first, second]) => {
        const { Content } = first.Properties;
        first.Properties.Content = second.Properties.Content;
        second.Properties.Content = Content;
      }),
    ],
    [
      'Run As off',
      template(([first]) => {
        first.Properties.Content.inputs.runAsEnabled = false;
      }),
    ],
    [
      'no log',
      template(([first]) => {
        first.Properties.Content.inputs.kmsKeyId = '';
      }),
    ],
    [
      'documents that are not retained',
      template((resources) => {
        for (const resource of resources) delete resource.DeletionPolicy;
      }),
    ],
    [
      'a document that may be replaced',
      template(([first]) => {
        first.UpdateReplacePolicy = 'Delete';
      }),
    ],
    [
      'a document less',
      template((_resources, body) => {
        delete body.Resources[Object.keys(body.Resources)[0] ?? ''];
      }),
    ],
    [
      'a role more',
      template((_resources, body) => {
        body.Resources.Role = { Type: 'AWS::IAM::Role', Properties: {} };
      }),
    ],
    [
      'a macro',
      template((_resources, body) => {
        body.Transform = 'Mine';
      }),
    ],
    ['known after apply', unknown(set, 'template_body')],
    [
      'a document that nobody sees, in a template as YAML, goes',
      (plan) => {
        update(set, () => {})(plan);
        at(plan, set).change.before.template_body = 'Resources: { Old: { Type: "AWS::SSM::Document" } }';
      },
    ],
  ]),
  ...rows('stack-sets', 'other accounts or Regions', instances, [
    ['the root in place of a unit', targets({ organizational_unit_ids: ['r-ab12'] })],
    ['a filter that lists accounts', targets({ account_filter_type: 'INTERSECTION', accounts })],
    ['a filter that leaves accounts out', targets({ account_filter_type: 'DIFFERENCE', accounts })],
    ['a filter that adds accounts', targets({ account_filter_type: 'UNION', accounts })],
    ['a list of accounts elsewhere', targets({ accounts_url: 's3://bucket/accounts.csv' })],
    ['a Region less', update(instances, (planned) => planned.regions.pop())],
    ['a Region more', update(instances, (planned) => planned.regions.push('us-east-1'))],
    ['a Region is left out of the order', preferences(instances, { region_order: ['eu-west-1'] })],
    ['every account may fail', preferences(instances, { failure_tolerance_percentage: 100 })],
    ['another caller', values(instances, { call_as: 'DELEGATED_ADMIN' })],
    ['parameters', values(instances, { parameter_overrides: { User: 'root' } })],
    ['units known after apply', unknown(instances, 'deployment_targets')],
    ['another StackSet', values(instances, { stack_set_name: 'another' })],
    ['replaced', actions(instances, 'delete', 'create')],
    ['deleted', deleted(instances)],
    ['forgotten', forgotten(instances)],
  ]),
  ...rows('service-control', 'a weaker policy', policy, [
    ['a statement less', statements((document) => document.Statement.shift())],
    [
      'an exception more',
      statements(({ Statement: [first] }) => {
        first.Condition.ArnNotLike['aws:PrincipalArn'] = '*';
      }),
    ],
    [
      'Allow for Deny',
      statements(({ Statement }) => {
        for (const one of Statement) one.Effect = 'Allow';
      }),
    ],
    [
      'older language',
      statements((document) => {
        document.Version = '2008-10-17';
      }),
    ],
    ['another type', values(policy, { type: 'TAG_POLICY' })],
    ['another name', values(policy, { name: 'other' })],
    ['known after apply', unknown(policy, 'content')],
    ['replaced', actions(policy, 'delete', 'create')],
    ['deleted', deleted(policy)],
    ['forgotten', forgotten(policy)],
  ]),
  ...rows('service-control', 'a policy attached to less', attachment, [
    ['another target', values(attachment, { target_id: '999999999999' })],
    ['another policy', values(attachment, { policy_id: 'p-other123' })],
    ['the target known after apply', unknown(attachment, 'target_id')],
    ['replaced', actions(attachment, 'delete', 'create')],
    ['deleted', deleted(attachment)],
    ['forgotten', forgotten(attachment)],
  ]),
  ...rows('assignments', 'an assignment', 'aws_ssoadmin_account_assignment', [
    ['another group', values(ofGroup, { principal_id: 'ffffffff-0000-0000-0000-000000000000' })],
    ['a user for a group', values(ofGroup, { principal_type: 'USER' })],
    ['another account', values(ofGroup, { target_id: '999999999999' })],
    ['the group known after apply', unknown(ofGroup, 'principal_id')],
    ['the account known after apply', unknown(ofGroup, 'target_id')],
    [
      'the group that was read has another name',
      (plan) => {
        const { resources } = plan.prior_state.values.root_module;
        const group = resources.find(({ type }: Json) => type === 'aws_identitystore_group');
        group.values.display_name = 'Everybody';
      },
    ],
  ]),
];
