/** Plans in which one thing alone is the mapping's, or nothing is; and permission sets that the plan shows in one place only. */
import type { Access } from '../../../src/access/access.js';
import {
  added,
  at,
  deleted,
  type Edit,
  edited,
  inModule,
  type Json,
  unknown,
  without,
} from '../edit-plan.js';
import { type PlanCase, readCase } from '../plan-case.js';
import { billing, prior } from './attachments.js';
import { beside } from './beside.js';
import { type CorpusEntry, entry, inlinePolicy } from './entry.js';

const nothing: Edit = (plan) => {
  plan.resource_changes = [];
  plan.prior_state = {};
};
const alone = (...edits: readonly Edit[]): PlanCase => edited('enforce-settled', nothing, ...edits);
const unrelated = 'gate-plan-unrelated';

const values = (content: string) => ({ id: 'p-1', name: 'x', type: 'SERVICE_CONTROL_POLICY', content });

/** One resource, with the statements of the mapping. */
const statements = (type: string, action: 'create' | 'delete'): PlanCase => ({
  ...alone(),
  later:
    ({ serviceControlPolicies: [policy] }: Access) =>
    (plan: Json) => {
      const whole = values(JSON.stringify(policy));
      beside(type, action === 'create' ? whole : null, action === 'create' ? null : whole, action)(plan);
    },
});

const stated = 'arn:aws:sso:::permissionSet/ssoins-rmktso3u9224xf2m/ps-8a1b2c3d4e5f6071';

/** The mapping says the ARN of a permission set, which the plan then does not read. */
const byArn: PlanCase = {
  ...edited('enforce-settled', (plan) => {
    plan.prior_state = {};
    plan.resource_changes = [at(plan, inlinePolicy)];
  }),
  later:
    ({ roles }: Access) =>
    (plan: Json) => {
      const policy = roles.find(({ role }) => role.name === 'developer')?.policyText;
      const { before, after } = at(plan, inlinePolicy).change;
      for (const one of [before, after])
        Object.assign(one, { inline_policy: policy, permission_set_arn: stated });
    },
  mapping: readCase('enforce-settled').mapping.replace(
    'permissionSet: LinuxDeveloper',
    `permissionSet: { name: LinuxDeveloper, arn: "${stated}" }`,
  ),
};

/** The association of `node-users/` without its document, or another one. */
const association = (name: string): PlanCase => ({
  ...alone(beside('aws_ssm_association', null, { name, association_name: name }, 'forget')),
  mapping: readCase('enforce-settled').mapping.replace('nodes:\n', 'nodes:\n  users: association\n'),
});

const relations: readonly CorpusEntry[] = [
  entry('nothing', alone(), unrelated),
  entry('the policy of a permission set that the mapping gives by its ARN', byArn, 'gate-policy-missing'),
  entry('the association of the node users', association('ssm-runas-node-users')),
  entry(
    'a permission set that is created',
    edited('assignments-first', (plan) => {
      const set = at(plan, 'permission_set.developer');
      nothing(plan);
      plan.resource_changes = [set];
    }),
  ),
  entry('an association of somebody else', association('AWS-UpdateSSMAgent'), unrelated),
  entry('a policy that gets statements of the mapping', statements('aws_organizations_policy', 'create')),
  entry(
    'a policy that had statements of the mapping',
    statements('aws_organizations_policy', 'delete'),
    'gate-scp-weakened',
  ),
  entry('something else with statements of the mapping', statements('aws_s3_object', 'create'), unrelated),
  entry(
    'the policy of somebody else is destroyed',
    alone((plan) => {
      plan.prior_state = JSON.parse(readCase('enforce-settled').plan).prior_state;
      const own = { permission_set_arn: billing, inline_policy: '{}' };
      beside('aws_ssoadmin_permission_set_inline_policy', null, own, 'delete')(plan);
    }),
  ),
  entry('the document of somebody else is destroyed', {
    ...edited('documents-settled', (plan) => {
      plan.prior_state = JSON.parse(readCase('enforce-settled').plan).prior_state;
      plan.resource_changes = [];
      beside(
        'aws_ssm_document',
        null,
        { name: 'Other', document_type: 'Command', content: '{}' },
        'delete',
      )(plan);
    }),
  }),
];

/** The set of a role, and what becomes of it; its policy is updated or created. */
const replaced = (policyAction: string, more = ''): PlanCase => ({
  ...edited('enforce-settled', (plan) => {
    const set = { name: 'LinuxDeveloper', arn: prior(plan, 'LinuxDeveloper').arn };
    const { change } = at(plan, inlinePolicy);
    change.actions = [policyAction];
    if (policyAction === 'create') change.before = null;
    beside('aws_ssoadmin_permission_set', set, set, 'delete', 'create')(plan);
  }),
  mapping: readCase('enforce-settled').mapping.replace('permissionSet: LinuxDeveloper', `$&${more}`),
});

