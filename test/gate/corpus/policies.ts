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
  withMapping,
  without,
} from '../edit-plan.js';
import type { PlanCase } from '../plan-case.js';
import { attach, prior } from './attachments.js';
import { type CorpusEntry, entry, inlinePolicy } from './entry.js';

const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** Ways to write the ARN of a permission set that is not the text that the data source read. */
const arns: readonly (readonly [how: string, written: (arn: string) => string])[] = [
  ['in another letter case', (arn) => arn.toUpperCase()],
  ['of another partition', (arn) => arn.replace('arn:aws:', 'arn:aws-cn:')],
  ['with the short form of the instance', (arn) => arn.replace('ssoins-', 'ins-')],
  ['with a space behind', (arn) => `${arn} `],
];

export const policies: readonly CorpusEntry[] = [
  ...arns.map(([how, written]) =>
    entry(
      `a second policy by an ARN ${how}`,
      edited('enforce-settled', (plan) =>
        added('aws_ssoadmin_permission_set_inline_policy.beside', {
          actions: ['create'],
          before: null,
          after: { permission_set_arn: written(prior(plan, 'LinuxAdmin').arn), inline_policy: everything },
        })(plan),
      ),
      'gate-written-twice',
      'gate-policy-differs',
    ),
  ),
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
    'of a permission set that is not mapped, in the state of somebody else',
    edited('enforce-settled', (plan) => {
      const { arn } = prior(plan, 'LinuxAdmin');
      const other = arn.replace(/ps-.*/, 'ps-0000000000000000');
      plan.prior_state.values.root_module.resources.push({
        address: 'data.aws_ssoadmin_permission_set.other',
        type: 'aws_ssoadmin_permission_set',
        values: { name: 'Billing', arn: other },
      });
      plan.resource_changes = [];
      added('aws_ssoadmin_permission_set_inline_policy.beside', {
        actions: ['create'],
        before: null,
        after: { permission_set_arn: other, inline_policy: everything },
      })(plan);
    }),
  ),
  ...['LinuxAdmin', 'Billing'].map((name) =>
    entry(
      `of a permission set that is made anew in the state of somebody else: ${name}`,
      edited('enforce-settled', (plan) => {
        const { arn } = prior(plan, 'LinuxAdmin');
        plan.resource_changes = [];
        added('aws_ssoadmin_permission_set.beside', {
          actions: ['delete', 'create'],
          before: { name, arn: name === 'LinuxAdmin' ? arn : arn.replace(/ps-.*/, 'ps-0000000000000000') },
          after: { name },
          after_unknown: { arn: true },
        })(plan);
      }),
      ...(name === 'LinuxAdmin' ? ['gate-policy-deleted'] : []),
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
