/** One mistake is one finding: each value of two large mappings is made wrong in every way, and nothing else is reported. */
import { describe, expect, test } from 'vitest';
import { readText } from './read.js';

const stackSet = {
  version: 1,
  rollout: 'prepare',
  accessControlAttributes: {
    configuration: 'unmanaged',
    keep: { CostCenter: '${path:enterprise.costCenter}', Project: '${path:title}' },
  },
  identityCenter: {
    instanceArn: 'arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5',
    region: 'eu-central-1',
  },
  accounts: ['111122223333', '444455556666'],
  regions: ['eu-central-1', 'eu-west-1'],
  arns: 'accounts',
  nodes: {
    tags: { 'ssm-runas': 'linux' },
    matchTags: { Project: 'Project' },
    kinds: ['ec2'],
    users: 'association',
    accountDefaults: { shell: '/bin/bash' },
  },
  session: { kmsKey: 'alias/x', s3: { bucket: 'log-{account}' }, cloudWatch: { logGroup: '/a/{region}' } },
  documents: {
    name: 'SSMRunAs-{role}-Session',
    previous: ['Old'],
    deployedBy: ['arn:aws:iam::*:role/terraform'],
    deploy: 'stackset',
    stackSet: {
      organizationalUnits: ['ou-ab12-cdefgh34'],
      accounts: ['111122223333'],
      autoDeploy: false,
      failureToleranceCount: 1,
    },
  },
  guardrails: { base: 'strict', deny: ['ec2:RunInstances'], except: ['ssm:PutParameter'] },
  serviceControlPolicies: { targets: ['ou-ab12-cdefgh34'] },
  roles: {
    admin: {
      osUser: 'ops',
      permissionSet: { name: 'LinuxAdmin', create: { description: 'x' } },
      osAccount: { uid: 3001 },
      assignments: [{ group: 'g', accounts: ['111122223333'] }],
      sessionsBefore: false,
      tunnels: { db: { port: 5432, host: 'h.x' } },
      awsDocuments: ['AWS-StartPortForwardingSession'],
    },
    dev: {
      osUser: 'dev',
      permissionSet: {
        name: 'LinuxDev',
        arn: 'arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-1234567890abcdef',
      },
      session: { kmsKey: 'alias/y' },
      nodes: { kinds: ['hybrid'] },
      guardrails: { deny: ['s3:PutObject'] },
    },
  },
};

const module = {
  version: 1,
  rollout: 'switch',
  accessControlAttributes: {
    configuration: 'managed',
    keep: { CostCenter: 'x' },
    address: 'aws_ssoadmin_instance_access_control_attributes.this',
  },
  accounts: ['111122223333'],
  nodes: { tags: { a: 'b' } },
  session: { kmsKey: 'alias/x' },
  documents: { deployedBy: ['arn:aws:iam::*:role/terraform'] },
  defaultDocument: 'lock',
  roles: { admin: { osUser: 'ops', permissionSet: 'A' } },
  output: { layout: 'module', moduleAddress: 'module.x', defaultDocumentModuleAddress: 'module.y' },
};

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

const wrongValues = [null, '', '#{}', 'x y!*', '{{x}}', 5, true, [], {}];

/** `text` with the value at each path replaced, its key misspelled, and its key written twice. */
function* mutationsOf(
  json: Json,
  around: (text: string) => string = (text) => text,
  path: readonly string[] = [],
): Generator<{ readonly what: string; readonly text: string }> {
  if (typeof json !== 'object') return;
  const isList = Array.isArray(json);
  const entries = Object.entries(json);
  const spelled = (key: string, value: string) => (isList ? value : `${JSON.stringify(key)}:${value}`);
  const write = (parts: readonly string[]) => around(isList ? `[${parts.join()}]` : `{${parts.join()}}`);
  for (const [at, [key, value]] of entries.entries()) {
    const own = JSON.stringify(value);
    const withParts = (...parts: string[]) =>
      write(entries.flatMap(([k, v], i) => (i === at ? parts : [spelled(k, JSON.stringify(v))])));
    const where = [...path, key];
    for (const wrong of wrongValues) {
      const text = JSON.stringify(wrong);
      yield { what: `${where.join('.')} = ${text}`, text: withParts(spelled(key, text)) };
    }
    if (!isList) {
      yield { what: `${where.join('.')} misspelled`, text: withParts(spelled(`${key}x`, own)) };
      yield {
        what: `${where.join('.')} twice`,
        text: withParts(spelled(key, own), spelled(key, own)),
      };
    }
    yield* mutationsOf(value, (text) => withParts(spelled(key, text)), where);
  }
}

/** These say several things at once: what is empty lacks several keys, or what others need. */
const severalMistakes = [
  'nodes = {}',
  'roles.admin = {}',
  'roles.dev = {}',
  'roles.admin.assignments.0 = {}',
  'accessControlAttributes.keep = {}',
];

describe('a mistake is one finding', () => {
  test.each([
    ['with a StackSet', stackSet],
    ['in a module', module],
  ])('%s', async (_, mapping) => {
    const textOf = async (text: string) => (await readText(text, { fileName: 'ssm-runas.json' })).findings;
    const before = new Set((await textOf(JSON.stringify(mapping))).map(({ code }) => code));
    expect([...before]).toEqual([]);
    const several: string[] = [];
    let count = 0;
    for (const { what, text } of mutationsOf(mapping)) {
      count += 1;
      const findings = await textOf(text);
      const isWrong = findings.some(({ severity }) => severity === 'error');
      if (!isWrong || findings.length === 1 || severalMistakes.includes(what)) continue;
      several.push(`${what}: ${findings.map(({ code }) => code).join(', ')}`);
    }
    expect(several).toEqual([]);
    expect(count).toBeGreaterThan(200);
  });
});