/** Somebody's permission set at the address of one that is generated. */
const createdBeside =
  (name: string): Edit =>
  (plan) => {
    unknown(inlinePolicy, 'permission_set_arn')(plan);
    at(plan, inlinePolicy).change.actions = ['update'];
    added('aws_ssoadmin_permission_set.developer', {
      actions: ['create'],
      before: null,
      after: { name },
      after_unknown: { arn: true },
    })(plan);
    const resource = plan.configuration.root_module.resources.find(({ address }: Json) =>
      address.endsWith(inlinePolicy),
    );
    resource.expressions.permission_set_arn = {
      references: ['aws_ssoadmin_permission_set.developer.arn', 'aws_ssoadmin_permission_set.developer'],
    };
  };

const permissionSets: readonly CorpusEntry[] = [
  entry('is replaced, and its policy is created', replaced('create')),
  entry('is replaced, and its policy is updated', replaced('update'), 'gate-policy-deleted'),
  entry('of an exported policy is replaced', {
    ...replaced('update', ', inlinePolicy: export'),
    ...edited('enforce-settled', without(inlinePolicy), (plan) => {
      const set = { name: 'LinuxDeveloper', arn: prior(plan, 'LinuxDeveloper').arn };
      beside('aws_ssoadmin_permission_set', set, set, 'delete', 'create')(plan);
    }),
    mapping: readCase('enforce-settled').mapping.replace(
      'permissionSet: LinuxDeveloper',
      '$&, inlinePolicy: export',
    ),
  }),
  entry(
    'that the mapping does not create is created at the address of its role',
    edited('enforce-settled', createdBeside('LinuxDeveloper')),
    'gate-unknown',
    'gate-policy-missing',
  ),
  entry(
    'of somebody else is known only by a resource of another type',
    edited('enforce-settled', (plan) => {
      const { resources } = plan.prior_state.values.root_module;
      plan.prior_state.values.root_module.resources = resources.filter(
        ({ values: { name } }: Json) => name !== 'LinuxDeveloper',
      );
      const { change } = at(plan, inlinePolicy);
      change.actions = ['update'];
      const lie = { name: 'Billing', arn: change.after.permission_set_arn };
      beside('aws_s3_bucket', lie, lie, 'no-op')(plan);
    }),
    'gate-unknown',
    'gate-policy-missing',
  ),
  entry(
    'of somebody else goes with its policy, and a mapped one is not shown',
    edited('enforce-settled', without(inlinePolicy), (plan) => {
      const { root_module: root } = plan.prior_state.values;
      root.resources = root.resources.filter(({ values: { name } }: Json) => name !== 'LinuxDeveloper');
      const arn = prior(plan, 'LinuxAdmin').arn.replace(/ps-.*$/, 'ps-ffffffffffffffff');
      beside('aws_ssoadmin_permission_set', null, { name: 'Billing', arn }, 'delete')(plan);
      const policy = { permission_set_arn: arn, inline_policy: '{}' };
      beside('aws_ssoadmin_permission_set_inline_policy', null, policy, 'delete')(plan);
    }),
    'gate-policy-missing',
  ),
  entry(
    'of which an exclusive list of policies comes from another one',
    edited('enforce-settled', (plan) => {
      const policies = { managed_policy_arns: ['arn:aws:iam::aws:policy/AdministratorAccess'] };
      beside(
        'aws_ssoadmin_managed_policy_attachments_exclusive',
        { ...policies, permission_set_arn: prior(plan, 'LinuxAdmin').arn },
        { managed_policy_arns: [], permission_set_arn: billing },
        'delete',
        'create',
      )(plan);
    }),
    'gate-managed-policy',
  ),
  entry(
    'in another instance loses its list of attributes',
    edited('enforce-settled', deleted('access_control_attributes.this'), (plan) => {
      at(plan, 'access_control_attributes.this').change.before.instance_arn =
        'arn:aws:sso:::instance/ssoins-ffffffffffffffff';
    }),
    'gate-instance-differs',
    'gate-attribute-lost',
    'gate-attributes-destroyed',
  ),
  entry(
    'of which people and assignments are in a module',
    edited('assignments-first', inModule('module.runas')),
  ),
];

/** A tag that is another role's user is denied, in the plan that takes the attribute away. */
const matching: PlanCase = {
  ...readCase('switch'),
  mapping: readCase('switch').mapping.replace('version: 1\n', 'version: 1\nprincipalTag: match\n'),
  later:
    ({ roles }: Access) =>
    (plan: Json) => {
      for (const { role, policyText } of roles)
        at(plan, `inline_policy.${role.name}`).change.after.inline_policy = policyText;
    },
};

export const relatedPlans: readonly CorpusEntry[] = [
  ...relations.map((item) => ({ ...item, name: `in the plan: ${item.name}` })),
  ...permissionSets.map((item) => ({ ...item, name: `a permission set ${item.name}` })),
  entry('a tag that must match is denied while the attribute goes', matching, 'gate-tag-deny-early'),
];
