/** What is shown of the documents that StackSets deployed, before policies name them. */
import { documentAt } from '../../../src/access/document-by-place.js';
import { documentsAsApplied, stackSetsAsApplied } from '../documents-as-applied.js';
import type { Json } from '../edit-plan.js';
import type { PlanCase } from '../plan-case.js';
import { type CorpusEntry, entry } from './entry.js';
import { mapping, policies } from './stack-set-plan.js';

const place = { account: '111122223333', region: 'eu-central-1' };
const set = 'ssm-runas-documents';
const byPlace = mapping().replace('alias/session-manager', '$&, s3: { bucket: "logs-{account}-{region}" }');

/** A plan of policies, and the outputs of `session-documents-stackset/`, which somebody changed. */
const shown = (edit: (outputs: Json) => void = () => {}, text = mapping()): PlanCase => ({
  ...policies((policyText) => ({ before: policyText.replace('FindNodes', 'Find') }), text),
  laterDocuments: (access, model) => {
    const outputs = JSON.parse(stackSetsAsApplied(model, access));
    edit(outputs);
    return [JSON.stringify(outputs)];
  },
});

const instances = (...list: readonly unknown[]) =>
  shown((outputs) => {
    outputs.stack_instances.value = { [set]: list };
  });

const document = (edit: (document: Json) => void) => shown((outputs) => edit(outputs.documents.value.admin));

/** The documents of `session-documents/`, as in the management account, of this place. */
const byTerraform = (of: typeof place): PlanCase => ({
  ...shown(() => {}, byPlace),
  laterDocuments: (access) => [
    documentsAsApplied(
      {
        ...access,
        roles: access.roles.map((role) => ({ ...role, document: documentAt(role.document, of) as Json })),
      },
      place,
    ),
  ],
});

const incomplete = 'gate-documents-incomplete';
const unreadable = ['gate-documents-unreadable', 'gate-documents-unstated'];

export const appliedStackSets: readonly CorpusEntry[] = [
  entry('as applied', shown()),
  entry(
    'as applied, with values that differ by place',
    shown(() => {}, byPlace),
  ),
  entry('by Terraform, with values that differ by place', byTerraform(place)),
  entry(
    'by Terraform, with the values of another place',
    byTerraform({ ...place, region: 'eu-west-1' }),
    incomplete,
  ),
  entry('not current', instances('111122223333 eu-central-1 OUTDATED'), incomplete),
  entry(
    'current in one Region and not in the other',
    instances('111122223333 eu-west-1 OUTDATED', '111122223333 eu-central-1 CURRENT'),
    incomplete,
  ),
  entry(
    'not current, and then current',
    instances('111122223333 eu-central-1 OUTDATED', '111122223333 eu-central-1 CURRENT'),
  ),
  ...['111122223333', ''].map((text) =>
    entry(`an instance of no place: "${text}"`, instances(text), ...unreadable),
  ),
  entry(
    'of another StackSet',
    shown((outputs) => {
      outputs.documents.value.admin.stack_set = 'another';
    }),
    incomplete,
  ),
  entry('no instances', instances(), ...unreadable),
  ...['name', 'content_sha256', 'stack_set'].map((key) =>
    entry(
      `without ${key}`,
      document((one) => {
        one[key] = null;
      }),
      incomplete,
    ),
  ),
  entry(
    'another content',
    document((one) => {
      one.content_sha256 = '0'.repeat(64);
    }),
    incomplete,
  ),
  entry(
    'another name',
    document((one) => {
      one.name = 'SSMRunAs-admin-Session-00000000';
    }),
    incomplete,
  ),
  entry(
    'without the instances',
    shown((outputs) => {
      delete outputs.stack_instances;
    }),
    ...unreadable,
  ),
  entry(
    'no documents',
    shown((outputs) => {
      outputs.documents.value = {};
    }),
    ...unreadable,
  ),
  entry(
    'of which one is in no StackSet',
    shown((outputs) => {
      outputs.documents.value.other = {};
    }),
    ...unreadable,
  ),
];
