/** Documents whose settings differ by account and Region: as the plan has them there, and as the outputs show them. */
import type { Access } from '../../../src/access/access.js';
import { documentAt } from '../../../src/access/document-by-place.js';
import { jsonencode } from '../../../src/aws/json-text.js';
import type { AwsPlace } from '../../../src/mapping/place-values.js';
import { at, type Json, withMapping } from '../edit-plan.js';
import { type PlanCase, readCase } from '../plan-case.js';
import { type CorpusEntry, documentOf, entry } from './entry.js';

const [account, region] = ['123456789012', 'eu-central-1'];
const here = { account, region };
const anotherAccount = { account: '999999999999', region };
const anotherRegion = { account, region: 'eu-west-1' };

interface Planned {
  /** What differs by place, as the mapping says it. */
  readonly bucket?: string;
  /** Whose values the content has. */
  readonly of: AwsPlace;
  /** Where the document is by its ARN; undefined where it is new. */
  readonly arnOf?: AwsPlace;
  /** As AWS provider 6 says it. */
  readonly saidRegion?: string;
  /** Spoils the content. */
  readonly edit?: (content: Json) => void;
}

function documents({ bucket = 'logs-{account}-{region}', of, arnOf, saidRegion, edit }: Planned): PlanCase {
  const { mapping, plan } = readCase('documents-settled');
  return {
    mapping: `${mapping}guardrails: none\nsession: { idleTimeoutMinutes: 15, s3: { bucket: "${bucket}" } }\n`,
    documents: [],
    plan,
    later:
      ({ roles }: Access) =>
      (made: Json) => {
        for (const { role, document } of roles) {
          const { change } = made.resource_changes.find(({ address }: Json) =>
            address.endsWith(documentOf(role.name)),
          );
          const content = JSON.parse(jsonencode(documentAt(document, of)));
          edit?.(content);
          Object.assign(change.after, { content: JSON.stringify(content), region: saidRegion });
          if (arnOf === undefined) Object.assign(change, { actions: ['create'], before: null });
          else {
            change.actions = ['update'];
            change.before.content = JSON.stringify({ ...content, description: 'before' });
            change.before.arn = `arn:aws:ssm:${arnOf.region}:${arnOf.account}:document/${role.document.name}`;
          }
        }
      },
  };
}

/** A step of the cut-over, where the mapping does not list what `unlisted` finds. */
const policiesOf = (base: 'prepare-first' | 'back-to-prepare' | 'switch', unlisted: RegExp): PlanCase => ({
  ...withMapping(base, (mapping) => mapping.replaceAll(unlisted, '')),
  later:
    ({ roles }: Access) =>
    (made: Json) => {
      for (const { role, policyText } of roles)
        at(made, `inline_policy.${role.name}`).change.after.inline_policy = policyText;
    },
});

const [accounts, regions, both] = [/^accounts: .*\n/gm, /^regions: .*\n/gm, /^(?:accounts|regions): .*\n/gm];

/** Of no place that can be told. */
const withoutArns = (plan: PlanCase): PlanCase => ({
  ...plan,
  documents: plan.documents.map((text) => text.replaceAll(/"arn":"arn:[^"]*"/g, '"arn":null')),
});

const differs = 'gate-document-differs';

export const places: readonly CorpusEntry[] = [
  entry('new, for a place of the mapping', documents({ of: here })),
  entry('new, for an account that the mapping does not list', documents({ of: anotherAccount }), differs),
  entry('new, for a Region that the mapping does not list', documents({ of: anotherRegion }), differs),
  entry('new, where the provider says the Region', documents({ of: here, saidRegion: region })),
  entry(
    'new, where the provider says another Region',
    documents({ of: here, saidRegion: 'eu-west-1' }),
    differs,
  ),
  ...['logs-{account}', 'logs-{region}'].map((bucket) =>
    entry(`new, with ${bucket}`, documents({ bucket, of: here })),
  ),
  entry(
    'new, with the account, where the provider says the Region',
    documents({ bucket: 'logs-{account}', of: here, saidRegion: region }),
  ),
  entry(
    'new, with the account of another place',
    documents({ bucket: 'logs-{account}', of: anotherAccount }),
    differs,
  ),
  entry(
    'new, with the Region of another place',
    documents({ bucket: 'logs-{region}', of: anotherRegion }),
    differs,
  ),
  entry(
    'new, with a bucket of nobody',
    documents({
      of: here,
      edit: ({ inputs }) => {
        inputs.s3BucketName = 'somebody';
      },
    }),
    differs,
  ),
  entry('there already', documents({ of: here, arnOf: here })),
  entry(
    'there already, in a place that the mapping does not list',
    documents({ of: anotherRegion, arnOf: anotherRegion }),
  ),
  entry('there already, for another place', documents({ of: here, arnOf: anotherRegion }), differs),
  ...(
    [
      ['Regions', accounts],
      ['accounts', regions],
      ['neither', both],
    ] as const
  ).flatMap(([listed, unlisted]) => [
    entry(
      `the default document is opened, and the mapping lists ${listed}`,
      policiesOf('prepare-first', unlisted),
      'gate-default-document-opened',
    ),
    entry(
      `the default document was shut and is opened, and the mapping lists ${listed}`,
      policiesOf('back-to-prepare', unlisted),
      'gate-reopened-early',
      'gate-default-document-opened',
    ),
    entry(`in place, and the mapping lists ${listed}`, policiesOf('switch', unlisted)),
  ]),
  entry('in place somewhere, and the mapping lists neither', withoutArns(policiesOf('switch', both))),
  ...[accounts, regions].map((unlisted) =>
    entry(
      `in place somewhere, and the mapping does not have ${unlisted.source}`,
      withoutArns(policiesOf('switch', unlisted)),
      'gate-documents-uncovered',
    ),
  ),
];
