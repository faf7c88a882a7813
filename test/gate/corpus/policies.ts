/** What may become of inline policies, and what is attached beside them. */
import {
  actions,
  added,
  after,
  at,
  deleted,
  edited,
  editPolicy,
  inModule,
  type Json,
  unknown,
  withMapping,
  without,
} from '../edit-plan.js';
import type { PlanCase } from '../plan-case.js';
import { attach, prior } from './attachments.js';
import { type CorpusEntry, entry, inlinePolicy } from './entry.js';

const billing = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1';

export const policies: readonly CorpusEntry[] = [
  entry(
    'a Deny is missing',
    edited(
      'enforce',
      after(inlinePolicy, (values) =>
        editPolicy(values, (policy) => {
          policy.Statement = policy.Statement.filter(({ Sid }: Json) => Sid !== 'DenyOtherDocuments');
        }),
      ),
    ),
    'gate-reopened-without-tag',
    'gate-policy-differs',
  ),
  entry(
    'spelled otherwise, meant alike',
    edited(
      'enforce',
      after(inlinePolicy, (values) =>
        editPolicy(values, (policy) => {
          policy.Statement.reverse();
          for (const statement of policy.Statement)
            if (typeof statement.Action === 'string') statement.Action = [statement.Action];
        }),
      ),
    ),
  ),
  entry(
    'of another role',
    edited('enforce', (plan) => {
      at(plan, inlinePolicy).change.after.inline_policy = at(
        plan,
        'inline_policy.admin',
      ).change.after.inline_policy;
    }),
    'gate-policy-differs',
  ),
  entry(
    'of stale files',
    withMapping('enforce', (mapping) => mapping.replace('ssm-runas: linux', 'ssm-runas: unix')),
    'gate-policy-differs',
  ),
  entry(
    'in the older language',
    edited(
      'enforce',
      after(inlinePolicy, (values) =>
        editPolicy(values, (policy) => {
          policy.Version = '2008-10-17';
        }),
      ),
    ),
    'gate-policy-differs',
  ),
  entry(
    'without a version',
    edited(
      'enforce-settled',
      after(inlinePolicy, (values) =>
        editPolicy(values, (policy) => {
          delete policy.Version;
        }),
      ),
    ),
    'gate-policy-differs',
  ),
  entry(
    'an imported policy in the older language, whose variable would begin to mean something',
    keepsForeign('2008-10-17', 'DenyOthersSessions'),
    'gate-policy-foreign',
  ),
  entry('an imported policy in the older language, without variables', keepsForeign('2008-10-17')),
  ...['"Effect":"Allow","Effect":"Deny"', '"\\u0045ffect":"Allow","Effect":"Deny"'].map((twice, index) =>
    entry(
      `a key twice, ${index}`,
      edited(
        'enforce-settled',
        after(inlinePolicy, (values) => {
          values.inline_policy = values.inline_policy.replace('"Effect":"Deny"', twice);
        }),
      ),
      'gate-policy-differs',
    ),
  ),
  entry('one is missing', edited('switch', without(inlinePolicy)), 'gate-policy-missing'),
  entry(
    'a second resource for a permission set',
    edited('enforce-settled', (plan) =>
      added('aws_ssoadmin_permission_set_inline_policy.legacy', {
        actions: ['create'],
        before: null,
        after: {
          inline_policy: '{"Version":"2012-10-17","Statement":[]}',
          permission_set_arn: prior(plan, 'LinuxAdmin').arn,
        },
      })(plan),
    ),
    'gate-written-twice',
    'gate-policy-differs',
  ),
  entry(
    'of a permission set that is not mapped',
    edited(
      'enforce-settled',
      added('aws_ssoadmin_permission_set_inline_policy.other', {
        actions: ['create'],
        before: null,
        after: {
          inline_policy: '{"Statement":[]}',
          permission_set_arn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
        },
      }),
    ),
  ),
  entry(
    'goes with its permission set',
    edited('role-leaves', (plan) =>
      added('aws_ssoadmin_permission_set.developer', {
        actions: ['delete'],
        before: { name: 'LinuxDeveloper', arn: at(plan, inlinePolicy).change.before.permission_set_arn },
        after: null,
      })(plan),
    ),
  ),
  entry('is replaced', edited('enforce', actions(inlinePolicy, 'delete', 'create')), 'gate-policy-deleted'),
  entry(
    'is deleted',
    edited('enforce-settled', deleted(inlinePolicy)),
    'gate-policy-deleted',
    'gate-policy-missing',
  ),
  entry('an imported policy whose statements are kept', keepsForeign()),
  entry(
    'attached before',
    edited('enforce-settled', attach('AmazonSSMFullAccess', 'attached')),
    'gate-managed-policy-stays',
  ),
  entry(
    'attached to another permission set',
    edited('enforce-settled', attach('AdministratorAccess', 'absent'), (plan) => {
      at(plan, 'attachment.beside').change.after.permission_set_arn =
        'arn:aws:sso:::permissionSet/ssoins-1/ps-1';
    }),
  ),
  entry(
    'attached, and not known',
    edited('enforce-settled', attach('BrandNewAccess', 'absent')),
    'gate-managed-policy-unknown',
  ),
  entry('attached before, and not known', edited('enforce-settled', attach('BrandNewAccess', 'attached'))),
  entry(
    'attached, a policy of an account with the name of one of AWS',
    edited('enforce-settled', attach('ReadOnlyAccess', 'absent'), (plan) => {
      at(plan, 'attachment.beside').change.after.managed_policy_arn =
        'arn:aws:iam::123456789012:policy/ReadOnlyAccess';
    }),
    'gate-managed-policy-unknown',
  ),
  ...[
    'IAMFullAccess',
    'AWSSSOMasterAccountAdministrator',
    'AWSCloudFormationFullAccess',
    'AWSCodeDeployFullAccess',
  ].map((policy) =>
    entry(`${policy}, attached`, edited('enforce-settled', attach(policy, 'absent')), 'gate-managed-policy'),
  ),
  entry(
    'attached to a permission set that is read and not mapped',
    edited('enforce-settled', attach('AdministratorAccess', 'absent'), readBilling, (plan) => {
      at(plan, 'attachment.beside').change.after.permission_set_arn = billing;
    }),
  ),
  entry(
    'some attached exclusively to a permission set that is hidden',
    edited(
      'enforce-settled',
      added('aws_ssoadmin_managed_policy_attachments_exclusive.all', {
        actions: ['create'],
        before: null,
        after: {
          managed_policy_arns: ['job-function/ViewOnlyAccess', 'AdministratorAccess'].map(
            (policy) => `arn:aws:iam::aws:policy/${policy}`,
          ),
        },
        after_unknown: { permission_set_arn: true },
      }),
    ),
    'gate-unknown',
  ),
  entry('of an account, attached before', customer('no-op')),
  entry('of an account, attached exclusively', customer('create'), 'gate-customer-policy'),
  entry(
    'of an account, detached from a permission set that is hidden',
    edited(
      'enforce-settled',
      added('aws_ssoadmin_customer_managed_policy_attachment.beside', {
        actions: ['delete'],
        before: { customer_managed_policy_reference: [{ name: 'ReadOnlyAccess', path: '/' }] },
        after: null,
      }),
    ),
  ),
  entry(
    'prepared, hidden',
    edited('prepare-first', unknown(inlinePolicy, 'inline_policy')),
    'gate-unknown',
    'gate-default-document-opened',
  ),
  entry(
    'prepared, left as it is, and no policy',
    edited('prepare-first', actions(inlinePolicy, 'no-op'), (plan) => {
      const { change } = at(plan, inlinePolicy);
      change.after.inline_policy = '{}';
      change.before = change.after;
    }),
    'gate-default-document-opened',
    'gate-policy-differs',
  ),
  ...['accounts', 'regions'].map((places) =>
    entry(
      `prepared, and the mapping lists no ${places}`,
      withMapping('prepare-first', (mapping) => mapping.replace(new RegExp(`${places}: .*\n`), '')),
      'gate-default-document-opened',
    ),
  ),
  entry(
    'forgotten',
    edited('enforce-settled', actions(inlinePolicy, 'forget'), (plan) => {
      at(plan, inlinePolicy).change.after = null;
    }),
    'gate-policy-missing',
  ),
  entry('harmless, attached', edited('enforce-settled', attach('job-function/ViewOnlyAccess', 'absent'))),
  entry(
    'runs commands, attached exclusively',
    edited('enforce-settled', (plan) =>
      added('aws_ssoadmin_managed_policy_attachments_exclusive.all', {
        actions: ['create'],
        before: null,
        after: {
          managed_policy_arns: ['arn:aws:iam::aws:policy/AWSBackupOperatorAccess'],
          permission_set_arn: prior(plan, 'LinuxAdmin').arn,
        },
      })(plan),
    ),
    'gate-managed-policy',
  ),
  entry(
    'detached',
    edited('enforce-settled', attach('AdministratorAccess', 'attached'), deleted('attachment.beside')),
  ),
  entry(
    'who had sessions before is said',
    withMapping('prepare-first', (mapping) =>
      mapping.replaceAll(/(permissionSet: \w+)/g, '$1, sessionsBefore: true'),
    ),
  ),
  entry(
    'people could start the default document before',
    edited('foreign-policy-imported', without(inlinePolicy), (plan) => {
      const { change } = at(plan, 'inline_policy.admin');
      const { Statement } = JSON.parse(change.after.inline_policy);
      change.before.inline_policy = JSON.stringify({ Version: '2012-10-17', Statement });
    }),
    'gate-policy-missing',
  ),
  entry('exported, to be attached where no plan shows it', exported(), 'gate-default-document-opened'),
  entry('in modules', edited('switch', inModule('module.runas["eu"]'))),
  entry(
    'an attribute is forgotten in a module',
    edited('attribute-forgotten', inModule('module.runas')),
    'gate-attribute-lost',
  ),
];

