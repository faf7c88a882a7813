/** What may become of the list of attributes. */
import {
  actions,
  added,
  after,
  at,
  deleted,
  type Edit,
  edited,
  forgotten,
  type Json,
  unknown,
  withMapping,
} from '../edit-plan.js';
import { type PlanCase, readCase } from '../plan-case.js';
import { attributes, type CorpusEntry, entry } from './entry.js';

const tag = (source: string, key = 'SSMSessionRunAs') => ({ key, value: [{ source: [source] }] });

export const attributeLists: readonly CorpusEntry[] = [
  entry(
    'an attribute comes from elsewhere',
    edited(
      'switch',
      after(attributes, ({ attribute }) => {
        attribute[0].value[0].source = ['${path:title}'];
      }),
    ),
    'gate-attribute-lost',
    'gate-attributes-differ',
  ),
  entry(
    'an attribute changes its letter case',
    edited(
      'switch',
      after(attributes, ({ attribute }) => {
        attribute[0].key = 'costcenter';
      }),
    ),
    'gate-attribute-lost',
    'gate-attributes-differ',
  ),
  entry(
    'the tag has another letter case',
    edited('switch', (plan) => {
      at(plan, attributes).change.before.attribute.find(({ key }: Json) => key === 'SSMSessionRunAs').key =
        'ssmsessionrunas';
    }),
  ),
  entry(
    'the tag comes from elsewhere',
    edited('back-to-prepare', (plan) => {
      at(plan, attributes).change.before = {
        attribute: [
          ...at(plan, attributes).change.before.attribute,
          { key: 'SSMSessionRunAs', value: [{ source: ['${path:nickName}'] }] },
        ],
      };
    }),
    'gate-run-as-changed',
    'gate-default-document-opened',
  ),
  entry(
    'an attribute that no mapping knows',
    edited(
      'switch',
      after(attributes, ({ attribute }) => {
        attribute.push({ key: 'Extra', value: [{ source: ['${path:title}'] }] });
      }),
    ),
    'gate-attributes-differ',
  ),
  entry(
    'the order of attributes does not matter',
    edited(
      'switch',
      after(attributes, ({ attribute }) => {
        attribute.reverse();
      }),
    ),
  ),
  entry(
    'switched off outside, and on again',
    edited('enforce-settled', (plan) => {
      const { change, ...resource } = at(plan, attributes);
      plan.resource_drift = [{ ...resource, change: { ...change, actions: ['delete'], after: null } }];
      Object.assign(change, { actions: ['create'], before: null });
    }),
    'gate-attribute-vanished',
  ),
  entry(
    'at the generated address, but in no order with the policies',
    edited('switch', (plan) => {
      delete plan.configuration.root_module.resources[0].depends_on;
    }),
    'gate-attributes-first',
  ),
  ...comesBack(),
  entry(
    'an attribute comes twice',
    edited(
      'switch',
      after(attributes, ({ attribute }) => {
        attribute.push({ key: attribute[0].key, value: [{ source: ['${path:title}'] }] });
      }),
    ),
    'gate-attribute-lost',
    'gate-attributes-differ',
  ),
  entry(
    'a second list',
    edited('enforce-settled', (plan) => {
      const list = at(plan, attributes);
      added('aws_ssoadmin_instance_access_control_attributes.second', list.change)(plan);
    }),
    'gate-written-twice',
  ),
  entry(
    'a second list, deleted',
    edited('enforce-settled', (plan) => {
      const { before } = at(plan, attributes).change;
      added('aws_ssoadmin_instance_access_control_attributes.second', {
        actions: ['delete'],
        before,
        after: null,
      })(plan);
    }),
    'gate-attribute-lost',
    'gate-attributes-destroyed',
  ),
  entry(
    'of another instance',
    edited(
      'switch',
      after(attributes, (values) => {
        values.instance_arn = 'arn:aws:sso:::instance/ssoins-1';
      }),
    ),
    'gate-instance-differs',
  ),
  entry('of one instance, and the mapping states none', withMapping('switch', withoutInstance)),
  entry(
    'of another instance than the policies, where the mapping states none',
    {
      ...edited(
        'switch',
        after(attributes, (values) => {
          values.instance_arn = 'arn:aws:sso:::instance/ssoins-1';
        }),
      ),
      mapping: withoutInstance(readCase('switch').mapping),
    },
    'gate-instance-differs',
  ),
  entry(
    'prepared, another attribute that the mapping has not',
    prepared(({ attribute }) => {
      attribute.push({ key: 'Extra', value: [{ source: ['${path:title}'] }] });
    }),
    'gate-attributes-differ',
    'gate-default-document-opened',
  ),
  entry(
    'prepared, and left as it is with an attribute that the mapping has not',
    edited('prepare-first', (plan) => {
      const list = at(JSON.parse(readCase('switch').plan), attributes);
      const { before } = list.change;
      before.attribute.push({ key: 'Extra', value: [{ source: ['${path:title}'] }] });
      plan.resource_changes.push({
        ...list,
        change: { actions: ['no-op'], before, after: before, after_unknown: {} },
      });
    }),
    'gate-default-document-opened',
  ),
  entry(
    'prepared, the placeholder comes',
    prepared(({ attribute }) => {
      attribute.push({ key: 'SsmRunAsGenPlaceholder', value: [{ source: ['${path:userName}'] }] });
    }),
    'gate-default-document-opened',
  ),
  entry(
    'prepared, an attribute from elsewhere',
    prepared(({ attribute }) => {
      attribute.find(({ key }: Json) => key === 'Email').value[0].source = ['${path:title}'];
    }),
    'gate-attribute-lost',
    'gate-attributes-differ',
    'gate-default-document-opened',
  ),
  entry(
    'switched off as the mapping says, with the policies',
    disabled(readCase('switch')),
    'gate-attributes-first',
  ),
  entry('switched off as the mapping says, after the policies', disabled(readCase('switch-settled'))),
  entry(
    'the way back from a list that is switched off',
    switchedOn(),
    'gate-reopened-early',
    'gate-default-document-opened',
  ),
  entry(
    'somebody added an attribute outside, and it goes',
    edited('enforce-settled', (plan) => {
      const { change, ...resource } = at(plan, attributes);
      const found = structuredClone(change.before);
      found.attribute.push({ key: 'Extra', value: [{ source: ['${path:title}'] }] });
      plan.resource_drift = [{ ...resource, change: { ...change, actions: ['update'], after: found } }];
    }),
  ),
  entry(
    'entries of the list that are nothing',
    edited(
      'switch',
      after(attributes, ({ attribute }) => {
        attribute.push(null, { value: [{ source: ['${path:title}'] }] });
      }),
    ),
  ),
  entry(
    'a source that is no text',
    edited(
      'switch',
      after(attributes, ({ attribute }) => {
        attribute[0].value[0].source = [{}];
      }),
    ),
    'gate-attribute-lost',
    'gate-attributes-differ',
  ),
  entry(
    'the placeholder goes',
    edited('enforce-settled', actions(attributes, 'update'), (plan) => {
      at(plan, attributes).change.before.attribute.push({
        key: 'SsmRunAsGenPlaceholder',
        value: [{ source: ['${path:userName}'] }],
      });
    }),
  ),
  entry(
    'the tag goes, in no order, while one policy is hidden and another is deleted',
    edited(
      'switch',
      (plan) => {
        delete plan.configuration.root_module.resources[0].depends_on;
      },
      unknown('inline_policy.developer', 'inline_policy'),
      deleted('inline_policy.admin'),
    ),
    'gate-unknown',
    'gate-policy-deleted',
    'gate-policy-missing',
  ),
  entry(
    'the tag comes back as it was, while the mapping says that it is gone',
    edited(
      'enforce-settled',
      after(attributes, ({ attribute }) => {
        attribute.push(tag('${path:userType}'));
      }),
    ),
    'gate-run-as-returns',
    'gate-attributes-differ',
  ),
  entry(
    'switched off as the mapping says, others with it',
    withMapping('attributes-block-removed', disabling),
    'gate-attribute-lost',
  ),
  ...matched(),
];

