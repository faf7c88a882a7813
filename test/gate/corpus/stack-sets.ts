/** What may become of the StackSets of the documents, and of the policies while a document changes. */
import type { Access } from '../../../src/access/access.js';
import { jsonencode } from '../../../src/aws/json-text.js';
import type { RoleMapping } from '../../../src/mapping/model.js';
import { stackSetsOf } from '../../../src/terraform/plan/stack-set-template.js';
import { planOfPolicies } from '../../bench/gate-files.js';
import type { Json } from '../edit-plan.js';
import type { PlanCase } from '../plan-case.js';
import { type CorpusEntry, entry } from './entry.js';

const older = 'SSMRunAs-admin-Session-00112233';

export const mapping = (more = '', previous: readonly string[] = [], stackSet = '') => `version: 1
accessControlAttributes: { configuration: disabled }
rollout: enforce
accounts: ["111122223333"]
regions: [eu-central-1]
guardrails: none
nodes: { tags: { ssm-runas: linux } }
session: { kmsKey: alias/session-manager }
documents:
  deploy: stackset
  previous: ${JSON.stringify(previous)}
  stackSet: { organizationalUnits: [ou-ab12-cdefgh34]${stackSet} }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
${more}`;

/** More documents than one StackSet holds. */
const many = Array.from(
  { length: 75 },
  (_, at) => `  r${at}: { osUser: u${at}, permissionSet: P${at} }`,
).join('\n');

const setType = 'aws_cloudformation_stack_set';
const instancesType = 'aws_cloudformation_stack_instances';

type Change = { readonly before: Json; readonly after: Json };

const withTunnel = (previous: readonly string[] = []) =>
  mapping('', previous).replace('LinuxAdmin }', 'LinuxAdmin, tunnels: { db: { port: 5432 } } }');
const tunnelStem = 'SSMRunAs-admin-Tunnel-db';

const ofAccounts = mapping('', [], ', accounts: ["111122223333"]');

const filtered = (targets: Json): Json =>
  Object.assign(targets, { account_filter_type: 'INTERSECTION', accounts: ['111122223333'] });

/** The plan of a StackSet for listed accounts, which has no automatic deployment. */
const planOfAccounts = (edit: (targets: Json) => void, editSet: (change: Json) => void = () => {}) =>
  plan((of) => {
    of(setType).after.auto_deployment[0].enabled = false;
    const [targets] = of(instancesType).after.deployment_targets;
    edit(targets);
    editSet(of(setType));
  }, ofAccounts);

const planWith = (type: string, values: Json) =>
  plan((of) => {
    Object.assign(of(type).after, values);
  });

const planHiding = (type: string, argument: string) =>
  plan((of) => {
    const change = of(type) as Json;
    delete change.after[argument];
    change.after_unknown[argument] = true;
  });

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

const twiceNamed = (name: string) => ({ before: { name }, after: { name } });

/** A resource that has the name of the StackSet and is none. */
const beside = (mode: string, type: string): PlanCase => ({
  ...plan(),
  later: (access, model) => (made: Json) => {
    plan().later?.(access, model)(made);
    const change = {
      actions: [mode === 'data' ? 'read' : 'update'],
      after_unknown: {},
      ...twiceNamed('ssm-runas-documents'),
    };
    made.resource_changes.push({ address: `${type}.beside`, mode, type, name: 'beside', change });
  },
});

/** Policies whose documents go by other names before and after. */
export const policies = (
  named: (text: string, current: string) => { readonly before: string; readonly after?: string },
  text = mapping(),
): PlanCase => ({
  mapping: text,
  documents: [],
  plan: '{}',
  later: (access, model) => (made: Json) => {
    const renamed = (when: 'before' | 'after') => ({
      ...access,
      roles: access.roles.map((role) => ({
        ...role,
        policyText: named(role.policyText, role.role.document.name)[when] ?? role.policyText,
      })),
    });
    Object.assign(made, JSON.parse(planOfPolicies(model, renamed('before'), renamed('after'))));
  },
});

const policiesWith = (edit: (made: Json) => void): PlanCase => {
  const same = policies((text) => ({ before: text }));
  return {
    ...same,
    later: (access, model) => (made: Json) => {
      same.later?.(access, model)(made);
      edit(made);
    },
  };
};

