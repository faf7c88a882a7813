/** The audit's queries and patterns, run over sample events: each finds what it is for, and nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { cloudTrailReport } from '../../../src/report/cloudtrail/cloudtrail-report.js';
import { type FindingName, findingNames } from '../../../src/report/cloudtrail/findings.js';
import { canMatchPatterns, canRunQueries, matchPatterns, runQueries } from './judges.js';
import { auditOf, type Block, blocksOf, inputOf } from './report-of.js';

const folder = new URL('events/', import.meta.url);
const events: readonly { readonly eventID: string }[] = readdirSync(folder)
  .sort()
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));

function eventOf(id: string): object {
  const found = events.find(({ eventID }) => eventID === id);
  if (!found) throw new Error(`no event ${id}`);
  return found;
}

const mapping = `version: 1
accessControlAttributes: { configuration: elsewhere }
nodes: { tags: { ssm-runas: linux } }
accounts: ["111111111111"]
documents:
  deployedBy: ["arn:aws:iam::*:role/deploy_er*"]
  previous: [SSMRunAs-old-Session]
roles:
  admin: { osUser: ops, permissionSet: Linux }
  under: { osUser: under, permissionSet: Linux_Admin }
  odd: { osUser: odd, permissionSet: "A+=,.@-_z" }
`;

/** What each event is; all others are none of these. */
const expected: Readonly<Record<FindingName, readonly string[]>> = {
  'other-document': [
    'another-mapped-permission-set',
    'default-document',
    'longer-name-uses-shorter',
    'no-document',
    'not-connected-other-document',
    'other-document',
    'previous-document',
    'same-name-of-another-account',
  ],
  'foreign-caller': [
    'another-mapped-permission-set',
    'iam-user-uses-document',
    'imitated-role-name',
    'longer-name-uses-shorter',
    'plain-role-uses-document',
    'previous-document',
    'unmapped-longer-name-uses-document',
    'unmapped-uses-document',
  ],
  'lingering-tag': [
    'assume-role-tag',
    'role-tagged',
    'saml-tag',
    'saml-tag-lower',
    'saml-tag-mixed',
    'saml-tag-upper',
  ],
  'way-around': ['association-batch', 'instance-connect-key', 'send-command'],
  'document-changed': [
    'document-shared',
    'document-updated',
    'document-updated-by-arn',
    'document-updated-by-near-deployer',
  ],
  'attributes-changed': ['attributes-deleted', 'attributes-updated'],
  'policy-changed': [
    'boundary-deleted',
    'boundary-put',
    'customer-policy-attached',
    'customer-policy-detached',
    'managed-policy-detached',
    'policy-deleted',
    'policy-provisioned',
    'policy-put',
  ],
  denied: ['denied-no-document', 'denied-other-document', 'denied-plain-role'],
};

/** Where patterns differ, which docs/audit.md says: they look at no time, at success only, and at three spellings. */
const byPattern: typeof expected = {
  ...expected,
  'other-document': [
    ...expected['other-document'].filter((name) => name !== 'not-connected-other-document'),
    // Which account an ARN is of is beyond a pattern.
    'good-session-own-arn',
    'old-no-document',
  ].sort(),
  'lingering-tag': ['saml-tag', 'saml-tag-lower', 'saml-tag-upper'],
};

const textsOf = (blocks: readonly Block[], kind: Block['kind']) =>
  Object.fromEntries(blocks.filter((block) => block.kind === kind).map(({ name, text }) => [name, text]));