/** Where another state has the list. */
function matched(): readonly CorpusEntry[] {
  const matching = (attribute: string) => (mapping: string) =>
    mapping
      .replace(
        /accessControlAttributes:\n(?: {2}.*\n)+/,
        'accessControlAttributes: { configuration: elsewhere }\n',
      )
      .replace(/^nodes:.*\n(?: {2}.*\n)*/m, `nodes: { matchTags: { Project: ${attribute} } }\n`);
  const differing = ['gate-policy-differs'] as const;
  const ofList = (attribute: string, change: (values: Json) => void, ...more: readonly Edit[]): PlanCase => ({
    ...withMapping('enforce-settled', matching(attribute)),
    plan: edited('enforce-settled', actions(attributes, 'update'), after(attributes, change), ...more).plan,
  });
  return [
    entry(
      'nodes match an attribute that the list has',
      withMapping('enforce-settled', matching('CostCenter')),
      ...differing,
    ),
    entry(
      'nodes match an attribute that the list does not have',
      withMapping('enforce-settled', matching('Project')),
      'gate-attribute-missing',
      ...differing,
    ),
    entry(
      'nodes match an attribute that only the list of today has',
      ofList('CostCenter', ({ attribute }) => attribute.shift()),
      'gate-attribute-lost',
      ...differing,
    ),
    entry(
      'nodes match an attribute that the list gets',
      ofList('Project', ({ attribute }) =>
        attribute.push({ key: 'Project', value: [{ source: ['${path:x}'] }] }),
      ),
      ...differing,
    ),
    entry(
      'nodes match an attribute that a list does not have of which Terraform knows nothing more',
      ofList('Project', () => {}, forgotten(attributes)),
      ...differing,
    ),
    entry(
      'nodes match an attribute, and the list is hidden',
      ofList('Project', () => {}, unknown(attributes, 'attribute')),
      'gate-unknown',
      ...differing,
    ),
    entry(
      'nodes match an attribute that the generated list does not have, today or later',
      {
        ...edited('enforce-settled', (plan) => {
          const { before, after: later } = at(plan, attributes).change;
          for (const { attribute } of [before, later]) attribute.shift();
        }),
        mapping: readCase('enforce-settled').mapping.replace(
          /^nodes:.*\n(?: {2}.*\n)*/m,
          'nodes: { matchTags: { Project: CostCenter } }\n',
        ),
      },
      'gate-attributes-differ',
      ...differing,
    ),
    entry(
      'nodes match an attribute that the generated list loses',
      {
        ...ofList('CostCenter', ({ attribute }) => attribute.shift()),
        mapping: readCase('enforce-settled').mapping.replace(
          /^nodes:.*\n(?: {2}.*\n)*/m,
          'nodes: { matchTags: { Project: CostCenter } }\n',
        ),
      },
      'gate-attribute-lost',
      'gate-attributes-differ',
      ...differing,
    ),
  ];
}