const policyIn = (made: Json): Json =>
  made.resource_changes.find(({ type }: Json) => type === 'aws_ssoadmin_permission_set_inline_policy');

/** With a second document in the statement that opens documents. */
const alsoNaming = (name: string) => (text: string, current: string) => ({
  before: text.replaceAll(
    `"arn:aws:ssm:*:*:document/${current}"`,
    `["arn:aws:ssm:*:*:document/${current}","arn:aws:ssm:*:*:document/${name}"]`,
  ),
});

/** A plan that changes nothing, before it is edited. */
export function plan(
  edit: (of: (type: string, at?: number) => Change, templates: Json[]) => void = () => {},
  text = mapping(),
): PlanCase {
  const later = (access: Access, model: RoleMapping) => (made: Json) => {
    const sets = stackSetsOf(model, access);
    const settings = {
      permission_model: 'SERVICE_MANAGED',
      call_as: 'SELF',
      auto_deployment: [{ enabled: true, retain_stacks_on_account_removal: false }],
      managed_execution: [{ active: true }],
      operation_preferences: [
        { region_concurrency_type: 'PARALLEL', failure_tolerance_count: null, region_order: [] },
      ],
      parameters: {},
      capabilities: [],
      template_url: '',
    };
    const { call_as, operation_preferences } = settings;
    const targets = [{ organizational_unit_ids: ['ou-ab12-cdefgh34'], account_filter_type: null }];
    const twice = (values: Json) => ({ before: structuredClone(values), after: structuredClone(values) });
    made.resource_changes = sets.flatMap(({ name, label, template }) => [
      {
        address: `${setType}.${label}`,
        mode: 'managed',
        type: setType,
        name: label,
        change: {
          actions: ['update'],
          after_unknown: {},
          ...twice({ name, ...settings, template_body: jsonencode(template) }),
        },
      },
      {
        address: `${instancesType}.${label}`,
        mode: 'managed',
        type: instancesType,
        name: label,
        change: {
          actions: ['update'],
          after_unknown: {},
          ...twice({
            stack_set_name: name,
            regions: ['eu-central-1'],
            deployment_targets: targets,
            call_as,
            operation_preferences,
            retain_stacks: false,
          }),
        },
      },
    ]);
    const ofType = (type: string, at = 0) =>
      made.resource_changes.filter((change: Json) => change.type === type)[at].change;
    edit(
      ofType,
      sets.map(({ template }) => JSON.parse(jsonencode(template))),
    );
    made.resource_changes = made.resource_changes.filter(({ change }: Json) => change.actions.length > 0);
  };
  const empty = { format_version: '1.2', complete: true, errored: false, resource_changes: [] };
  return { mapping: text, documents: [], plan: JSON.stringify(empty), later };
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

/** The template before, in which the role's document has an older name. */
function withOlder(template: Json, change: (resource: Json) => void = () => {}): string {
  const [resource] = Object.values<Json>(template.Resources);
  resource.Properties.Name = older;
  change(resource);
  return JSON.stringify({ ...template, Resources: { Older: resource } });
}

export const stackSets: readonly CorpusEntry[] = [
  entry('a plan that changes nothing is accepted', plan()),
  entry(
    'a document that changes is accepted: the old one stays',
    plan((of, [template]) => {
      of(setType).before.template_body = withOlder(template);
    }),
  ),
  entry(
    'a template that is not that of the mapping',
    plan((of, [template]) => {
      const [resource] = Object.values<Json>(template.Resources);
      resource.Properties.Content.inputs.runAsDefaultUser = 'root';
      of(setType).after.template_body = JSON.stringify(template);
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'another organizational unit',
    plan((of) => {
      of(instancesType).after.deployment_targets[0].organizational_unit_ids = ['r-ab12'];
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'a StackSet of the older kind of permissions',
    plan((of) => {
      of(setType).after.permission_model = 'SELF_MANAGED';
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'a template that is known only after apply',
    plan((of) => {
      const change = of(setType) as Json;
      delete change.after.template_body;
      change.after_unknown.template_body = true;
    }),
    'gate-unknown',
  ),
  entry(
    'a StackSet without its instances',
    plan((of) => {
      (of(instancesType) as Json).actions = [];
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'a StackSet that is deleted',
    plan((of) => {
      for (const type of [setType, instancesType])
        Object.assign(of(type), { actions: ['delete'], after: null });
    }),
    'gate-destroy-plan',
    'gate-document-named',
  ),
  entry(
    'an older document that people may use and that is not retained',
    plan(
      (of, [template]) => {
        of(setType).before.template_body = withOlder(template, (resource) => {
          delete resource.DeletionPolicy;
        });
      },
      mapping('', [older]),
    ),
    'gate-document-named',
  ),
  entry(
    'an older document of another Linux user that people may use',
    plan(
      (of, [template]) => {
        of(setType).before.template_body = withOlder(template, (resource) => {
          resource.Properties.Content.inputs.runAsDefaultUser = 'root';
        });
      },
      mapping('', [older]),
    ),
    'gate-document-older-user',
  ),
  entry(
    'an older document of the same Linux user that people may use is accepted',
    plan(
      (of, [template]) => {
        of(setType).before.template_body = withOlder(template);
      },
      mapping('', [older]),
    ),
  ),
  entry(
    'an older document that is not retained, while policies elsewhere may name it',
    plan((of, [template]) => {
      of(setType).before.template_body = withOlder(template, (resource) => {
        delete resource.DeletionPolicy;
      });
    }),
    'gate-document-named',
  ),
  entry(
    'a document of no role that is not retained is accepted',
    plan((of, [template]) => {
      of(setType).before.template_body = withOlder(template, (resource) => {
        delete resource.DeletionPolicy;
        resource.Properties.Name = 'Another-Session-00112233';
      });
    }),
  ),
  entry(
    'a resource of another kind that has the name of an older document',
    plan(
      (of, [template]) => {
        of(setType).before.template_body = withOlder(template, (resource) => {
          delete resource.DeletionPolicy;
          resource.Type = 'AWS::SSM::Parameter';
        });
      },
      mapping('', [older]),
    ),
  ),
  entry(
    'a document that gets its retention is accepted',
    plan((of, [template]) => {
      for (const resource of Object.values<Json>(template.Resources)) delete resource.UpdateReplacePolicy;
      of(setType).before.template_body = JSON.stringify(template);
    }),
  ),
  entry(
    'an older tunnel to another port that people may use',
    plan(
      (of, [template]) => {
        const tunnel = Object.values<Json>(template.Resources).find(({ Properties }) =>
          Properties.Name.startsWith(tunnelStem),
        );
        tunnel.Properties.Name = `${tunnelStem}-00112233`;
        tunnel.Properties.Content.properties.portNumber = '22';
        of(setType).before.template_body = JSON.stringify({ ...template, Resources: { Older: tunnel } });
      },
      withTunnel([`${tunnelStem}-00112233`]),
    ),
    'gate-document-older-user',
  ),
  entry(
    'a StackSet with a tunnel that is deleted',
    plan((of) => {
      for (const type of [setType, instancesType])
        Object.assign(of(type), { actions: ['delete'], after: null });
    }, withTunnel()),
    'gate-destroy-plan',
    'gate-document-named',
  ),
  entry(
    'a StackSet that is replaced, with another Linux user',
    plan((of, [template]) => {
      const [resource] = Object.values<Json>(template.Resources);
      resource.Properties.Content.inputs.runAsDefaultUser = 'root';
      Object.assign(of(setType), { actions: ['delete', 'create'] });
      of(setType).after.template_body = JSON.stringify(template);
    }),
    'gate-stack-set-differs',
    'gate-document-named',
  ),
  entry(
    'instances that are replaced, in another unit',
    plan((of) => {
      Object.assign(of(instancesType), { actions: ['delete', 'create'] });
      of(instancesType).after.deployment_targets[0].organizational_unit_ids = ['r-ab12'];
    }),
    'gate-stack-set-differs',
    'gate-stack-instances-replaced',
  ),
  ...['deployment_targets', 'regions'].map((argument) =>
    entry(
      `${argument} that are known only after apply`,
      plan((of) => {
        const change = of(instancesType) as Json;
        delete change.after[argument];
        change.after_unknown[argument] = true;
      }),
      'gate-unknown',
    ),
  ),
  entry(
    'instances without their StackSet',
    plan((of) => {
      (of(setType) as Json).actions = [];
    }),
    'gate-stack-set-differs',
  ),
  ...(
    [
      ['automatic deployment is off', { auto_deployment: [{ enabled: false }] }],
      [
        'stacks stay in an account that leaves',
        { auto_deployment: [{ enabled: true, retain_stacks_on_account_removal: true }] },
      ],
      ['operations wait for nobody', { managed_execution: [] }],
      ['another caller', { call_as: 'DELEGATED_ADMIN' }],
      [
        'every account may fail',
        {
          operation_preferences: [{ region_concurrency_type: 'PARALLEL', failure_tolerance_percentage: 100 }],
        },
      ],
      ['the template has parameters', { parameters: { User: 'root' } }],
      ['the template is elsewhere', { template_url: 'https://example.com/template.json' }],
      ['the template may make roles', { capabilities: ['CAPABILITY_NAMED_IAM'] }],
    ] as const
  ).map(([what, values]) => entry(what, planWith(setType, values), 'gate-stack-set-differs')),
  ...(
    [
      ['instances: another caller', { call_as: 'DELEGATED_ADMIN' }],
      [
        'instances: a Region that the order leaves out',
        { operation_preferences: [{ region_concurrency_type: 'PARALLEL', region_order: ['eu-west-1'] }] },
      ],
      ['instances: a Region less', { regions: [] }],
      ['instances: a Region more', { regions: ['eu-central-1', 'eu-west-1'] }],
      ['instances: parameters of their own', { parameter_overrides: { User: 'root' } }],
      ['instances: stacks that stay', { retain_stacks: true }],
    ] as const
  ).map(([what, values]) => entry(what, planWith(instancesType, values), 'gate-stack-set-differs')),
  ...[
    [setType, 'auto_deployment'],
    [setType, 'parameters'],
    [setType, 'call_as'],
    [instancesType, 'operation_preferences'],
    [instancesType, 'parameter_overrides'],
  ].map(([type = '', argument = '']) =>
    entry(`${type}: ${argument} is known only after apply`, planHiding(type, argument), 'gate-unknown'),
  ),
  ...[
    [setType, 'arn'],
    [setType, 'tags_all'],
    [instancesType, 'accounts'],
    [instancesType, 'stack_instance_summaries'],
  ].map(([type = '', argument = '']) =>
    entry(`${type}: ${argument}, which AWS knows, is accepted`, planHiding(type, argument)),
  ),
  entry(
    'hidden automatic deployment where accounts are listed',
    planOfAccounts(filtered, (set) => {
      delete set.after.auto_deployment;
      set.after_unknown.auto_deployment = true;
    }),
    'gate-unknown',
  ),
  ...(
    [
      ['count', { failure_tolerance_count: 2, max_concurrent_count: 3 }],
      ['percentage', { failure_tolerance_percentage: 10, max_concurrent_percentage: 10 }],
    ] as const
  ).flatMap(([unit, preferences]) => {
    const [key, value] = Object.entries(preferences)[0] ?? ['', 0];
    const text = mapping('', [], `, failureTolerance${unit === 'count' ? 'Count' : 'Percentage'}: ${value}`);
    const tolerant = (more: Json) =>
      plan((of) => {
        for (const type of [setType, instancesType])
          of(type).after.operation_preferences = [
            { region_concurrency_type: 'PARALLEL', ...preferences, ...more },
          ];
      }, text);
    return [
      entry(`a ${unit} of accounts that may fail`, tolerant({})),
      entry(`a larger ${unit} of accounts that may fail`, tolerant({ [key]: 50 }), 'gate-stack-set-differs'),
    ];
  }),
  entry(
    'a template that is written otherwise',
    plan((of, [template]) => {
      const backwards = Object.fromEntries(Object.entries(template).reverse());
      of(setType).after.template_body = JSON.stringify(backwards, undefined, 2);
    }),
  ),
  entry(
    'units in another order',
    plan(
      (of) => {
        const [targets] = of(instancesType).after.deployment_targets;
        targets.organizational_unit_ids = ['ou-ab12-cdefgh34', 'ou-ab12-00000000'];
      },
      mapping().replace('[ou-ab12-cdefgh34]', '[ou-ab12-00000000, ou-ab12-cdefgh34]'),
    ),
  ),
  ...[setType, instancesType].map((type) =>
    entry(
      `two StackSets and one ${type}`,
      plan((of) => {
        (of(type, 1) as Json).actions = [];
      }, mapping(many)),
      'gate-stack-set-differs',
    ),
  ),
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
  entry('a data source with the name of the StackSet', beside('data', setType)),
  entry('a resource of another kind with the name of the StackSet', beside('managed', 'aws_s3_bucket')),
  entry(
    'a StackSet that gets another name',
    plan((of) => {
      of(setType).after.name = 'another-name';
    }),
    'gate-other-writer',
    'gate-stack-set-differs',
  ),
  entry(
    'two StackSets of which one gets a new document are accepted',
    plan((of, [, second]) => {
      const [[id] = ['']] = Object.entries<Json>(second.Resources);
      delete second.Resources[id];
      of(setType, 1).before.template_body = JSON.stringify(second);
    }, mapping(many)),
  ),
  entry(
    'two StackSets are accepted',
    plan(() => {}, mapping(many)),
  ),
  entry(
    'a document that moves to another StackSet',
    plan((of, [first, second]) => {
      const [[id, moved] = []] = Object.entries<Json>(second.Resources);
      delete second.Resources[id ?? ''];
      of(setType, 0).before.template_body = JSON.stringify({
        ...first,
        Resources: { ...first.Resources, [id ?? '']: moved },
      });
      of(setType, 1).before.template_body = JSON.stringify(second);
    }, mapping(many)),
    'gate-document-moved',
  ),
  entry(
    'a policy that names the new document in place of the old one',
    policies((text, current) => ({ before: text.replaceAll(current, older) })),
    'gate-document-swapped',
    'gate-documents-unstated',
  ),
  entry(
    'a policy that names the new document in place of the old one, and older ones in the mapping',
    policies(
      (text, current) => ({ before: text.replaceAll(current, 'SSMRunAs-admin-Session-44556677') }),
      mapping('', [older]),
    ),
    'gate-document-swapped',
    'gate-documents-unstated',
  ),
  entry(
    'a policy that named both documents, and now the new one',
    policies(alsoNaming(older)),
    'gate-documents-unstated',
  ),
  entry(
    'a policy that named a document of another name',
    policies((text, current) => ({ before: text.replaceAll(current, 'Another-Session-00112233') })),
    'gate-documents-unstated',
  ),
  entry(
    'a policy that is created',
    policiesWith((made) => {
      const { change } = policyIn(made);
      Object.assign(change, { actions: ['create'], before: null });
    }),
    'gate-documents-unstated',
  ),
  entry(
    'a policy that is deleted',
    policiesWith((made) => {
      const { change } = policyIn(made);
      Object.assign(change, { actions: ['delete'], after: null });
    }),
    'gate-destroy-plan',
    'gate-policy-deleted',
    'gate-policy-missing',
    'gate-documents-unstated',
  ),
  entry(
    'a policy of another permission set that no longer names an older document',
    policiesWith((made) => {
      const other = structuredClone(policyIn(made));
      const { before, after } = other.change;
      before.inline_policy = after.inline_policy.replaceAll(/SSMRunAs-admin-Session-\w+/g, older);
      const arn = before.permission_set_arn.replace(/ps-.*/, 'ps-other');
      for (const values of [before, after]) values.permission_set_arn = arn;
      other.address = `${other.address}_other`;
      made.resource_changes.push(other);
    }),
    'gate-documents-unstated',
  ),
  entry(
    'a policy that names the document of Terraform in place of that of a StackSet',
    policies(
      (text, current) => ({ before: text.replaceAll(current, `${current}-00112233`) }),
      mapping().replace(/ {2}deploy: stackset\n| {2}stackSet: .*\n/g, ''),
    ),
    'gate-documents-unstated',
  ),
  entry(
    'two resources for one StackSet',
    {
      ...plan(),
      later: (access, model) => (made: Json) => {
        plan().later?.(access, model)(made);
        const [set] = made.resource_changes;
        made.resource_changes.push({ ...set, address: `${setType}.again` });
      },
    },
    'gate-written-twice',
  ),
];
