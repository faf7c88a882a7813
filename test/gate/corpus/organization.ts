/** Plans of `service-control-policies/` and of assignments: what somebody changed, left out or hid in them. */
import {
  actions,
  added,
  after,
  at,
  deleted,
  type Edit,
  edited,
  forgotten,
  inModule,
  type Json,
  unknown,
  without,
} from '../edit-plan.js';
import { type PlanCase, readCase } from '../plan-case.js';
import { type CorpusEntry, entry } from './entry.js';

const policy = 'aws_organizations_policy.scp_1';
const ofAccount = 'scp_1_123456789012';
const ofUnit = 'scp_1_ou_no0q_7e7p0swo';

/** The texts in the state before and after. */
const withContent = (change: (document: Json) => void, when: 'before' | 'after' = 'after'): Edit => {
  return (plan) => {
    const { change: resource } = at(plan, policy);
    if (resource.actions[0] === 'no-op') resource.actions = ['update'];
    const values = resource[when];
    const document = JSON.parse(values.content);
    change(document);
    values.content = JSON.stringify(document);
  };
};

const statement = (document: Json, sid: string): Json =>
  document.Statement.find(({ Sid }: Json) => Sid === sid);

const addStatement = (document: Json) =>
  document.Statement.push({ Sid: 'Extra', Effect: 'Deny', Action: 's3:*', Resource: '*' });

const otherMapping = (document: Json) => {
  const [first] = document.Statement;
  document.Statement.push({ ...first, Sid: 'DocumentOfOps', Resource: 'arn:aws:ssm:*:*:document/Ops' });
};

const first = (...edits: readonly Edit[]) => edited('service-control-first', ...edits);
const settled = (...edits: readonly Edit[]) => edited('service-control-settled', ...edits);

const renamed =
  (name: string): Edit =>
  (plan) => {
    const { change } = at(plan, policy);
    change.actions = ['update'];
    change.after.name = name;
  };

/** With the values of the attachment to the unit. */
const attachedBy =
  (mode: string, type: string): Edit =>
  (plan) => {
    const { change } = at(JSON.parse(settled().plan), ofUnit);
    added(`${type}.beside`, change)(plan);
    at(plan, '.beside').mode = mode;
  };

const moved = (id: string, after: Json, after_unknown: Json = {}): Edit => {
  const before = { id, name: 'moved', parent_id: 'ou-no0q-7e7p0swo' };
  return added('aws_organizations_account.moved', {
    actions: ['update'],
    before,
    after: { ...before, ...after },
    after_unknown,
  });
};

const leaving =
  (...names: readonly string[]): Edit =>
  (plan) => {
    const { change } = at(plan, 'account.moved');
    Object.assign(change, { actions: names, after: names.length > 1 ? change.after : null });
  };

const otherReference =
  (ending: string, ...references: readonly string[]): Edit =>
  (plan) => {
    const resource = plan.configuration.root_module.resources.find(({ address }: Json) =>
      address.endsWith(ending),
    );
    resource.expressions.policy_id = { references };
  };

