/** Plans that hide what decides. */
import { actions, added, at, type Edit, edited, type Json, unknown } from '../edit-plan.js';
import { readCase } from '../plan-case.js';
import { attach, prior } from './attachments.js';
import { attributes, type CorpusEntry, documentOf, entry, inlinePolicy } from './entry.js';

export const hiddenValues: readonly CorpusEntry[] = [
  entry('the policy is unknown', edited('enforce', unknown(inlinePolicy, 'inline_policy')), 'gate-unknown'),
  entry(
    'the list of attributes is unknown',
    edited('switch', unknown(attributes, 'attribute')),
    'gate-unknown',
  ),
  entry(
    'a source within the list is unknown',
    edited('switch', (plan) => {
      at(plan, attributes).change.after_unknown.attribute = [{}, { value: [{ source: true }] }];
    }),
    'gate-unknown',
  ),
  entry(
    'the content of a document is unknown',
    edited('documents-first', unknown(documentOf('developer'), 'content')),
    'gate-unknown',
    'gate-scp-unseen',
  ),
  entry(
    'the name of a document is unknown',
    edited('documents-first', unknown(documentOf('developer'), 'name')),
    'gate-unknown',
    'gate-document-missing',
    'gate-scp-unseen',
  ),
  entry(
    'an action that is not known',
    edited('switch-settled', actions(inlinePolicy, 'transmogrify')),
    'gate-unknown',
  ),
  entry(
    'everything of a policy is unknown',
    edited('switch-settled', (plan) => {
      at(plan, inlinePolicy).change.after_unknown = true;
    }),
    'gate-unknown',
  ),
  entry(
    'an action that is not known, on a role',
    edited('switch-settled', added('aws_iam_role.x', { actions: ['transmogrify'], before: {}, after: {} })),
    'gate-unknown',
  ),
  entry(
    'the content of a document of somebody else, while the default document is open',
    edited(
      'prepare-said',
      added('aws_ssm_document.other', {
        actions: ['create'],
        before: null,
        after: { name: 'Patch', document_type: 'Command' },
        after_unknown: { content: true },
      }),
    ),
  ),
  entry(
    'a change that is put off',
    edited('switch', (plan) => {
      plan.deferred_changes = [
        { reason: 'provider_config_unknown', resource_change: at(plan, inlinePolicy) },
      ];
    }),
    'gate-unknown',
  ),
  entry(
    'whose policy it is, nobody can say',
    edited('prepare-first', unknown(inlinePolicy, 'permission_set_arn'), (plan) => {
      plan.configuration = {};
    }),
    'gate-unknown',
    'gate-default-document-opened',
    'gate-policy-missing',
  ),
  entry(
    'administrators of some permission set',
    edited(
      'enforce-settled',
      attach('AdministratorAccess', 'absent'),
      unknown('attachment.beside', 'permission_set_arn'),
    ),
    'gate-unknown',
  ),
  entry(
    'readers of some permission set',
    edited(
      'enforce-settled',
      attach('job-function/ViewOnlyAccess', 'absent'),
      unknown('attachment.beside', 'permission_set_arn'),
    ),
  ),
  entry(
    'some policy for a mapped permission set',
    edited(
      'enforce-settled',
      attach('ReadOnlyAccess', 'absent'),
      unknown('attachment.beside', 'managed_policy_arn'),
    ),
    'gate-unknown',
  ),
  entry(
    'a policy of an account for some permission set',
    edited('enforce-settled', (plan) =>
      added('aws_ssoadmin_customer_managed_policy_attachment.beside', {
        actions: ['create'],
        before: null,
        after: { customer_managed_policy_reference: [{ name: 'ReadOnlyAccess', path: '/' }] },
        after_unknown: { permission_set_arn: true },
      })(plan),
    ),
    'gate-unknown',
  ),
  entry(
    'a policy that is not known for some permission set',
    edited(
      'enforce-settled',
      attach('BrandNewAccess', 'absent'),
      unknown('attachment.beside', 'permission_set_arn'),
    ),
    'gate-unknown',
  ),
  entry(
    'administrators of a permission set that one of another data source mentions',
    edited(
      'enforce-settled',
      attach('AdministratorAccess', 'absent'),
      unknown('attachment.beside', 'permission_set_arn'),
      (plan) =>
        mentioning(
          plan,
          'aws_ssoadmin_managed_policy_attachment.beside',
          'data.aws_ssoadmin_permission_set.other',
        ),
    ),
    'gate-unknown',
  ),
  entry(
    'administrators of a permission set that nothing explains, while one of the mapping is hidden',
    edited('enforce-settled', attach('AdministratorAccess', 'absent', 'LinuxAdmin'), hideSet('LinuxAdmin')),
    'gate-policy-missing',
    'gate-unknown',
  ),
  entry(
    'the same, and it is attached already',
    edited('enforce-settled', attach('AdministratorAccess', 'attached', 'LinuxAdmin'), hideSet('LinuxAdmin')),
    'gate-policy-missing',
    'gate-managed-policy-stays',
  ),
  entry(
    'an inline policy of a permission set that nothing explains, while one of the mapping is hidden',
    edited('enforce', hideSet('LinuxDeveloper')),
    'gate-unknown',
    'gate-policy-missing',
  ),
  entry(
    'a permission set that the plan reads twice, by another name once',
    edited('enforce-settled', attach('AdministratorAccess', 'absent'), (plan) => {
      const { arn } = prior(plan, 'LinuxAdmin');
      for (const at of [0, 9]) {
        plan.prior_state.values.root_module.resources.splice(at, 0, {
          address: `data.aws_ssoadmin_permission_set.other[${at}]`,
          type: 'aws_ssoadmin_permission_set',
          values: { name: 'Billing', arn },
        });
      }
    }),
    'gate-managed-policy',
  ),
  ...created(),
  ...['document_type', 'document_format', 'permissions', 'target_type'].map((argument) =>
    entry(
      `the ${argument} of a document is unknown`,
      edited('documents-settled', actions(documentOf('developer'), 'update'), (plan) => {
        at(plan, documentOf('developer')).change.after_unknown = { [argument]: true };
      }),
      'gate-unknown',
    ),
  ),
  entry(
    'the content of a document that is replaced is unknown',
    edited(
      'documents-settled',
      actions(documentOf('developer'), 'delete', 'create'),
      unknown(documentOf('developer'), 'content'),
    ),
    'gate-unknown',
    'gate-document-named',
    'gate-scp-unseen',
  ),
  entry(
    'a document becomes another one of unknown content',
    edited(
      'documents-settled',
      actions(documentOf('developer'), 'delete', 'create'),
      unknown(documentOf('developer'), 'content'),
      (plan) => {
        at(plan, documentOf('developer')).change.after.name = 'Other';
      },
    ),
    'gate-unknown',
    'gate-document-named',
    'gate-document-missing',
  ),
  entry(
    'a role has the name of a permission set that is hidden',
    edited('enforce-settled', attach('AdministratorAccess', 'absent'), hideSet('LinuxAdmin'), (plan) => {
      plan.prior_state.values.root_module.resources.push({
        address: 'data.aws_iam_role.x',
        type: 'aws_iam_role',
        values: { name: 'LinuxAdmin', arn: at(plan, attributes).change.before.instance_arn },
      });
    }),
    'gate-policy-missing',
    'gate-unknown',
  ),
  entry(
    'a customer managed policy without a name',
    edited('enforce-settled', (plan) =>
      added('aws_ssoadmin_customer_managed_policy_attachment.beside', {
        actions: ['create'],
        before: null,
        after: {
          customer_managed_policy_reference: [{ path: '/' }],
          permission_set_arn: prior(plan, 'LinuxAdmin').arn,
        },
        after_unknown: { customer_managed_policy_reference: [{ name: true }] },
      })(plan),
    ),
    'gate-unknown',
  ),
  entry('created in the root', inRoot(), 'gate-default-document-opened', 'gate-scp-unseen'),
  entry(
    'the same of a document that is left as it is, and of another one',
    edited('documents-settled', (plan) => {
      at(plan, documentOf('developer')).change.after_unknown = { permissions: true };
      added('aws_ssm_document.other', {
        actions: ['create'],
        before: null,
        after: { name: 'Patch', document_type: 'Command', content: '{}' },
        after_unknown: { permissions: true, content: true },
      })(plan);
    }),
  ),
  entry(
    'the name of a document of another type is unknown',
    edited(
      'documents-settled',
      added('aws_ssm_document.other', {
        actions: ['create'],
        before: null,
        after: { document_type: 'Command', content: '{}' },
        after_unknown: { name: true },
      }),
    ),
  ),
  entry(
    'the name and the type of a document are unknown',
    edited(
      'documents-settled',
      added('aws_ssm_document.other', {
        actions: ['create'],
        before: null,
        after: { content: '{}' },
        after_unknown: { name: true, document_type: true },
      }),
    ),
    'gate-unknown',
  ),
  entry(
    'an action that is not known, of a data source and of a type that is not looked at',
    edited('enforce-settled', (plan) => {
      for (const [mode, type] of [
        ['data', 'aws_ssoadmin_permission_set'],
        ['managed', 'aws_s3_bucket'],
      ])
        plan.resource_changes.push({
          address: `${type}.x`,
          mode,
          type,
          name: 'x',
          change: { actions: ['transmogrify'], before: null, after: {}, after_unknown: {} },
        });
    }),
  ),
  entry(
    'nothing but a policy of a permission set that is hidden',
    edited('enforce', hideSet('LinuxDeveloper'), hideSet('LinuxAdmin'), (plan) => {
      plan.resource_changes = plan.resource_changes.filter(({ address }: Json) =>
        address.endsWith(inlinePolicy),
      );
    }),
    'gate-unknown',
    'gate-policy-missing',
  ),
  entry(
    'no permission set is shown, and a policy of another instance is left as it is',
    edited('documents-settled', (plan) =>
      added('aws_ssoadmin_managed_policy_attachment.other', {
        actions: ['create'],
        before: null,
        after: {
          managed_policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
          permission_set_arn: 'arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-1',
        },
      })(plan),
    ),
  ),
  entry(
    'the instance of the list is unknown',
    edited('switch', unknown(attributes, 'instance_arn')),
    'gate-unknown',
  ),
];

