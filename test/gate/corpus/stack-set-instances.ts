/** Instances that go, move or are replaced, and the accounts that they are for. */
import type { Json } from '../edit-plan.js';
import type { PlanCase } from '../plan-case.js';
import { type CorpusEntry, entry } from './entry.js';
import {
  alsoNaming,
  filtered,
  instancesType,
  plan,
  planOfAccounts,
  policies,
  setType,
  tunnelStem,
  withOlder,
  withTunnel,
} from './stack-set-plan.js';

/** With a resource of the team's own. */
const alongside = (type: string, values: Json): PlanCase => ({
  ...plan(),
  later: (access, model) => (made: Json) => {
    plan().later?.(access, model)(made);
    made.resource_changes.push({
      address: `${type}.alongside`,
      mode: 'managed',
      type,
      name: 'alongside',
      change: { actions: ['create'], before: null, after: values, after_unknown: {} },
    });
  },
});

/** The instances go, and a second address creates them, or has them deleted too. */
const movedTo = (action: 'create' | 'delete', edit: Parameters<typeof plan>[0] = undefined): PlanCase => ({
  ...plan(),
  later: (access, model) => (made: Json) => {
    plan(edit).later?.(access, model)(made);
    const instances = made.resource_changes.find(({ type }: Json) => type === instancesType);
    const { before, after } = instances.change;
    const there = action === 'create' ? { before: null, after } : { before, after: null };
    made.resource_changes.push({
      ...structuredClone(instances),
      address: `${instances.address}_moved`,
      change: { actions: [action], ...there, after_unknown: {} },
    });
    Object.assign(instances.change, { actions: ['delete'], after: null });
  },
});

/** One root has the StackSet, which loses a document of no role, and the policies, of which one names it. */
function namedByPolicy(when: 'before' | 'after'): PlanCase {
  const named = 'Another-Session-00112233';
  const losing = plan((of, [template]) => {
    of(setType).before.template_body = withOlder(template, (resource) => {
      delete resource.DeletionPolicy;
      resource.Properties.Name = named;
    });
  });
  const naming = policies((text, current) => {
    const { before } = alsoNaming(named)(text, current);
    return when === 'before' ? { before } : { before: text, after: before };
  });
  return {
    ...losing,
    later: (access, model) => (made: Json) => {
      losing.later?.(access, model)(made);
      const sets = made.resource_changes;
      naming.later?.(access, model)(made);
      made.resource_changes.push(...sets);
    },
  };
}

/** The instances of a StackSet that gets a filter of accounts, and whose template had older names before. */
function renamedFor(edit: (before: Json, wanted: Json) => void = () => {}): PlanCase {
  return plan(
    (of, [template]) => {
      const before = JSON.parse(withOlder(structuredClone(template)));
      edit(before, template);
      of(setType).before.template_body = JSON.stringify(before);
      of(setType).after.auto_deployment[0].enabled = false;
      filtered(of(instancesType).after.deployment_targets[0]);
      Object.assign(of(instancesType), { actions: ['delete', 'create'] });
    },
    withTunnel().replace('ou-ab12-cdefgh34]', 'ou-ab12-cdefgh34], accounts: ["111122223333"]'),
  );
}

const withTunnelOnly = ({ Resources }: Json): Json =>
  Object.fromEntries(
    Object.entries<Json>(Resources).filter(([, { Properties }]) => Properties.Name.startsWith(tunnelStem)),
  );

export const stackSetInstances: readonly CorpusEntry[] = [
  entry(
    'instances that are deleted',
    plan((of) => {
      Object.assign(of(instancesType), { actions: ['delete'], after: null });
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'instances that Terraform forgets',
    plan((of) => {
      Object.assign(of(instancesType), { actions: ['forget'], after: null });
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'instances that are replaced',
    plan((of) => {
      Object.assign(of(instancesType), { actions: ['delete', 'create'] });
    }),
    'gate-stack-instances-replaced',
  ),
  entry('accounts that are listed for the first time, with another name for each document', renamedFor()),
  entry(
    'accounts that are listed for the first time, where a tunnel keeps its document',
    renamedFor(({ Resources }, wanted) => Object.assign(Resources, withTunnelOnly(wanted))),
    'gate-stack-instances-replaced',
  ),
  entry(
    'accounts that are listed for the first time, where the former template cannot be read',
    renamedFor((template) => {
      template.Resources = {};
    }),
    'gate-stack-instances-replaced',
  ),
  entry(
    'instances that are replaced without the StackSet',
    plan((of) => {
      Object.assign(of(instancesType), { actions: ['delete', 'create'] });
      (of(setType) as Json).actions = [];
    }),
    'gate-stack-set-differs',
    'gate-stack-instances-replaced',
  ),
  entry(
    'instances at another address, with another name for each document',
    movedTo('create', (of, [template]) => {
      of(setType).before.template_body = withOlder(template);
    }),
    'gate-stack-instances-replaced',
  ),
  entry(
    'instances that are deleted here and created at another address',
    movedTo('create'),
    'gate-stack-instances-replaced',
  ),
  entry(
    'instances that are deleted, of which another address has no more either',
    movedTo('delete'),
    'gate-stack-set-differs',
  ),
  entry(
    'a StackSet that Terraform forgets, whose documents stay in AWS',
    plan((of, [template]) => {
      for (const resource of Object.values<Json>(template.Resources)) delete resource.DeletionPolicy;
      Object.assign(of(setType), { actions: ['forget'], after: null });
      of(setType).before.template_body = JSON.stringify(template);
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'a document of no role that is not retained and that a policy named before',
    namedByPolicy('before'),
    'gate-document-named',
    'gate-documents-unstated',
  ),
  entry(
    'a document of no role that is not retained and that a policy would name',
    namedByPolicy('after'),
    'gate-policy-differs',
    'gate-document-named',
    'gate-documents-unstated',
  ),
  entry(
    'a single instance of the StackSet that another resource deploys',
    alongside('aws_cloudformation_stack_set_instance', {
      stack_set_name: 'ssm-runas-documents',
      parameter_overrides: {},
      deployment_targets: [{ organizational_unit_ids: ['ou-ab12-99999999'] }],
    }),
    'gate-other-writer',
  ),
  entry('listed accounts are accepted', planOfAccounts(filtered)),
  entry(
    'no filter where accounts are listed',
    planOfAccounts(() => {}),
    'gate-stack-set-differs',
  ),
  entry(
    'all accounts but those that are listed',
    planOfAccounts((targets) => Object.assign(filtered(targets), { account_filter_type: 'DIFFERENCE' })),
    'gate-stack-set-differs',
  ),
  entry(
    'another account',
    planOfAccounts((targets) => Object.assign(filtered(targets), { accounts: ['444455556666'] })),
    'gate-stack-set-differs',
  ),
  entry(
    'accounts of a list that is elsewhere',
    plan((of) => {
      of(instancesType).after.deployment_targets[0].accounts_url = 'https://example.com/accounts';
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'a filter of accounts that AWS writes and that is none',
    plan((of) => {
      of(instancesType).after.deployment_targets[0].account_filter_type = 'NONE';
    }),
  ),
  entry(
    'nothing but instances, which are deleted',
    plan((of) => {
      (of(setType) as Json).actions = [];
      Object.assign(of(instancesType), { actions: ['delete'], after: null });
    }),
    'gate-destroy-plan',
    'gate-stack-set-differs',
  ),
];
