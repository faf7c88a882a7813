/** The audit's queries and patterns, run over sample events: each finds what it is for, and nothing else. */
import { describe, expect, test } from 'vitest';
import { type FindingName, findingNames } from '../../../src/report/cloudtrail/audit-facts.js';
import { cloudTrailReport } from '../../../src/report/cloudtrail/cloudtrail-report.js';
import { auditedMapping, eventOf, events, manyCount, manyRoles, manyTail } from './audited.js';
import { canMatchPatterns, canRunQueries, matchPatterns, runQueries } from './judges.js';
import { auditOf, type Block, blocksOf, inputOf } from './report-of.js';

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
    'document-updated-by-near-stack-set',
  ],
  'stack-set-changed': ['document-updated-by-stack-set'],
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
  'port-forwarding': ['not-connected-other-document', 'other-document'],
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
  // It has no pattern: it is a question before the cut-over.
  'port-forwarding': [],
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
    const queries = textsOf(blocksOf(await auditOf(auditedMapping)), dialect);
    expect(Object.keys(queries)).toHaveLength(findingNames.length);
    const hits = runQueries(dialect, queries, events);
    expect(together(hits)).toEqual(expected);
    for (const ids of Object.values(hits)) expect(new Set(ids).size).toBe(ids.length);
  });

  test('in GovCloud look for its ARNs', async () => {
    const text = await auditOf(
      `partition: aws-us-gov\n${auditedMapping.replaceAll('arn:aws:', 'arn:aws-us-gov:')}`,
    );
    const there = JSON.parse(JSON.stringify(events).replaceAll('arn:aws:', 'arn:aws-us-gov:'));
    expect(together(runQueries('lake', textsOf(blocksOf(text), 'lake'), there))).toEqual(expected);
    expect(together(runQueries('lake', textsOf(blocksOf(text), 'lake'), events))['other-document']).toEqual(
      [],
    );
  });
});

describe.skipIf(!canMatchPatterns)('event patterns', () => {
  test('match what they are for', async () => {
    const patterns = textsOf(blocksOf(await auditOf(auditedMapping)), 'events');
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
    const input = await inputOf(auditedMapping);
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

test.skipIf(!canRunQueries)('many roles are told apart by queries that were divided', async () => {
  const blocks = blocksOf(await auditOf(manyRoles));
  const sample = eventOf('no-document');
  const sessions = Array.from({ length: manyCount }, (_, at) =>
    JSON.parse(
      JSON.stringify({ ...sample, eventID: `e${at}` })
        .replaceAll('AWSReservedSSO_Linux_', `AWSReservedSSO_P${manyTail(at)}_`)
        .replace('"target":', `"documentName":"SSMRunAs-r${at === 7 ? 8 : at}-Session","target":`),
    ),
  );
  const hits = together(runQueries('lake', textsOf(blocks, 'lake'), sessions));
  expect(hits['other-document']).toEqual(['e7']);
  expect(hits['foreign-caller']).toEqual(['e7']);
});
