import { describe, expect, test } from 'vitest';
import { modelOf, quietTop, quietTopWith } from './read.js';

describe('defaults', () => {
  test('of the smallest mapping', async () => {
    const mapping = await modelOf('version: 1\nroles: { dev: { osUser: dev, permissionSet: Dev } }\n');
    expect(mapping).toMatchObject({
      fileName: 'ssm-runas.yaml',
      partition: 'aws',
      instanceArn: undefined,
      attributes: { configuration: 'unstated' },
      step: { name: 'enforce' },
      accounts: [],
      arns: 'auto',
      documents: { nameTemplate: 'SSMRunAs-{role}-Session', previous: [], tags: {}, deployedBy: [] },
      output: { directory: 'generated', syntax: 'hcl', layout: 'root', engine: 'terraform' },
    });
    expect(mapping.roles).toMatchObject([
      {
        name: 'dev',
        permissionSet: { kind: 'named', name: 'Dev' },
        inlinePolicy: { kind: 'own' },
        document: {
          name: 'SSMRunAs-dev-Session',
          description: 'Sessions of permission set Dev run as Linux user dev.',
        },
        session: { idleTimeoutMinutes: 20 },
        kmsKey: undefined,
        nodes: { tags: {}, kinds: ['ec2', 'hybrid'] },
        principalTag: 'forbid',
      },
    ]);
  });

  test('of who deploys: also CloudFormation, where a StackSet does and others are listed', async () => {
    const deployersOf = async (top: string) =>
      (await modelOf(`${top}regions: [eu-central-1]\nroles: { dev: { osUser: dev, permissionSet: Dev } }\n`))
        .documents.deployedBy;
    const stackSet = 'deploy: stackset, stackSet: { organizationalUnits: [ou-ab12-cdefgh34] }';
    const terraform = 'arn:aws:iam::*:role/terraform';
    const roles = 'arn:aws:iam::*:role/stacksets-exec-*';
    expect(await deployersOf(quietTop)).toEqual([terraform]);
    expect(await deployersOf(quietTopWith(stackSet))).toEqual([roles, terraform]);
    expect(
      await deployersOf(quietTopWith(stackSet).replaceAll('role/terraform', 'role/stacksets-exec-*')),
    ).toEqual([roles]);
    const unstated = quietTopWith(stackSet).replace(/, deployedBy: \[.*?\]/, '');
    expect(await deployersOf(unstated)).toEqual([]);
  });

  test.each([
    ['prepare', 'ignore'],
    ['switch', 'ignore'],
    ['enforce', 'forbid'],
  ])('in rollout %s the principal tag is %s', async (rollout, principalTag) => {
    const top = `${quietTop}rollout: ${rollout}\n`;
    const { roles } = await modelOf(`${top}roles: { dev: { osUser: dev, permissionSet: Dev } }\n`);
    expect(roles[0]?.principalTag).toBe(principalTag);
    const own = await modelOf(
      `${top}roles: { dev: { osUser: dev, permissionSet: Dev, principalTag: match } }\n`,
    );
    expect(own.roles[0]?.principalTag).toBe('match');
  });
});

test('a role is merged with the mapping key by key, lists replaced whole', async () => {
  const { roles } = await modelOf(`
version: 1
nodes: { tags: { ssm-runas: linux, stage: [prod, test] }, kinds: [hybrid, ec2] }
session:
  idleTimeoutMinutes: 10
  kmsKey: alias/x
  s3: { bucket: logs-bucket, prefix: all }
roles:
  dev:
    osUser: dev
    permissionSet: Dev
    nodes: { tags: { stage: [dev], team: a }, kinds: [ec2] }
    session: { maxDurationMinutes: 60, s3: { prefix: dev, encrypted: false } }
`);
  expect(roles[0]?.nodes).toEqual({
    tags: { 'ssm-runas': ['linux'], stage: ['dev'], team: ['a'] },
    matchTags: {},
    kinds: ['ec2'],
  });
  expect(roles[0]?.session).toEqual({
    idleTimeoutMinutes: 10,
    maxDurationMinutes: 60,
    kmsKey: 'alias/x',
    s3: { bucket: 'logs-bucket', prefix: 'dev', encrypted: false },
  });
});

describe('guardrails', () => {
  const effective = async (top: string, role: string) => {
    const { guardrails, roles } = await modelOf(
      `${quietTop}${top}\nroles: { dev: { osUser: dev, permissionSet: Dev${role} } }\n`,
    );
    return { mapping: guardrails, role: roles[0]?.guardrails };
  };
  const standard = { list: 'standard', deny: [], except: [] };

  test('are standard unless stated', async () => {
    expect(await effective('', '')).toEqual({ mapping: standard, role: standard });
  });

  test('a word in a role replaces what the mapping says', async () => {
    const top = 'guardrails: { deny: ["ssm:PutParameter"] }';
    expect((await effective(top, ', guardrails: standard')).role).toEqual(standard);
    expect((await effective(top, ', guardrails: none')).role).toEqual({
      list: 'none',
      deny: [],
      except: [],
    });
  });

  test('an object changes the list that it names, else the one that is inherited', async () => {
    const strict = { list: 'strict', deny: [], except: [] };
    expect(await effective('guardrails: strict', '')).toEqual({ mapping: strict, role: strict });
    expect(await effective('guardrails: { base: strict }', ', guardrails: { deny: ["s3:*"] }')).toEqual({
      mapping: strict,
      role: { ...strict, deny: ['s3:*'] },
    });
    expect((await effective('guardrails: strict', ', guardrails: { base: standard }')).role).toEqual(
      standard,
    );
    expect((await effective('', ', guardrails: strict')).role).toEqual(strict);
  });

  test('an object in a role changes what it inherits', async () => {
    const top = 'guardrails: { deny: ["ssm:PutParameter"], except: ["ssm:SendCommand"] }';
    expect((await effective(top, ', guardrails: { except: [] }')).role).toEqual({
      list: 'standard',
      deny: ['ssm:PutParameter'],
      except: [],
    });
    expect((await effective('guardrails: none', ', guardrails: { deny: ["s3:*"] }')).role).toEqual({
      list: 'standard',
      deny: ['s3:*'],
      except: [],
    });
  });
});

test('each way to name a KMS key is told apart', async () => {
  const keys = [
    ['1234abcd-12ab-34cd-56ef-1234567890ab', 'id'],
    [`mrk-${'0123456789abcdef'.repeat(2)}`, 'id'],
    ['alias/a/b', 'alias'],
    ['arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab', 'key-arn'],
    ['arn:aws:kms:eu-west-1:111122223333:alias/x', 'alias-arn'],
  ] as const;
  for (const [text, kind] of keys) {
    const { roles } = await modelOf(
      `version: 1\nsession: { kmsKey: "${text}" }\nroles: { dev: { osUser: dev, permissionSet: Dev } }\n`,
    );
    expect(roles[0]?.kmsKey).toMatchObject({ kind, text });
  }
});

test('a tag key __proto__ is data all the way', async () => {
  const { documents, roles } = await modelOf(
    `${quietTopWith('tags: { __proto__: a }')}roles:\n  dev: { osUser: dev, permissionSet: Dev, nodes: { tags: { __proto__: b } } }\n`,
  );
  expect(Object.entries(documents.tags)).toEqual([['__proto__', 'a']]);
  expect(Object.entries(roles[0]?.nodes.tags ?? {})).toEqual([
    ['__proto__', ['b']],
    ['ssm-runas', ['linux']],
  ]);
});
