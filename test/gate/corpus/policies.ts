/** What may become of inline policies, and what is attached beside them. */
import {
  actions,
  added,
  after,
  at,
  deleted,
  edited,
  editPolicy,
  forgotten,
  inModule,
  type Json,
  unknown,
  withMapping,
  without,
} from '../edit-plan.js';
import { type PlanCase, readCase } from '../plan-case.js';
import { attach, billing, prior, readBilling } from './attachments.js';
import { attributes, type CorpusEntry, entry, inlinePolicy } from './entry.js';

const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

const attachedExclusively = (plan: Json): void => {
  const values = {
    managed_policy_arns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    permission_set_arn: prior(plan, 'LinuxAdmin').arn,
  };
  added('aws_ssoadmin_managed_policy_attachments_exclusive.all', {
    actions: ['no-op'],
    before: values,
    after: { ...values },
  })(plan);
};

const elsewhere = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1';

/** An inline policy of a permission set that the mapping does not have. */
const ofOthers = (statement: Json, actions: readonly string[] = ['create']) =>
  edited('enforce-settled', (plan) => {
    const values = {
      permission_set_arn: elsewhere,
      inline_policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'ssm:StartSession', ...statement }],
      }),
    };
    const [isNew, goes] = [actions[0] === 'create', actions[0] === 'delete'];
    added('aws_ssoadmin_permission_set_inline_policy.others', {
      actions,
      before: isNew ? null : values,
      after: goes ? null : { ...values },
    })(plan);
  });

const withSupport = (plan: PlanCase): PlanCase => {
  const values = { name: 'Support', arn: elsewhere };
  const made = JSON.parse(plan.plan);
  added('aws_ssoadmin_permission_set.support', { actions: ['no-op'], before: values, after: { ...values } })(
    made,
  );
  return { ...plan, plan: JSON.stringify(made) };
};

const named = (name: string, place = '*:*') => ({ Resource: `arn:aws:ssm:${place}:document/${name}` });

/** Ways to write the ARN of a permission set that is not the text that the data source read. */
const arns: readonly (readonly [how: string, written: (arn: string) => string])[] = [
  ['in another letter case', (arn) => arn.toUpperCase()],
  ['of another partition', (arn) => arn.replace('arn:aws:', 'arn:aws-cn:')],
  ['with the short form of the instance', (arn) => arn.replace('ssoins-', 'ins-')],
  ['with a space behind', (arn) => `${arn} `],
];