/** In whatever configuration, and however it is written. */
function comesBack(): readonly CorpusEntry[] {
  const stated = (configuration: string) => (mapping: string) =>
    mapping.replace(
      /accessControlAttributes:\n(?: {2}.*\n)+/,
      configuration === '' ? '' : `accessControlAttributes: { configuration: ${configuration} }\n`,
    );
  const cases = ['elsewhere', 'disabled', ''].flatMap((configuration) => {
    const base = withMapping('enforce-settled', stated(configuration));
    const said = configuration === '' ? 'nothing is said' : configuration;
    const change = (edit: (list: Json) => void): PlanCase => ({
      ...base,
      plan: edited('enforce-settled', actions(attributes, 'update'), (plan) => {
        edit(at(plan, attributes).change);
      }).plan,
    });
    return [
      entry(
        `the tag comes back, ${said}`,
        change(({ after: values }) => values.attribute.push(tag('${path:title}', 'ssmSESSIONrunas'))),
        'gate-run-as-returns',
      ),
      entry(
        `the tag comes from elsewhere, ${said}`,
        change((change) => {
          change.before.attribute.push(tag('${path:userType}'));
          change.after.attribute.push(tag('${path:title}'));
        }),
        'gate-run-as-changed',
      ),
      entry(
        `the tag has two sources, ${said}`,
        change((change) => {
          change.before.attribute.push(tag('${path:userType}'));
          change.after.attribute.push(tag('${path:userType}'), tag('${path:title}', 'SSMSESSIONRUNAS'));
        }),
        'gate-run-as-changed',
      ),
      entry(
        `others come and change, ${said}`,
        change(({ after: values }) => {
          values.attribute.push({ key: 'Extra', value: [{ source: ['${path:title}'] }] });
          values.attribute[0].value[0].source = ['${path:title}'];
        }),
      ),
      entry(
        `others go, ${said}`,
        change(({ after: values }) => values.attribute.pop()),
        'gate-attribute-lost',
      ),
    ];
  });
  return [
    ...cases,
    entry(
      'the tag comes back with another source than it had',
      edited(
        'back-to-prepare',
        after(attributes, ({ attribute }) => {
          attribute.find(({ key }: Json) => key === 'SSMSessionRunAs').value[0].source = ['${path:title}'];
        }),
      ),
      'gate-run-as-returns',
      'gate-attributes-differ',
      'gate-reopened-early',
      'gate-default-document-opened',
    ),
    entry(
      'the tag comes, spelled with a long s',
      edited(
        'enforce-settled',
        after(attributes, ({ attribute }) => {
          attribute.push(tag('${path:title}', '\u017fSMSessionRunAs'));
        }),
      ),
      'gate-run-as-returns',
      'gate-attributes-differ',
    ),
    entry('switched on, where the mapping says that they are off', {
      ...withMapping('enforce-settled', stated('disabled')),
      plan: edited('enforce-settled', actions(attributes, 'create'), (plan) => {
        at(plan, attributes).change.before = null;
      }).plan,
    }),
  ];
}

