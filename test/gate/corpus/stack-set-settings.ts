/** Settings of StackSets and of their instances that are not those of the mapping, or are written otherwise. */
import type { Json } from '../edit-plan.js';
import { type CorpusEntry, entry } from './entry.js';
import { filtered, instancesType, many, mapping, plan, planOfAccounts, setType } from './stack-set-plan.js';

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

export const stackSetSettings: readonly CorpusEntry[] = [
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
      ['another role that deploys', { execution_role_name: 'AWSCloudFormationStackSetExecutionRole' }],
      ['another role that administers', { administration_role_arn: 'arn:aws:iam::111122223333:role/x' }],
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
  entry(
    'roles as AWS fills them in',
    plan((of) => {
      for (const values of Object.values(of(setType)))
        Object.assign(values, { execution_role_name: 'x', administration_role_arn: 'y' });
    }),
  ),
  ...[
    [setType, 'execution_role_name'],
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
];