export const policies: readonly CorpusEntry[] = [
  ...(
    [
      ['by name', named('SSMRunAs-admin-Session')],
      ['by a pattern', named('SSMRunAs-*')],
      [
        'by a pattern of actions',
        { ...named('SSMRunAs-admin-Session'), Action: ['s3:GetObject', 'SSM:Start*'] },
      ],
      ['where the mapping has it', named('SSMRunAs-admin-Session', 'eu-central-1:123456789012')],
      ['as it was before', named('SSMRunAs-admin-Session'), ['no-op']],
    ] as const
  ).map(([how, statement, actions]) =>
    entry(`others may start a document, ${how}`, ofOthers(statement, actions), 'gate-document-for-others'),
  ),
  entry(
    'others may start a document, and the plan shows the name of their permission set',
    withSupport(ofOthers(named('SSMRunAs-admin-Session'))),
    'gate-document-for-others',
  ),
  ...(
    [
      ['that is not of the mapping', named('Support-Session')],
      ['and any other one', named('*')],
      ['of another account', named('SSMRunAs-admin-Session', '*:999999999999')],
      ['of another Region', named('SSMRunAs-admin-Session', 'xx-nowhere-1:*')],
      ['no more', named('SSMRunAs-admin-Session'), ['delete']],
      ['as long as Terraform knew of it', named('SSMRunAs-admin-Session'), ['forget']],
      ['but not with this action', { ...named('SSMRunAs-admin-Session'), Action: 'ssm:GetDocument' }],
      ['which is denied', { ...named('SSMRunAs-admin-Session'), Effect: 'Deny' }],
    ] as const
  ).map(([what, statement, actions]) =>
    entry(`others may start a document ${what}`, ofOthers(statement, actions)),
  ),
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
      at(plan, 'attachment.beside').change.after.permission_set_arn = elsewhere;
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
  ...changedOutside(),
  ...deletions(),
  ...reopened(),
  entry(
    'prepared, left as they are',
    edited('prepare-said', ({ resource_changes }) => {
      for (const { change } of resource_changes)
        Object.assign(change, { actions: ['no-op'], before: change.after, after_unknown: {} });
    }),
  ),
  entry(
    'the tag stays while the policies come',
    edited('switch', actions(attributes, 'no-op'), (plan) => {
      const { change } = at(plan, attributes);
      change.after = change.before;
    }),
    'gate-attributes-differ',
  ),
  entry(
    'one is created for a permission set that is not mapped',
    edited(
      'prepare-said',
      added('aws_ssoadmin_permission_set_inline_policy.billing', {
        actions: ['create'],
        before: null,
        after: {
          permission_set_arn: billing,
          instance_arn: 'arn:aws:sso:::instance/ssoins-1',
          inline_policy: '{"Statement":[]}',
        },
      }),
      readBilling,
    ),
  ),
  entry(
    'none of the mapping, and only another permission set is read',
    edited('enforce-settled', (plan) => {
      plan.resource_changes = [];
      plan.prior_state.values.root_module.resources = [];
      readBilling(plan);
    }),
    'gate-plan-unrelated',
  ),
  entry(
    'all of them are deleted, and something is read',
    edited(
      'enforce-settled',
      without(attributes),
      deleted(inlinePolicy),
      deleted('inline_policy.admin'),
      (plan) => {
        plan.resource_changes.push({
          address: 'data.aws_ssoadmin_instances.this',
          mode: 'data',
          type: 'aws_ssoadmin_instances',
          name: 'this',
          change: { actions: ['read'], before: null, after: {}, after_unknown: {} },
        });
      },
    ),
    'gate-destroy-plan',
    'gate-policy-deleted',
    'gate-policy-missing',
  ),
  entry('nothing is changed, and no documents are shown', { ...readCase('enforce-settled'), documents: [] }),
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
    'attached, and Terraform forgets it',
    edited('enforce-settled', attach('AdministratorAccess', 'attached'), forgotten('attachment.beside')),
    'gate-managed-policy-stays',
  ),
  entry(
    'attached exclusively, and the resource that says so is deleted',
    edited('enforce-settled', attachedExclusively, deleted('exclusive.all')),
    'gate-managed-policy-stays',
  ),
  entry(
    'attached exclusively, and the resource moves to another permission set',
    edited(
      'enforce-settled',
      attachedExclusively,
      readBilling,
      actions('exclusive.all', 'delete', 'create'),
      (plan) => {
        at(plan, 'exclusive.all').change.after.permission_set_arn = billing;
      },
    ),
    'gate-managed-policy-stays',
  ),
  entry(
    'attached exclusively, and the resource is made anew with another policy',
    edited('enforce-settled', attachedExclusively, actions('exclusive.all', 'delete', 'create'), (plan) => {
      at(plan, 'exclusive.all').change.after.managed_policy_arns = [];
    }),
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

/** What somebody else made of them. */
function changedOutside(): readonly CorpusEntry[] {
  const found = (text: string, ...edits: readonly ((plan: Json) => void)[]) =>
    edited(
      'drifted',
      (plan) => {
        at(plan, inlinePolicy).change.before.inline_policy = text;
      },
      ...edits,
    );
  const statement = (Sid: string, document: string) => ({
    Sid,
    Effect: 'Allow',
    Action: 'ssm:StartSession',
    Resource: `arn:aws:ssm:*:*:document/${document}`,
  });
  const imported = (...Statement: readonly object[]) =>
    edited('foreign-policy-imported', (plan) => {
      at(plan, 'inline_policy.admin').change.before.inline_policy = JSON.stringify({
        Version: '2012-10-17',
        Statement,
      });
    });
  return [
    entry('made no policy outside', found('{}'), 'gate-attribute-vanished', 'gate-policy-drifted'),
    entry(
      'changed outside, and deleted',
      found('{}', deleted(inlinePolicy)),
      'gate-attribute-vanished',
      'gate-policy-deleted',
      'gate-policy-missing',
    ),
    entry(
      'imported, and no policy',
      edited('foreign-policy-imported', (plan) => {
        at(plan, 'inline_policy.admin').change.before.inline_policy = '{}';
      }),
      'gate-default-document-opened',
      'gate-policy-foreign',
    ),
    entry(
      'imported, and replaced by something unknown',
      edited('foreign-policy-imported', unknown('inline_policy.admin', 'inline_policy')),
      'gate-unknown',
      'gate-default-document-opened',
      'gate-policy-foreign',
    ),
    ...[
      imported(statement('StartOnNodes', 'x')),
      imported(statement('StartWithRoleDocument', 'x')),
      imported(
        { ...statement('StartOnNodes', ''), Resource: '*' },
        { ...statement('StartWithRoleDocument', ''), Resource: '*' },
      ),
    ].map((plan, index) =>
      entry(`imported, and like ours, ${index}`, plan, 'gate-default-document-opened', 'gate-policy-foreign'),
    ),
  ];
}

/** Of a permission set that the mapping does not have, or whose policy is exported. */
function deletions(): readonly CorpusEntry[] {
  const foreign = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}';
  const gone = (now: string | undefined, left: string | undefined): PlanCase =>
    edited('role-leaves', (plan) => {
      const { change, ...resource } = at(plan, inlinePolicy);
      const values = (text: string | undefined) => ({
        ...change.before,
        inline_policy: text ?? change.before.inline_policy,
      });
      plan.resource_drift = [
        { ...resource, change: { actions: ['update'], before: values(left), after: values(now) } },
      ];
      change.before = values(now);
    });
  const exportedFor = (plan: PlanCase): PlanCase => ({
    ...plan,
    mapping: plan.mapping.replace('permissionSet: LinuxAdmin', '$&, inlinePolicy: export'),
  });
  const foreignOfAdmin = edited(
    'role-leaves',
    without(inlinePolicy),
    deleted('inline_policy.admin'),
    (plan) => {
      at(plan, 'inline_policy.admin').change.before.inline_policy = foreign;
    },
  );
  return [
    entry('of somebody else, is deleted', gone(foreign, foreign)),
    entry('of ours, made somebody else’s, is deleted', gone(foreign, undefined), 'gate-policy-deleted'),
    entry('of somebody else, made ours, is deleted', gone(undefined, foreign), 'gate-policy-deleted'),
    entry(
      'of somebody else, mapped, is deleted',
      foreignOfAdmin,
      'gate-policy-deleted',
      'gate-policy-missing',
    ),
    entry('of somebody else, exported, is deleted', exportedFor(foreignOfAdmin)),
    entry(
      'of a role that was renamed, is deleted and created',
      edited('enforce-settled', (plan) => {
        const { change } = at(plan, inlinePolicy);
        added('aws_ssoadmin_permission_set_inline_policy.platform', {
          actions: ['create'],
          before: null,
          after: { ...change.after },
        })(plan);
        deleted(inlinePolicy)(plan);
      }),
      'gate-policy-deleted',
    ),
    entry(
      'of a renamed role, is deleted while its permission set is deleted and created',
      edited('enforce-settled', (plan) => {
        const { arn } = prior(plan, 'LinuxDeveloper');
        const values = { name: 'LinuxDeveloper', arn };
        added('aws_ssoadmin_permission_set.developer', {
          actions: ['delete'],
          before: values,
          after: null,
        })(plan);
        added('aws_ssoadmin_permission_set.platform', {
          actions: ['create'],
          before: null,
          after: { name: 'LinuxDeveloper' },
        })(plan);
        deleted(inlinePolicy)(plan);
      }),
      'gate-policy-deleted',
      'gate-policy-missing',
    ),
    entry(
      'is deleted while its permission set stays',
      edited('role-leaves', (plan) => {
        const values = {
          name: 'LinuxDeveloper',
          arn: at(plan, inlinePolicy).change.before.permission_set_arn,
        };
        added('aws_ssoadmin_permission_set.developer', {
          actions: ['no-op'],
          before: values,
          after: values,
        })(plan);
      }),
      'gate-policy-deleted',
    ),
  ];
}

/** The default document is opened again, and the list of attributes is not in the plan. */
function reopened(): readonly CorpusEntry[] {
  const hidden = edited('back-to-prepare', without(attributes));
  const opened = 'gate-default-document-opened';
  return [
    entry('reopened, and the list is not shown', hidden, 'gate-reopened-without-tag', opened),
    entry(
      'reopened, and the list is another one’s',
      {
        ...hidden,
        mapping: hidden.mapping.replace(
          /accessControlAttributes:\n(?: {2}.*\n)+/,
          'accessControlAttributes: { configuration: elsewhere }\n',
        ),
      },
      opened,
    ),
  ];
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
