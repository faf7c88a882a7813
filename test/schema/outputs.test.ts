/**
 * The published schemas of what commands print as JSON: real output is valid, and has no property that its schema does not
 * name. Published schemas allow more properties, because later versions may add some; here each object is closed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { badMapping, goodMapping, repository, run } from '../cli/world.js';
import { readCase } from '../gate/plan-case.js';

const names = ['findings', 'gate', 'proof'] as const;
const schemaOf = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../schema/${name}.schema.json`), 'utf8'));

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in inner && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
}

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
for (const name of names) ajv.addSchema(closed(schemaOf(name)) as object, name);

function errorsOf(name: (typeof names)[number], text: string) {
  const validate = ajv.getSchema(name);
  if (!validate) throw new Error(`no schema ${name}`);
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const denied = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Action: 'ssm:*',
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    },
  ],
});
const opening = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Sid: 'All', Effect: 'Allow', Action: 'ssm:*', Resource: '*' }],
});
const unknown = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: { Unknown: { a: 'b' } } }],
});
const merging = goodMapping
  .replace('rollout: prepare', 'rollout: enforce')
  .replace('LinuxAdmin }', 'LinuxAdmin, inlinePolicy: { merge: policy.json } }');
const gated = readCase('switch');

const files = {
  'good.yaml': goodMapping.replace('version: 1', 'version: 1\nname: good'),
  'bad.yaml': badMapping,
  'accepting.yaml': `${goodMapping}accept: [{ code: session-unencrypted, reason: TLS is enough. }]\n`,
  'denied.yaml': merging,
  'policy.json': denied,
  'opening.json': opening,
  'unknown.json': unknown,
  'scp.json': opening,
  'switch.yaml': gated.mapping,
  'plan.json': gated.plan,
  'documents.json': gated.documents[0] ?? '',
  'a.json': '{}',
};

describe('findings', () => {
  it.each([
    ['validate', 'good.yaml'],
    ['validate', 'bad.yaml'],
    ['validate', 'accepting.yaml', '--accept', 'accounts-unstated'],
    ['validate', '--all'],
    ['validate', 'gone.yaml'],
    ['init', '--attributes', 'a.json', '--stdout'],
  ])('of %s %s', async (...argv) => {
    const { stdout, stderr } = await run(repository(files), [...argv, '--format', 'json']);
    expect(errorsOf('findings', argv[0] === 'init' ? stderr : stdout)).toEqual([]);
  });

  it('of prove', async () => {
    const { stderr } = await run(repository(files), ['prove', 'denied.yaml', '--findings', 'json']);
    expect(errorsOf('findings', stderr)).toEqual([]);
  });
});

describe('a verdict of gate', () => {
  it.each([
    ['accepted', ['--documents', 'documents.json']],
    ['refused', []],
  ])('%s', async (verdict, more) => {
    const argv = ['gate', 'switch.yaml', '--plan', 'plan.json', '--format', 'json', ...more];
    const { stdout } = await run(repository(files), argv);
    expect(JSON.parse(stdout).accepted).toBe(verdict === 'accepted');
    expect(errorsOf('gate', stdout)).toEqual([]);
  });
});

describe('a proof', () => {
  it.each([
    ['that holds', ['good.yaml']],
    ['with a violation', ['denied.yaml']],
    ['with an accepted violation', ['denied.yaml', '--accept', 'proof-may-lock-out']],
    ['beside a policy that is not understood', ['good.yaml', '--with-policy', 'unknown.json']],
    [
      'under a boundary and a service control policy',
      ['denied.yaml', '--boundary', 'opening.json', '--scp', 'scp.json'],
    ],
    ['beside a policy that opens everything', ['good.yaml', '--with-policy', 'opening.json']],
    ['of a mapping with mistakes', ['bad.yaml']],
    ['of several mappings', ['good.yaml', 'bad.yaml']],
  ])('%s', async (_, argv) => {
    const { stdout } = await run(repository(files), ['prove', ...argv, '--format', 'json']);
    expect(errorsOf('proof', stdout)).toEqual([]);
  });
});

it.each(names)('%s.schema.json refuses a document that lacks what is required', (name) => {
  expect(errorsOf(name, '{}')).not.toEqual([]);
});

it.each(names)('%s.schema.json allows properties of later versions', (name) => {
  expect(JSON.stringify(schemaOf(name))).not.toContain('"additionalProperties":false');
});