function readBilling(plan: Json): void {
  plan.prior_state.values.root_module.resources.push({
    address: 'data.aws_ssoadmin_permission_set.billing',
    type: 'aws_ssoadmin_permission_set',
    values: { name: 'Billing', arn: billing },
  });
}

function customer(action: 'create' | 'no-op'): PlanCase {
  return edited('enforce-settled', (plan) => {
    const values = {
      customer_managed_policy_reference: [{ name: 'Logs', path: '/' }],
      permission_set_arn: prior(plan, 'LinuxAdmin').arn,
    };
    added('aws_ssoadmin_customer_managed_policy_attachments_exclusive.beside', {
      actions: [action],
      before: action === 'create' ? null : values,
      after: values,
    })(plan);
  });
}

/** What `inlinePolicy: { merge: … }` leads to: the imported statement stands in the planned policy as well. */
function keepsForeign(Version = '2012-10-17', sid = 'DenyRunAsTag'): PlanCase {
  return edited('enforce', (plan) => {
    const { change } = at(plan, inlinePolicy);
    const { Statement } = JSON.parse(change.after.inline_policy);
    const [statement] = Statement.filter(({ Sid }: Json) => Sid === sid);
    change.before.inline_policy = JSON.stringify({ Version, Statement: statement });
  });
}

/** Terraform reads the permission sets, and its outputs hold the policies. */
function exported(): PlanCase {
  const { plan, ...rest } = edited('prepare-first', without('inline_policy.admin'), without(inlinePolicy));
  const mapping = rest.mapping.replaceAll(/(permissionSet: \w+)/g, '$1, inlinePolicy: export');
  return { ...rest, mapping, plan };
}