/** The list is Terraform's already, beside a mapping that takes it over only with `switch`. */
function prepared(edit: (values: Json) => void): PlanCase {
  return edited('prepare-first', (plan) => {
    const list = at(JSON.parse(readCase('switch').plan), attributes);
    const before = structuredClone(list.change.before);
    const after = structuredClone(before);
    edit(after);
    plan.resource_changes.push({
      ...list,
      change: { actions: ['update'], before, after, after_unknown: {} },
    });
  });
}

function withoutInstance(mapping: string): string {
  return mapping.replace(/identityCenter:\n.*\n/, '').replace('unmanaged', 'managed');
}

function disabling(mapping: string): string {
  return mapping
    .replace(/keep: .*/, 'keep: {}')
    .replace('whenNoneRemain: refuse', 'whenNoneRemain: disable')
    .replace('unmanaged', 'managed');
}

/** The list that comes back holds nothing but the tag. */
function switchedOn(): PlanCase {
  const { mapping, ...base } = edited('back-to-prepare', (plan) => {
    const { change } = at(plan, attributes);
    Object.assign(change, { actions: ['create'], before: null });
    change.after.attribute = [tag('${path:userType}')];
  });
  return { ...base, mapping: disabling(mapping) };
}

function disabled(base: PlanCase): PlanCase {
  const plan = JSON.parse(base.plan);
  const { change } = at(plan, attributes);
  Object.assign(change, {
    actions: ['delete'],
    before: { attribute: [tag('${path:userType}')] },
    after: null,
    after_unknown: {},
  });
  delete change.importing;
  return { ...base, mapping: disabling(base.mapping), plan: JSON.stringify(plan) };
}