/** What all texts of a finding find together. */
function together(hits: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> {
  return Object.fromEntries(
    findingNames.map((finding) => {
      const found = Object.entries(hits).filter(([name]) => name.startsWith(`${finding}.`));
      return [finding, [...new Set(found.flatMap(([, ids]) => ids))].sort()];
    }),
  );
}

describe.skipIf(!canRunQueries)('queries', () => {
  test.each(['lake', 'athena'] as const)('for %s find what they are for', async (dialect) => {
    const queries = textsOf(blocksOf(await auditOf(mapping)), dialect);
    expect(Object.keys(queries)).toHaveLength(findingNames.length);
    const hits = runQueries(dialect, queries, events);
    expect(together(hits)).toEqual(expected);
    for (const ids of Object.values(hits)) expect(new Set(ids).size).toBe(ids.length);
  });

  test('in GovCloud look for its ARNs', async () => {
    const text = await auditOf(`partition: aws-us-gov\n${mapping.replaceAll('arn:aws:', 'arn:aws-us-gov:')}`);
    const there = JSON.parse(JSON.stringify(events).replaceAll('arn:aws:', 'arn:aws-us-gov:'));
    expect(together(runQueries('lake', textsOf(blocksOf(text), 'lake'), there))).toEqual(expected);
    expect(together(runQueries('lake', textsOf(blocksOf(text), 'lake'), events))['other-document']).toEqual(
      [],
    );
  });
});

describe.skipIf(!canMatchPatterns)('event patterns', () => {
  test('match what they are for', async () => {
    const patterns = textsOf(blocksOf(await auditOf(mapping)), 'events');
    expect(together(matchPatterns(patterns, events))).toEqual(byPattern);
  });
});

describe('hostile names', () => {
  // The schema refuses most of these; the spelling must hold without it.
  const names = ["o'", "'); DROP TABLE x; --", '%', 'a_%!', '"', '\\', '```', '${x}', '*', '$.x', 'é'];
  const sessions = names.flatMap((name) =>
    ['good-session', 'no-document'].map((kind) => ({
      ...JSON.parse(
        JSON.stringify(eventOf(kind)).replaceAll(
          'AWSReservedSSO_Linux_',
          () => `AWSReservedSSO_${JSON.stringify(name).slice(1, -1)}_`,
        ),
      ),
      eventID: `${kind} ${name}`,
    })),
  );
  for (const session of sessions)
    if (session.requestParameters.documentName !== undefined)
      session.requestParameters.documentName = `of ${session.eventID.slice('good-session '.length)}`;
  const without = names.map((name) => `no-document ${name}`).sort();

  async function hostile(): Promise<readonly Block[]> {
    const input = await inputOf(mapping);
    const [role] = input.mapping.roles;
    if (!role) throw new Error('no role');
    const roles = names.map((name) => ({
      ...role,
      permissionSet: { kind: 'named' as const, name },
      document: { ...role.document, name: `of ${name}` },
    }));
    return blocksOf(cloudTrailReport({ ...input, mapping: { ...input.mapping, roles } }));
  }

  test.skipIf(!canRunQueries).each(['lake', 'athena'] as const)(
    'are data in queries for %s',
    async (dialect) => {
      const hits = together(runQueries(dialect, textsOf(await hostile(), dialect), sessions));
      expect(hits).toMatchObject({ 'other-document': without, 'foreign-caller': [] });
    },
  );

  test.skipIf(!canMatchPatterns)('are data in event patterns', async () => {
    const hits = together(matchPatterns(textsOf(await hostile(), 'events'), sessions));
    expect(hits).toMatchObject({ 'other-document': without, 'foreign-caller': [] });
  });
});

describe('many roles', () => {
  const count = 300;
  const tail = (at: number) => `_${'x_'.repeat(10)}${String(at).padStart(3, '0')}`;
  const many = `version: 1
accessControlAttributes: { configuration: elsewhere }
nodes: { tags: { ssm-runas: linux } }
roles:
${Array.from({ length: count }, (_, at) => `  r${at}: { osUser: u${at}, permissionSet: "P${tail(at)}" }`).join('\n')}
  short: { osUser: short, permissionSet: P }
`;

  let blocks: readonly Block[] = [];
  beforeAll(async () => {
    blocks = blocksOf(await auditOf(many));
  });

  test('stay within every limit', () => {
    for (const { kind, name, text } of blocks) {
      const limit = { lake: 10_000, athena: 262_144, events: 2048 }[kind];
      expect(Buffer.byteLength(text), name).toBeLessThanOrEqual(limit);
    }
    expect(blocks.filter(({ kind }) => kind === 'athena')).toHaveLength(findingNames.length);
  });

  test('are all asked about, each once', () => {
    for (const finding of ['other-document', 'foreign-caller', 'way-around']) {
      for (const kind of ['lake', 'athena']) {
        const texts = blocks.filter((block) => block.finding === finding && block.kind === kind);
        const all = texts.map(({ text }) => text).join('\n');
        for (let at = 0; at < count; at += 1) expect(all.split(`('P${tail(at)}'`)).toHaveLength(2);
      }
    }
  });

  test.skipIf(!canRunQueries)('are told apart by queries that were divided', () => {
    const sample = eventOf('no-document');
    const sessions = Array.from({ length: count }, (_, at) =>
      JSON.parse(
        JSON.stringify({ ...sample, eventID: `e${at}` })
          .replaceAll('AWSReservedSSO_Linux_', `AWSReservedSSO_P${tail(at)}_`)
          .replace('"target":', `"documentName":"SSMRunAs-r${at === 7 ? 8 : at}-Session","target":`),
      ),
    );
    const hits = together(runQueries('lake', textsOf(blocks, 'lake'), sessions));
    expect(hits['other-document']).toEqual(['e7']);
    expect(hits['foreign-caller']).toEqual(['e7']);
  });
});

test('the same mapping gives the same text, with a final newline', async () => {
  const text = await auditOf(mapping);
  expect(text).toBe(await auditOf(mapping));
  expect(text).toMatch(/[^\n]\n$/);
  const names = blocksOf(text).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('every event has the name of its file', () => {
  expect(events.map(({ eventID }) => `${eventID}.json`)).toEqual(readdirSync(folder).sort());
});

test('block names are read without a Markdown parser', async () => {
  const text = await auditOf(mapping);
  expect(blocksOf(text)).toHaveLength(text.match(/^`{3,}\w+ name=/gm)?.length ?? 0);
});
