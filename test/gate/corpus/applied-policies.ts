/** Plans in which the tag's attribute goes without our policies, and what is shown of them. */
import {
  added,
  at,
  deleted,
  type Edit,
  edited,
  editPolicy,
  inModule,
  type Json,
  withMapping,
  without,
} from '../edit-plan.js';
import type { PlanCase } from '../plan-case.js';
import { policiesAsApplied } from '../policies-as-applied.js';
import { attributes, type CorpusEntry, entry } from './entry.js';

const ours = ['inline_policy.admin', 'inline_policy.developer'].map(without);

/** The list at an address of its owner's. */
const owned: Edit = (plan) => {
  const list = at(plan, attributes);
  list.address = 'aws_ssoadmin_instance_access_control_attributes.corporate';
  delete list.change.importing;
};

const saysElsewhere = (mapping: string): string =>
  mapping.replace(
    /accessControlAttributes:\n(?: {2}.*\n)+/,
    'accessControlAttributes: { configuration: elsewhere }\n',
  );

/** The plan of the state that owns the list. */
function elsewhere(step: 'prepare' | 'switch' | 'enforce', ...edits: readonly Edit[]): PlanCase {
  const { plan } = edited('switch', ...ours, owned, ...edits);
  const { mapping, documents } = withMapping('switch', saysElsewhere);
  return { mapping: mapping.replace('rollout: switch', `rollout: ${step}`), documents, plan };
}

const showing = (plan: PlanCase, edit?: (policies: Json) => void): PlanCase => ({
  ...plan,
  policies: (access) => policiesAsApplied(access, edit),
});

const exporting = (plan: PlanCase, sets: RegExp): PlanCase => ({
  ...plan,
  mapping: plan.mapping.replace(sets, '$&, inlinePolicy: export'),
});

const open = (policies: Json, name: string): void => {
  const values = { inline_policy: policies[name] };
  editPolicy(values, (policy) => {
    policy.Statement = policy.Statement.filter(({ Effect }: Json) => Effect === 'Allow');
  });
  policies[name] = values.inline_policy;
};

const unchanged: Edit = (plan) => {
  const { change } = at(plan, 'corporate');
  change.after = change.before;
  change.actions = ['no-op'];
};

/** In one root with the policies, at an address of its own. */
const waitingFor =
  (...addresses: readonly string[]): Edit =>
  (plan) => {
    plan.configuration.root_module.resources = [
      ...(plan.configuration.root_module.resources ?? []),
      {
        address: 'aws_ssoadmin_instance_access_control_attributes.corporate',
        expressions: {},
        depends_on: addresses,
      },
    ];
  };

const beside = (...edits: readonly Edit[]): PlanCase => ({
  ...withMapping('switch', saysElsewhere),
  plan: edited('switch', inModule('module.runas["eu"]'), owned, ...edits).plan,
});

export const appliedPolicies: readonly CorpusEntry[] = [
  entry('not shown', elsewhere('switch'), 'gate-policies-unseen'),
  entry('shown', showing(elsewhere('switch'))),
  entry('shown at enforce', showing(elsewhere('enforce'))),
  entry(
    'shown, spelled otherwise',
    showing(elsewhere('switch'), (policies) => {
      policies.LinuxAdmin = JSON.stringify(
        {
          ...JSON.parse(policies.LinuxAdmin),
          Statement: JSON.parse(policies.LinuxAdmin).Statement.reverse(),
        },
        undefined,
        2,
      );
    }),
  ),
  entry(
    'one is that of prepare',
    showing(elsewhere('switch'), (policies) => open(policies, 'LinuxDeveloper')),
    'gate-policies-behind',
  ),
  entry(
    'one is not there',
    showing(elsewhere('switch'), (policies) => {
      delete policies.LinuxDeveloper;
    }),
    'gate-policies-behind',
  ),
  entry(
    'something else is shown',
    { ...elsewhere('switch'), policies: () => '{"documents":{}}' },
    'gate-policies-unreadable',
    'gate-policies-unseen',
  ),
  entry(
    'one is no policy',
    showing(elsewhere('switch'), (policies) => {
      policies.LinuxDeveloper = '{}';
    }),
    'gate-policies-unreadable',
    'gate-policies-unseen',
  ),
  entry(
    'nothing is shown',
    { ...elsewhere('switch'), policies: () => '{}' },
    'gate-policies-unreadable',
    'gate-policies-unseen',
  ),
  entry('the mapping still prepares', showing(elsewhere('prepare')), 'gate-attributes-first'),
  entry('the tag stays', elsewhere('switch', unchanged)),
  entry(
    'the tag was gone before',
    elsewhere('switch', (plan) => {
      const { change } = at(plan, 'corporate');
      change.before = change.after;
      change.actions = ['no-op'];
    }),
  ),
  entry(
    'beside a policy of somebody else',
    showing(
      elsewhere(
        'switch',
        added('aws_ssoadmin_permission_set_inline_policy.billing', {
          actions: ['update'],
          before: { permission_set_arn: 'arn:aws:sso:::permissionSet/x/y', inline_policy: '{}' },
          after: { permission_set_arn: 'arn:aws:sso:::permissionSet/x/y', inline_policy: '{}' },
        }),
      ),
    ),
  ),
  entry(
    'switched off by another state, not shown',
    elsewhere('switch', deleted('corporate')),
    'gate-destroy-plan',
    'gate-attribute-lost',
    'gate-attributes-destroyed',
    'gate-policies-unseen',
  ),
  entry(
    'a list that the mapping holds, planned without its policies',
    edited('switch', ...ours),
    'gate-policies-unseen',
    'gate-policy-missing',
  ),
  entry('the same, and they are shown', showing(edited('switch', ...ours))),
  ...[
    ['one is exported', /permissionSet: LinuxAdmin/, ['gate-policies-unseen', 'gate-policy-missing']],
    ['all are exported', /permissionSet: \w+/g, []],
  ].map(([what, sets, codes]) =>
    entry(
      `a list that the mapping holds, and ${what}`,
      exporting(edited('switch', ...ours), sets as RegExp),
      ...(codes as readonly string[]),
    ),
  ),
  entry(
    'a list of another state, and all are exported',
    exporting(elsewhere('switch'), /permissionSet: \w+/g),
    'gate-policies-unseen',
  ),
  entry('in one plan, in no order', beside(), 'gate-attributes-first'),
  entry(
    'in one plan, in no order, and one of them is new',
    beside((plan) => {
      const { change } = at(plan, 'inline_policy.developer');
      Object.assign(change, { actions: ['create'], before: null });
    }),
    'gate-attributes-first',
  ),
  entry('in one plan, after something else', beside(waitingFor('module.other')), 'gate-attributes-first'),
  entry('in one plan, after all of them', beside(waitingFor('module.runas'))),
  entry(
    'in one plan, in a module that waits for all of them',
    beside((plan) => {
      const list = at(plan, 'corporate');
      list.address = `module.list.${list.address}`;
      list.module_address = 'module.list';
      plan.configuration.root_module.module_calls.list = {
        depends_on: ['module.runas'],
        module: {
          resources: [
            { address: 'aws_ssoadmin_instance_access_control_attributes.corporate', expressions: {} },
          ],
        },
      };
    }),
  ),
];
