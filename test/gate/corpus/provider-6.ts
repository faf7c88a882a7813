/** Plans of `awsProvider: "6"`: each document once in each Region, at an address with the Region as its key. */
import {
  at,
  deleted,
  type Edit,
  edited,
  type Json,
  withDocuments,
  withMapping,
  without,
} from '../edit-plan.js';
import { type PlanCase, readCase } from '../plan-case.js';
import { type CorpusEntry, documentOf, entry } from './entry.js';

const regions: readonly string[] = ['eu-central-1', 'eu-west-1'];

const forProvider6 = (mapping: string) =>
  mapping
    .replace(/^regions: .*\n/m, '')
    .concat('\nregions: [eu-central-1, eu-west-1]\noutput: { awsProvider: "6" }\n');

/** What the real provider 6 was not there to print. */
const inEachRegion: Edit = (plan) => {
  plan.resource_changes = plan.resource_changes.flatMap((resource: Json) =>
    resource.type !== 'aws_ssm_document' ? [resource] : regions.map((region) => inRegion(resource, region)),
  );
};

function inRegion(resource: Json, region: string): Json {
  const copy = structuredClone(resource);
  const { before, after } = copy.change;
  for (const values of [before, after]) if (values) values.region = region;
  return { ...copy, address: `${copy.address}["${region}"]`, index: region };
}

const there = (role: string, region: string) => `${documentOf(role)}["${region}"]`;

const planned = (base: string, ...edits: readonly Edit[]): PlanCase => ({
  ...withMapping(base, forProvider6),
  plan: edited(base, inEachRegion, ...edits).plan,
});

/** The outputs of one call, by Region, as `change` leaves them. */
function switched(change: (byRegion: Json) => Json = (byRegion) => byRegion): PlanCase {
  const { documents } = withDocuments('switch', (outputs) => {
    const found = outputs.documents.value;
    const moved = (region: string) =>
      Object.fromEntries(
        Object.entries<Json>(found).map(([role, one]) => [
          role,
          { ...one, arn: `arn:aws:ssm:${region}:123456789012:document/${one.name}` },
        ]),
      );
    outputs.documents.value = change(Object.fromEntries(regions.map((region) => [region, moved(region)])));
    return outputs;
  });
  return {
    ...withMapping('switch', forProvider6),
    documents,
    later: (access) => (plan) => {
      for (const { role, policyText } of access.roles)
        at(plan, `inline_policy.${role.name}`).change.after.inline_policy = policyText;
    },
  };
}

const without6 =
  (region: string, role: string): ((byRegion: Json) => Json) =>
  (byRegion) => {
    delete byRegion[region][role];
    return byRegion;
  };

export const provider6: readonly CorpusEntry[] = [
  entry('is settled in each Region', planned('documents-settled')),
  entry('is created in each Region', planned('documents-first'), 'gate-scp-unseen'),
  entry(
    'is missing in one Region',
    planned('documents-settled', without(there('developer', 'eu-west-1'))),
    'gate-document-missing',
  ),
  entry(
    'is deleted in one Region',
    planned('documents-settled', deleted(there('developer', 'eu-west-1'))),
    'gate-document-named',
    'gate-document-missing',
  ),
  entry(
    'is deleted in a Region that the mapping does not list any more',
    {
      ...planned('documents-settled', deleted(there('developer', 'eu-west-1'))),
      mapping: forProvider6(readCase('documents-settled').mapping).replace(
        /^regions: .*$/m,
        'regions: [eu-central-1]',
      ),
    },
    'gate-document-named',
  ),
  entry(
    'is deleted in a Region that the plan does not say',
    planned('documents-settled', (plan) => {
      deleted(there('developer', 'eu-west-1'))(plan);
      delete at(plan, there('developer', 'eu-west-1')).change.before.region;
    }),
    'gate-document-named',
    'gate-document-missing',
  ),
  entry(
    'is deleted by the state of one Region that was made for provider 5',
    {
      ...withMapping('documents-settled', forProvider6),
      plan: edited('documents-settled', (plan) => {
        const old = plan.resource_changes.filter(({ type }: Json) => type === 'aws_ssm_document');
        inEachRegion(plan);
        for (const { change } of plan.resource_changes)
          Object.assign(change, { actions: ['create'], before: null });
        for (const resource of old)
          plan.resource_changes.push({
            ...resource,
            change: { ...resource.change, actions: ['delete'], after: null },
          });
      }).plan,
    },
    'gate-document-named',
    'gate-scp-unseen',
  ),
  entry(
    'has an old default version in one Region',
    planned('documents-settled', (plan) => {
      const { before, after } = at(plan, there('developer', 'eu-west-1')).change;
      for (const values of [before, after])
        Object.assign(values, { default_version: '1', latest_version: '2' });
    }),
    'gate-document-default-version',
  ),
  entry('is in place in each Region, as one file of outputs says', switched()),
  entry(
    'is not in place in one Region',
    switched(without6('eu-west-1', 'developer')),
    'gate-documents-incomplete',
  ),
  entry(
    'has no outputs of one Region',
    switched(({ 'eu-central-1': one }) => ({ 'eu-central-1': one })),
    'gate-documents-too-few',
  ),
  entry(
    'has outputs of one Region under two names',
    switched(({ 'eu-central-1': one }) => ({ 'eu-central-1': one, 'eu-west-1': one })),
    'gate-documents-uncovered',
  ),
  entry(
    'has outputs of which a part is no document',
    switched((byRegion) => ({ ...byRegion, 'eu-west-1': {} })),
    'gate-documents-unreadable',
    'gate-documents-unstated',
  ),
];
