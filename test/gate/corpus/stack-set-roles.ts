/** Roles of IAM with the names of the roles as which StackSets deploy, in a plan that changes nothing else. */
import type { Json } from '../edit-plan.js';
import type { PlanCase } from '../plan-case.js';
import { beside, stack, template, unseen } from './beside.js';
import { type CorpusEntry, entry } from './entry.js';
import { mapping, plan } from './stack-set-plan.js';

/** The service control policy lets only some roles write the documents, those of StackSets among them. */
const guarded = mapping()
  .replace('guardrails: none', 'guardrails: standard')
  .replace('deploy: stackset', '$&\n  deployedBy: ["arn:aws:iam::*:role/deployer"]');

const withEdit = (edit: (made: Json) => void, text = guarded): PlanCase => ({
  ...plan(undefined, text),
  later: (access, model) => (made: Json) => {
    plan(undefined, text).later?.(access, model)(made);
    edit(made);
  },
});

const trust = (service: string) => JSON.stringify({ Statement: [{ Principal: { Service: service } }] });
const role = (values: Json, before: Json = null, ...actions: readonly string[]) =>
  withEdit(beside('aws_iam_role', values, before, ...actions));
const named = { name: 'stacksets-exec-tools', path: '/', assume_role_policy: trust('ec2.amazonaws.com') };

/** What the provider makes up, and what it takes from elsewhere. */
const nameless = (expressions: Json) =>
  withEdit((made) => {
    beside('aws_iam_role', { path: '/' })(made);
    made.resource_changes.at(-1).change.after_unknown = { name: true, name_prefix: true };
    made.configuration = { root_module: { resources: [{ address: 'aws_iam_role.beside', expressions }] } };
  });

const code = 'gate-stack-set-role';

export const stackSetRoles: readonly CorpusEntry[] = [
  entry('is created', role(named), code),
  entry('is created by a prefix of the name', role({ name_prefix: 'stacksets-exec-', path: '/' }), code),
  entry('is created by its path', role({ ...named, name: 'tools', path: '/stacksets-exec-1/' }), code),
  entry('is replaced', role(named, { ...named, name: 'tools' }, 'delete', 'create'), code),
  entry(
    'gets other people who may assume it',
    role(named, { ...named, assume_role_policy: trust('cloudformation.amazonaws.com') }, 'update'),
    code,
  ),
  entry('gets a description', role({ ...named, description: 'x' }, named, 'update')),
  entry('is deleted', role(null, named, 'delete')),
  entry('is only in the state', role(named, named, 'no-op')),
  entry('has another path, so that the policy does not mean it', role({ ...named, path: '/tools/' })),
  entry('has another name', role({ ...named, name: 'my-stacksets-exec-tools' })),
  entry('has a name that is known only after apply', nameless({ name: { references: ['x.y'] } }), unseen),
  entry(
    'has a prefix of its name that is known only after apply',
    nameless({ name_prefix: { references: ['x.y'] } }),
    unseen,
  ),
  entry(
    'has a path that is known only after apply',
    withEdit((made) => {
      beside('aws_iam_role', { name: 'tools' })(made);
      made.resource_changes.at(-1).change.after_unknown = { path: true };
    }),
    unseen,
  ),
  entry('has a name that the provider makes up', nameless({})),
  entry(
    'of a mapping that lets no such role write documents',
    withEdit(beside('aws_iam_role', named), mapping()),
  ),
  entry(
    'of a mapping that does not say who deploys',
    withEdit(beside('aws_iam_role', named), mapping().replace('guardrails: none', 'guardrails: standard')),
  ),
  entry(
    'is created by the provider awscc',
    withEdit(beside('awscc_iam_role', { role_name: 'stacksets-exec-tools' })),
    code,
  ),
  entry(
    'is created by Cloud Control',
    withEdit(
      beside('aws_cloudcontrolapi_resource', {
        type_name: 'AWS::IAM::Role',
        desired_state: JSON.stringify({ RoleName: 'stacksets-exec-tools' }),
      }),
    ),
    code,
  ),
  entry(
    'is created by a stack',
    withEdit(stack(template('AWS::IAM::Role', { RoleName: 'stacksets-exec-tools' }))),
    code,
  ),
  entry(
    'is created by a stack, with a name in a parameter',
    withEdit(
      stack(template('AWS::IAM::Role', { RoleName: { Ref: 'Name' } }), {
        parameters: { Name: 'stacksets-exec-tools' },
      }),
    ),
    code,
  ),
  entry(
    'is created by another StackSet',
    withEdit(
      beside('aws_cloudformation_stack_set', {
        name: 'tools',
        template_body:
          'Resources:\n  One:\n    Type: AWS::IAM::Role\n    Properties:\n      RoleName: stacksets-exec-tools\n',
      }),
    ),
    code,
  ),
  entry(
    'is named by the policy of a role in a stack',
    withEdit(
      stack(template('AWS::IAM::Role', { Policies: [{ Resource: 'arn:aws:iam::*:role/stacksets-exec-*' }] })),
    ),
  ),
  entry(
    'leaves a stack',
    withEdit(
      beside(
        'aws_cloudformation_stack',
        { name: 'x', template_body: template('AWS::S3::Bucket') },
        { name: 'x', template_body: template('AWS::IAM::Role', { RoleName: 'stacksets-exec-tools' }) },
        'update',
      ),
    ),
  ),
];