/** Makes a plan not show a permission set, as when `depends_on` of a module keeps Terraform from reading it. */
function hideSet(name: string): Edit {
  return (plan) => {
    const root = plan.prior_state.values.root_module;
    root.resources = root.resources.filter(({ values }: Json) => values.name !== name);
  };
}

function mentioning(plan: Json, address: string, ...names: readonly string[]): void {
  const root = plan.configuration.root_module;
  root.resources = (root.resources ?? []).filter((resource: Json) => resource.address !== address);
  const references = names.flatMap((name) => [`${name}.arn`, name]);
  root.resources.push({ address, expressions: { permission_set_arn: { references } } });
}

/** The policy of a permission set that the plan creates: its ARN is unknown in the generated module as well. */
function created(): readonly CorpusEntry[] {
  const opened = ['gate-default-document-opened', 'gate-scp-unseen'];
  const policy = 'module.access.aws_ssoadmin_permission_set_inline_policy.dba';
  const expressions = (plan: Json) =>
    plan.configuration.root_module.module_calls.access.module.resources.find(({ address }: Json) =>
      address.endsWith('.dba'),
    ).expressions.permission_set_arn;
  const refused = (name: string, edit: Edit) =>
    entry(
      `created: ${name}`,
      edited('one-root', edit),
      'gate-unknown',
      opened[0] as string,
      'gate-policy-missing',
      opened[1] as string,
    );
  return [
    refused('mentions another one as well', (plan) => {
      expressions(plan).references.push('data.aws_ssoadmin_permission_set.admin');
    }),
    refused('mentions another attribute', (plan) => {
      expressions(plan).references = [
        'aws_ssoadmin_permission_set.dba.id',
        'aws_ssoadmin_permission_set.dba',
      ];
    }),
    refused('mentions another permission set', (plan) => {
      expressions(plan).references = ['aws_ssoadmin_permission_set.x.arn', 'aws_ssoadmin_permission_set.x'];
    }),
    refused('mentions nothing', (plan) => {
      delete expressions(plan).references;
    }),
    refused('at another address', (plan) => {
      at(plan, policy).address = 'module.access.aws_ssoadmin_permission_set_inline_policy.dba["x"]';
    }),
    refused('with another name', (plan) => {
      at(plan, 'permission_set.dba').change.after.name = 'LinuxDba2';
    }),
    refused('not created', (plan) => {
      at(plan, 'permission_set.dba').change.actions = ['update'];
    }),
  ];
}

/** The generated folder as the root itself. */
function inRoot() {
  const original = readCase('one-root');
  const plan = JSON.parse(original.plan.replaceAll('module.access.', ''));
  const root = plan.configuration.root_module;
  root.resources = root.module_calls.access.module.resources;
  for (const resource of plan.resource_changes)
    if (resource.module_address === 'module.access') delete resource.module_address;
  return { ...original, plan: JSON.stringify(plan) };
}
