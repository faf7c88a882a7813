import { describe, expect, test } from 'vitest';
import { buildAccess } from '../../src/access/access.js';
import { check } from '../../src/generate.js';
import { isGeneratedSid } from '../../src/iam/sids.js';
import { repository, run } from '../cli/world.js';
import { modelOf, quietTop, readText } from './read.js';

const roles = 'roles: { dev: { osUser: dev, permissionSet: Dev, inlinePolicy: { merge: dev.json } } }\n';
const policyOf = async (policy: unknown) => {
  const { roles: read } = await modelOf(quietTop + roles, { files: { 'dev.json': JSON.stringify(policy) } });
  return read[0]?.inlinePolicy;
};

describe('a merge file', () => {
  test('comes out as a typed policy, shorthands and all', async () => {
    const policy = {
      Version: '2012-10-17',
      Id: 'x',
      Statement: {
        Effect: 'Deny',
        NotAction: ['s3:*'],
        NotResource: '*',
        Condition: { Bool: { 'aws:SecureTransport': false }, NumericLessThan: { 's3:max-keys': [1, '2'] } },
      },
    };
    expect(await policyOf(policy)).toEqual({
      kind: 'merge',
      file: 'dev.json',
      policy: {
        Version: '2012-10-17',
        Id: 'x',
        Statement: [
          {
            Effect: 'Deny',
            NotAction: ['s3:*'],
            NotResource: '*',
            Condition: {
              Bool: { 'aws:SecureTransport': 'false' },
              NumericLessThan: { 's3:max-keys': ['1', '2'] },
            },
          },
        ],
      },
    });
  });

  test('may lack a version as long as it uses no variables', async () => {
    const statement = { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' };
    expect(await policyOf({ Statement: [statement] })).toMatchObject({ policy: { Version: '2008-10-17' } });
  });

  test('may hold double braces and lines, but no character that Terraform would change', async () => {
    const policy = (text: string) =>
      JSON.stringify({ Statement: { Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::${text}` } });
    const codes = async (text: string) =>
      (await readText(quietTop + roles, { files: { 'dev.json': policy(text) } })).codes;
    expect(await codes('{{a}}\n')).toEqual([]);
    expect(await codes('\u0001')).toEqual(['text-control-character']);
    expect(await codes('e\u0301')).toEqual(['text-not-normalized']);
  });

  test('is named once in its own file, and at each role when it is missing', async () => {
    const two =
      'roles:\n  a: { osUser: a, permissionSet: A, inlinePolicy: { merge: x.json } }\n  b: { osUser: b, permissionSet: B, inlinePolicy: { merge: x.json } }\n';
    expect((await readText(quietTop + two)).codes).toEqual(['merge-file-missing', 'merge-file-missing']);
    const broken = await readText(quietTop + two, { files: { 'x.json': '{' } });
    expect(broken.findings.map(({ code, file }) => [code, file])).toEqual([['source-syntax', 'x.json']]);
  });
});

describe('findings about a merge file', () => {
  const secret = 'S3cr3tV4lue';
  const mistakes: readonly string[] = [
    secret,
    `[${secret}]`,
    `{"${secret}": 1}`,
    `{"${secret}": 1, "${secret}": 1}`,
    `{"${secret}": "x`,
    `{"Version": "${secret}", "Statement": []}`,
    ...[
      { [secret]: 1 },
      { Sid: `${secret}-` },
      { Sid: secret, Effect: secret },
      { Effect: 'Allow', Action: secret, Resource: '*' },
      { Effect: 'Allow', Action: `${secret}:*`, Resource: secret },
      { Effect: 'Allow', Action: 's3:*', Resource: `arn:${secret.toLowerCase()}:s3:::x` },
      { Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::\u0001${secret}` },
      { Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::e\u0301${secret}` },
      { Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::\${${secret}` },
      { Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: { [secret]: { a: 'b' } } },
      { Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: { [secret]: secret } },
      { Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: { Bool: { [secret]: secret } } },
      {
        Effect: 'Allow',
        Action: 's3:*',
        Resource: '*',
        Condition: { IpAddress: { 'aws:SourceIp': secret } },
      },
      { Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: { Bool: { [secret]: {} } } },
    ].map((statement) =>
      JSON.stringify({ Version: '2012-10-17', Statement: [statement, { Sid: secret }, { Sid: secret }] }),
    ),
  ];

  test.each(mistakes)('say where the mistake is and quote nothing: %s', async (text) => {
    const cwd = repository({ 'ssm-runas.yaml': quietTop + roles, 'dev.json': text });
    for (const format of ['pretty', 'json', 'sarif', 'github']) {
      const { code, stdout } = await run(cwd, ['validate', '--format', format]);
      expect({ code, isNamed: stdout.includes('dev.json') }).toEqual({ code: 1, isNamed: true });
      expect(stdout.toLowerCase()).not.toContain(secret.toLowerCase());
    }
  });
});

test('what the evaluator does not know is refused unless the proof is waived', async () => {
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: '*',
        Condition: { BinaryEquals: { 's3:x': 'QUJD' } },
      },
    ],
  };
  const source = { file: 'm.yaml', fileName: 'm.yaml', bytes: Buffer.from(quietTop + roles) };
  const codes = async (prove?: boolean) => {
    const readRelated = async () => Buffer.from(JSON.stringify(policy));
    const { diagnostics } = await check(source, { readRelated, ...(prove !== undefined && { prove }) });
    return diagnostics.map(({ code }) => code);
  };
  expect(await codes()).toEqual(['merge-file-not-understood']);
  expect(await codes(false)).toEqual([]);
});

test('every Sid of the policy builder is reserved', async () => {
  const sids = new Set<string>();
  for (const principalTag of ['forbid', 'match']) {
    const mapping = await modelOf(`${quietTop}regions: [eu-central-1]
principalTag: ${principalTag}
roles: { dev: { osUser: dev, permissionSet: Dev, nodes: { tags: { stage: dev } } } }
`);
    const access = buildAccess(mapping, () => {});
    for (const { Sid } of access.roles.flatMap(({ policy }) => policy.Statement)) sids.add(Sid ?? '');
  }
  expect(sids.size).toBeGreaterThan(15);
  expect([...sids].filter((sid) => !isGeneratedSid(sid))).toEqual([]);
});
