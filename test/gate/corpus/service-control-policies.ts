/** Plans that create documents, and what is shown of the policies that guard them. */
import { edited, inModule, type Json, withMapping } from '../edit-plan.js';
import { type PlanCase, readCase } from '../plan-case.js';
import { type Attachment, policiesAsAttached } from '../policies-as-attached.js';
import { type CorpusEntry, entry } from './entry.js';
import { mapping, plan } from './stack-set-plan.js';

const account = '123456789012';
const root: Attachment = { targets: [['r-ab12', 'ROOT']] };
const unit: Attachment = { targets: [['ou-ab12-1', 'ORGANIZATIONAL_UNIT']] };

const attached = (attachment: Attachment, plan: PlanCase = readCase('documents-first')): PlanCase => ({
  ...plan,
  attachedPolicies: (access) => policiesAsAttached(access, attachment),
});

/** As if made at several times, or with several credentials. */
const attachedEach = (...attachments: readonly Attachment[]): PlanCase => ({
  ...readCase('documents-first'),
  attachedPolicies: (access) => attachments.flatMap((each) => policiesAsAttached(access, each)),
});

const shown = (text: string): PlanCase => ({
  ...readCase('documents-first'),
  attachedPolicies: () => [text],
});

const changed = (edit: (policy: Json) => void) => attached({ ...root, edit });

/** Of a StackSet that is created, where only Terraform and StackSets may write documents. */
const byStackSet = (edit: (policy: Json) => void = () => {}) =>
  attached(
    { ...root, edit },
    plan(
      (of) => {
        for (const type of ['aws_cloudformation_stack_set', 'aws_cloudformation_stack_instances'])
          Object.assign(of(type), { actions: ['create'], before: null });
      },
      mapping()
        .replace('guardrails: none\n', '')
        .replace('documents:\n', 'documents:\n  deployedBy: ["arn:aws:iam::*:role/terraform"]\n'),
    ),
  );