const planned: readonly CorpusEntry[] = [
  entry('spelled otherwise', first(withContent((document) => document.Statement.reverse()))),
  entry(
    'a statement is missing',
    first(withContent((document) => document.Statement.pop())),
    'gate-scp-content',
  ),
  entry(
    'a statement is missing from a policy that is there',
    settled(withContent((document) => document.Statement.shift())),
    'gate-scp-content',
  ),
  entry(
    'an exception more',
    first(
      withContent((document) => {
        statement(document, 'DocumentOfAdmin').Condition.ArnNotLike['aws:PrincipalArn'] = '*';
      }),
    ),
    'gate-scp-content',
  ),
  entry('a statement more', first(withContent(addStatement)), 'gate-scp-content'),
  entry(
    'the content is in AWS already, and differs from the mapping',
    settled(withContent(addStatement), actions(policy, 'no-op')),
    'gate-scp-content',
  ),
  entry(
    'of another type',
    first(after(policy, (values) => Object.assign(values, { type: 'TAG_POLICY' }))),
    'gate-scp-content',
  ),
  entry('the content is hidden', first(unknown(policy, 'content')), 'gate-unknown'),
  entry('the type is hidden', first(unknown(policy, 'type')), 'gate-unknown'),
  entry('deleted', settled(deleted(policy)), 'gate-scp-deleted', 'gate-scp-missing'),
  entry('replaced', settled(actions(policy, 'delete', 'create')), 'gate-scp-deleted', 'gate-scp-missing'),
  entry('forgotten', settled(forgotten(policy)), 'gate-scp-missing'),
  entry('renamed', settled(renamed('ssm-runas-9')), 'gate-scp-missing'),
  entry('an attachment is left out', first(without(ofUnit)), 'gate-scp-target-missing'),
  entry('an attachment is deleted', settled(deleted(ofUnit)), 'gate-scp-target-missing'),
  entry('an attachment is replaced', settled(actions(ofUnit, 'delete', 'create')), 'gate-scp-target-missing'),
  entry('an attachment is forgotten', settled(forgotten(ofUnit)), 'gate-scp-target-missing'),
  entry('a target is hidden', first(unknown(ofAccount, 'target_id')), 'gate-scp-target-missing'),
  entry(
    'another target',
    first(after(ofAccount, (values) => Object.assign(values, { target_id: '999999999999' }))),
    'gate-scp-target-missing',
  ),
  entry(
    'another policy is attached',
    settled(after(ofAccount, (values) => Object.assign(values, { policy_id: 'p-other123' }))),
    'gate-scp-target-missing',
  ),
  entry(
    'another policy is attached, before this one has an id',
    first(
      after(ofAccount, (values) => Object.assign(values, { policy_id: 'p-other123' })),
      (plan) => {
        at(plan, ofAccount).change.after_unknown = { id: true };
      },
    ),
    'gate-scp-target-missing',
  ),
  entry(
    'the attached policy is hidden',
    first(otherReference(ofAccount, 'terraform_data.x.output', 'terraform_data.x')),
    'gate-scp-target-missing',
  ),
  entry(
    'what stands at a target is no attachment',
    settled(without(ofUnit), attachedBy('managed', 'aws_organizations_delegation')),
    'gate-scp-target-missing',
  ),
  entry(
    'an attachment is only read',
    settled(without(ofUnit), attachedBy('data', 'aws_organizations_policy_attachment')),
    'gate-scp-target-missing',
  ),
  entry('in a module', first(inModule('module.organization'))),
  entry(
    'two resources for one policy, of which one is attached',
    settled((plan) => {
      const again = structuredClone(at(plan, policy));
      again.address = `${policy}_again`;
      for (const values of [again.change.before, again.change.after]) values.id = 'p-again123';
      plan.resource_changes.push(again);
    }),
    'gate-written-twice',
  ),
  entry(
    'a policy gets another name, and another policy gets the name of it',
    settled((plan) => {
      const successor = structuredClone(at(plan, policy));
      successor.address = `${policy}_successor`;
      Object.assign(successor.change, { actions: ['create'], before: null });
      renamed('former')(plan);
      plan.resource_changes.push(successor);
    }),
  ),
  entry(
    'somebody added a statement in AWS, which goes',
    settled(actions(policy, 'update'), withContent(addStatement, 'before')),
  ),
  entry(
    'an attachment goes in a state without the policies of the mapping',
    settled(without(policy), deleted(ofAccount)),
    'gate-plan-unrelated',
    'gate-scp-detached',
  ),
  ...(
    [
      ['an account of the mapping moves', '123456789012', 'gate-scp-detached'],
      ['an account of no mapping moves', '999999999999'],
    ] as const
  ).map(([what, id, ...codes]) =>
    entry(what, settled(moved(id, { parent_id: 'ou-no0q-elsewhere' })), ...codes),
  ),
  entry('an account moves, and no service control policy is wanted', {
    ...edited('documents-settled', moved('123456789012', { parent_id: 'ou-no0q-elsewhere' })),
    mapping: `${readCase('documents-settled').mapping}guardrails: none\n`,
  }),
  ...[['delete'], ['delete', 'create']].map((names) =>
    entry(
      `an account of the mapping leaves the organization: ${names.join(' and ')}`,
      settled(moved('123456789012', {}), leaving(...names)),
      'gate-scp-detached',
    ),
  ),
  entry('an account of no mapping leaves the organization', settled(moved('9', {}), leaving('delete'))),
  entry(
    'an account that Terraform forgets stays in the organization',
    settled(moved('123456789012', {}), leaving('forget')),
  ),
  entry(
    'an account comes into the organization',
    settled(moved('123456789012', {}), (plan) => {
      Object.assign(at(plan, 'account.moved').change, { actions: ['create'], before: null });
    }),
  ),
  entry('an account stays in its unit', settled(moved('123456789012', { name: 'nodes' }))),
  entry(
    'an account moves to a unit that is known only after apply',
    settled(moved('123456789012', { parent_id: undefined }, { parent_id: true })),
    'gate-scp-detached',
  ),
  entry(
    'some account moves, and the mapping lists none',
    {
      ...settled(moved('999999999999', { parent_id: 'ou-no0q-elsewhere' })),
      mapping: readCase('service-control-settled').mapping.replace(/^accounts: .*\n/m, ''),
    },
    'gate-scp-detached',
  ),
  entry('a target of the mapping leaves', withoutTarget(settled(deleted(ofAccount))), 'gate-scp-detached'),
  entry('another mapping had the policy', settled(withContent(otherMapping, 'before')), 'gate-scp-foreign'),
  entry(
    'a policy of another name has a statement of the mapping, which moves here',
    settled(
      added('aws_organizations_policy.scp_2', {
        actions: ['delete'],
        before: {
          name: 'ssm-runas-2',
          type: 'SERVICE_CONTROL_POLICY',
          content: contentOf('service-control-settled'),
        },
        after: null,
      }),
    ),
  ),
  entry(
    'policies of another mapping are with it',
    settled(
      added('aws_organizations_policy.other', {
        actions: ['create'],
        before: null,
        after: {
          name: 'ssm-runas-other-1',
          type: 'SERVICE_CONTROL_POLICY',
          content: '{"Version":"2012-10-17","Statement":[]}',
        },
      }),
    ),
  ),
  entry(
    'a data source has the name of a policy',
    edited(
      'documents-settled',
      added('aws_organizations_policy.x', {
        actions: ['read'],
        before: null,
        after: { name: 'ssm-runas-1' },
      }),
      (plan) => {
        at(plan, 'aws_organizations_policy.x').mode = 'data';
      },
    ),
  ),
];

