/** What may become of the list of attributes. */
import { after, at, edited, type Json, withMapping } from '../edit-plan.js';
import { type PlanCase, readCase } from '../plan-case.js';
import { attributes, type CorpusEntry, entry } from './entry.js';

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
    'switched off as the mapping says, with the policies',
    disabled(readCase('switch')),
    'gate-attributes-first',
  ),
  entry('switched off as the mapping says, after the policies', disabled(readCase('switch-settled'))),
  entry(
    'switched off as the mapping says, others with it',
    withMapping('attributes-block-removed', disabling),
    'gate-attribute-lost',
  ),
];

function disabling(mapping: string): string {
  return mapping
    .replace(/keep: .*/, 'keep: {}')
    .replace('whenNoneRemain: refuse', 'whenNoneRemain: disable')
    .replace('unmanaged', 'managed');
}

function disabled(base: PlanCase): PlanCase {
  const plan = JSON.parse(base.plan);
  const { change } = at(plan, attributes);
  const tag = { key: 'SSMSessionRunAs', value: [{ source: ['${path:userType}'] }] };
  Object.assign(change, {
    actions: ['delete'],
    before: { attribute: [tag] },
    after: null,
    after_unknown: {},
  });
  delete change.importing;
  return { ...base, mapping: disabling(base.mapping), plan: JSON.stringify(plan) };
}