export const serviceControlPolicies: readonly CorpusEntry[] = [
  entry('attached to the root', attached(root)),
  entry('of a StackSet', byStackSet()),
  entry(
    'of a StackSet, whose roles somebody else can make',
    byStackSet((policy) => {
      policy.Statement = policy.Statement.filter(({ Sid }: Json) => Sid !== 'StackSetRoles');
    }),
    'gate-scp-differs',
  ),
  entry('attached to the account', attached({ targets: [[account, 'ACCOUNT']] })),
  entry(
    'attached to a unit above',
    attached({ ...unit, accounts: [[account, 'ou-ab12-2', 'ou-ab12-1', 'r-ab12']] }),
  ),
  entry(
    'attached to another unit',
    attached({ ...unit, accounts: [[account, 'ou-ab12-2', 'r-ab12']] }),
    'gate-scp-unattached',
  ),
  entry(
    'attached to the root and to an account',
    attached({
      targets: [
        ['r-ab12', 'ROOT'],
        ['1', 'ACCOUNT'],
      ],
    }),
  ),
  entry(
    'attached to the account and to another one',
    attached({
      targets: [
        ['1', 'ACCOUNT'],
        [account, 'ACCOUNT'],
      ],
    }),
  ),
  entry(
    'attached to some unit and to another account',
    attached({
      targets: [
        ['1', 'ACCOUNT'],
        ['ou-ab12-1', 'ORGANIZATIONAL_UNIT'],
      ],
    }),
    'gate-scp-reach-unclear',
  ),
  entry('attached to some unit', attached(unit), 'gate-scp-reach-unclear'),
  entry(
    'attached to some unit, the way up unfinished',
    attached({ ...unit, accounts: [[account, 'ou-ab12-2']] }),
    'gate-scp-reach-unclear',
  ),
  entry('attached to another account', attached({ targets: [['1', 'ACCOUNT']] }), 'gate-scp-unattached'),
  entry(
    'the account is the one that none of them holds in',
    attached({ ...root, managementAccount: account }),
    'gate-scp-management-account',
  ),
  entry('attached to nothing', attached({ targets: [] }), 'gate-scp-unattached'),
  entry(
    'attached to an account, and the mapping lists none',
    attached(
      { targets: [[account, 'ACCOUNT']] },
      withMapping('documents-first', (mapping) => mapping.replace(/accounts: .*\n/, '')),
    ),
    'gate-scp-reach-unclear',
  ),
  entry('in modules', attached(root, edited('documents-first', inModule('module.runas["eu"]')))),
  entry(
    'spelled otherwise, among other statements',
    changed((policy) => {
      policy.Statement.reverse();
      for (const statement of policy.Statement) {
        statement.Sid = `Ours${statement.Sid}`;
        if (typeof statement.Action === 'string') statement.Action = [statement.Action];
      }
      policy.Statement.push({ Sid: 'Leave', Effect: 'Deny', Action: 'organizations:Leave*', Resource: '*' });
    }),
  ),
  entry(
    'of an older mapping',
    changed((policy) => {
      policy.Statement = policy.Statement.filter(({ Sid }: Json) => Sid !== 'DocumentOfDeveloper');
    }),
    'gate-scp-differs',
  ),
  entry(
    'somebody else may start the document too',
    changed((policy) => {
      const [{ Condition }] = policy.Statement;
      Condition.ArnNotLike['aws:PrincipalArn'] = [
        Condition.ArnNotLike['aws:PrincipalArn'],
        'arn:aws:iam::*:role/break-glass',
      ];
    }),
    'gate-scp-differs',
  ),
  entry(
    'of an earlier mapping, in which another permission set had a document of this name',
    changed((policy) => {
      policy.Statement = JSON.parse(
        JSON.stringify(policy.Statement).replaceAll('LinuxAdmin_', 'LinuxFormer_'),
      );
    }),
    'gate-scp-differs',
  ),
  entry(
    'a new role while the tag is denied already',
    attached(
      {
        ...root,
        edit: (policy) => {
          policy.Statement = policy.Statement.filter(({ Sid }: Json) => Sid !== 'RunAsTag');
        },
      },
      withMapping('documents-first', (mapping) => mapping.replace('rollout: prepare', 'rollout: enforce')),
    ),
  ),
  entry('not shown', readCase('documents-first'), 'gate-scp-unseen'),
  entry(
    'none, by choice',
    withMapping('documents-first', (mapping) => `${mapping}guardrails: none\n`),
  ),
  entry('no document is created', readCase('documents-settled')),
  entry(
    'also those of another organization',
    attachedEach(root, { ...root, organization: 'o-z9y8x7', managementAccount: '888888888888' }),
    'gate-scp-contradictory',
  ),
  entry(
    'another root above the account than the one it is attached to',
    attached({ ...root, accounts: [[account, 'ou-ab12-1', 'r-zz99']] }),
    'gate-scp-contradictory',
  ),
  entry(
    'another management account of the same organization',
    attachedEach(root, { ...root, managementAccount: '888888888888' }),
    'gate-scp-contradictory',
  ),
  entry('detached meanwhile', attachedEach(root, { targets: [] }), 'gate-scp-contradictory'),
  entry(
    'changed meanwhile',
    attachedEach(root, { ...root, edit: (policy) => policy.Statement.pop() }),
    'gate-scp-contradictory',
  ),
  entry('shown twice', attachedEach(root, root)),
  entry('detached meanwhile, which nobody can say without their ids', {
    ...readCase('documents-first'),
    attachedPolicies: (access) =>
      [root, { targets: [] }]
        .flatMap((each) => policiesAsAttached(access, each))
        .map((text) => text.replace(/"Id":"[^"]*",/, '')),
  }),
  entry(
    'shown twice, once without what its organization is',
    attachedEach(root, { ...root, managementAccount: 'hidden' }),
  ),
  entry(
    'the account was moved meanwhile',
    attachedEach(
      { ...unit, accounts: [[account, 'ou-ab12-1', 'r-ab12']] },
      { ...unit, accounts: [[account, 'ou-ab12-2', 'r-ab12']] },
    ),
    'gate-scp-contradictory',
  ),
  entry('not JSON', shown('An error occurred'), 'gate-scp-unreadable', 'gate-scp-unseen'),
  entry(
    'the policy alone',
    shown('{"Version":"2012-10-17","Statement":[]}'),
    'gate-scp-unreadable',
    'gate-scp-unseen',
  ),
  entry(
    'of another kind',
    attached({ ...root, type: 'TAG_POLICY' }),
    'gate-scp-unreadable',
    'gate-scp-unseen',
  ),
  entry(
    'a target of a kind that is not known',
    attached({ targets: [['x', 'PLANET' as 'ROOT']] }),
    'gate-scp-unreadable',
    'gate-scp-unseen',
  ),
];