function contentOf(name: string): string {
  return at(JSON.parse(readCase(name).plan), policy).change.after.content;
}

function withoutTarget(plan: PlanCase): PlanCase {
  return { ...plan, mapping: plan.mapping.replace(', "123456789012"] }', '] }') };
}

const ofGroup = 'admin_group_linux_admins_941932b1_123456789012';
const ofUser = 'admin_user_jane_example_com_8c87b489_123456789012';
const ofNew = 'developer_group_b58c1f17_e0e4_406c_a147_494ef3de70f2_41807e7b_123456789012';

const assigned = (...edits: readonly Edit[]) => edited('assignments-first', ...edits);
const assignment = (ending: string, values: Json) =>
  assigned(after(ending, (planned) => Object.assign(planned, values)));
const unmapped = 'gate-assignment-unmapped';

const read =
  (type: string, values: Json): Edit =>
  (plan) => {
    const { resources } = plan.prior_state.values.root_module;
    Object.assign(resources.find((resource: Json) => resource.type === type).values, values);
  };

const assignments: readonly CorpusEntry[] = [
  entry(
    'another group',
    assignment(ofGroup, { principal_id: 'ffffffff-0000-0000-0000-000000000000' }),
    unmapped,
  ),
  entry(
    'another group for one that is given by its id',
    assignment(ofNew, { principal_id: 'ffffffff-0000-0000-0000-000000000000' }),
    unmapped,
  ),
  entry('a user for a group', assignment(ofGroup, { principal_type: 'USER' }), unmapped),
  entry('a group for a user', assignment(ofUser, { principal_type: 'GROUP' }), unmapped),
  entry('another account', assignment(ofGroup, { target_id: '999999999999' }), unmapped),
  entry('another type of target', assignment(ofGroup, { target_type: 'PLANET' }), unmapped),
  entry('the group is hidden', assigned(unknown(ofGroup, 'principal_id')), unmapped),
  entry('the account is hidden', assigned(unknown(ofGroup, 'target_id')), unmapped),
  entry(
    'the group that was read has another name',
    assigned(read('aws_identitystore_group', { display_name: 'Everybody' })),
    unmapped,
  ),
  entry(
    'the user that was read has another name',
    assigned(read('aws_identitystore_user', { user_name: 'mallory@example.com' })),
    unmapped,
  ),
  entry(
    'the permission set is hidden, and only one of them has the user',
    assigned(unknown(ofUser, 'permission_set_arn')),
    unmapped,
  ),
  entry(
    'the permission set is hidden, and each of them has the group',
    assigned(unknown(ofGroup, 'permission_set_arn')),
  ),
  entry(
    'an assignment that is there is forgotten',
    assigned((plan) => {
      const { change } = at(plan, ofGroup);
      change.before = change.after;
      forgotten(ofGroup)(plan);
      at(plan, ofGroup).address = 'aws_ssoadmin_account_assignment.corporate';
    }),
  ),
  entry(
    'another user, of whom something that is no user of Identity Center has the name',
    assigned(
      after(ofUser, (planned) => Object.assign(planned, { principal_id: 'ffffffff' })),
      (plan) => {
        plan.prior_state.values.root_module.resources.push({
          address: 'data.aws_connect_user.jane',
          type: 'aws_connect_user',
          values: { user_id: 'ffffffff', user_name: 'jane@example.com' },
        });
      },
    ),
    unmapped,
  ),
  entry(
    'the permission set is hidden, and somebody creates one at the address of a role whose set is there',
    assigned(
      unknown(ofUser, 'permission_set_arn'),
      added('aws_ssoadmin_permission_set.admin', {
        actions: ['create'],
        before: null,
        after: { name: 'LinuxAdmin' },
        after_unknown: { arn: true },
      }),
      (plan) => {
        const resource = plan.configuration.root_module.resources.find(({ address }: Json) =>
          address.endsWith(ofUser),
        );
        const created = 'aws_ssoadmin_permission_set.admin';
        resource.expressions.permission_set_arn = { references: [`${created}.arn`, created] };
      },
    ),
    unmapped,
  ),
  entry(
    'the group is hidden, in a module',
    assigned(unknown(ofGroup, 'principal_id'), inModule('module.runas')),
    unmapped,
  ),
  entry('an assignment goes', assigned(deleted(ofGroup)), 'gate-assignment-missing'),
  entry('an assignment is not in the plan', assigned(without(ofUser)), 'gate-assignment-missing'),
  entry(
    'no assignment is in the plan',
    assigned(without(ofGroup), without(ofUser), without(ofNew)),
    'gate-assignment-missing',
  ),
  entry(
    'a resource of another name has an assignment',
    assigned((plan) => {
      at(plan, ofUser).address = 'aws_ssoadmin_account_assignment.jane';
    }),
  ),
  entry('Terraform forgets an assignment', assigned(forgotten(ofGroup))),
  entry(
    'the mapping does not say who is assigned',
    {
      ...readCase('assignments-first'),
      mapping: readCase('assignments-first').mapping.replace(
        /^ {4}assignments:\n(?: {6}- .*\n)+|^ {4}assignments: .*\n/gm,
        '',
      ),
    },
    'gate-assignment',
  ),
];

export const organization: readonly CorpusEntry[] = [
  ...planned.map((item) => ({ ...item, name: `service control policy by Terraform: ${item.name}` })),
  ...assignments.map((item) => ({ ...item, name: `assignment: ${item.name}` })),
];
