/** The templates of StackSets: names that end in the hash of the content, division, bytes, and the keys that AWS needs. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { jsonencode } from '../../../src/aws/json-text.js';
import { templateBytes, templateDocuments } from '../../../src/aws/limits.js';
import { filled } from '../../../src/mapping/place-values.js';
import { type StackSet, stackSetsOf, substitution } from '../../../src/terraform/plan/stack-set-template.js';
import { compileMapping } from '../../cases/case.js';

const mappingOf = (roles: number, more = '') => `version: 1
accessControlAttributes: { configuration: disabled }
accounts: ["111122223333"]
regions: [eu-central-1]
nodes: { tags: { ssm-runas: linux } }
session: { kmsKey: alias/session-manager${more} }
documents: { deploy: stackset, stackSet: { organizationalUnits: [ou-ab12-cdefgh34] } }
roles:
${Array.from({ length: roles }, (_, at) => `  r${at}: { osUser: u${at}, permissionSet: P${at} }`).join('\n')}
`;

async function setsOf(mapping: string): Promise<readonly StackSet[]> {
  const { mapping: model, access, diagnostics } = await compileMapping(mapping, 'hcl');
  if (!model || !access) throw new Error(JSON.stringify(diagnostics));
  return stackSetsOf(model, access);
}

const bytesOf = ({ template }: StackSet) => Buffer.byteLength(jsonencode(template));
const setByKey = (sets: readonly StackSet[]) =>
  new Map(sets.flatMap(({ name, documents }) => documents.map(({ key }) => [key, name] as const)));

describe('the templates of StackSets', () => {
  it('name each document after its content', async () => {
    const [set] = await setsOf(mappingOf(3));
    for (const { name, content } of set?.documents ?? []) {
      const hash = createHash('sha256').update(jsonencode(content)).digest('hex');
      expect(name).toMatch(new RegExp(`^SSMRunAs-r\\d-Session-${hash.slice(0, 8)}$`));
    }
    const [longer] = await setsOf(mappingOf(3, ', idleTimeoutMinutes: 30'));
    expect(longer?.documents.map(({ name }) => name)).not.toEqual(set?.documents.map(({ name }) => name));
  });

  it('hold 70 documents, and 75 are divided', async () => {
    expect(await setsOf(mappingOf(70))).toHaveLength(1);
    const sets = await setsOf(mappingOf(75));
    expect(sets.map(({ name }) => name)).toEqual(['ssm-runas-documents', 'ssm-runas-documents-2']);
    expect(sets.flatMap(({ documents }) => documents)).toHaveLength(75);
    for (const set of sets) expect(set.documents.length).toBeLessThanOrEqual(templateDocuments);
  });

  it('stay within the bytes of a request', async () => {
    const profile = `, shellProfile: { linux: "${'x'.repeat(2000)}" }`;
    const sets = await setsOf(mappingOf(60, profile));
    expect(sets.length).toBeGreaterThan(2);
    for (const set of sets) expect(bytesOf(set)).toBeLessThanOrEqual(templateBytes);
  });

  it('keep each document in its StackSet when a role is added', async () => {
    const [before, after] = [await setsOf(mappingOf(75)), await setsOf(mappingOf(76))].map(setByKey);
    for (const [key, name] of before ?? []) expect(after?.get(key)).toBe(name);
  });

  it('retain documents, and have no parameters, transforms or nested stacks', async () => {
    const [set] = await setsOf(mappingOf(2));
    expect(Object.keys(set?.template ?? {})).toEqual([
      'AWSTemplateFormatVersion',
      'Description',
      'Resources',
    ]);
    const resources = Object.values(set?.template.Resources ?? {});
    expect(resources).toHaveLength(2);
    for (const resource of resources)
      expect(resource).toMatchObject({
        Type: 'AWS::SSM::Document',
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: { DocumentType: 'Session', DocumentFormat: 'JSON' },
      });
  });

  it('let CloudFormation compute what differs by place, and nothing else', async () => {
    const logs =
      ', s3: { bucket: "logs-{account}", prefix: "{region}/{role}" }, shellProfile: { linux: "cd ${HOME}" }';
    const [set] = await setsOf(mappingOf(1, logs));
    const [document] = set?.documents ?? [];
    expect(document?.content).toMatchObject({
      inputs: {
        s3BucketName: { 'Fn::Sub': 'logs-${AWS::AccountId}' },
        s3KeyPrefix: { 'Fn::Sub': '${AWS::Region}/r0' },
        kmsKeyId: 'alias/session-manager',
        shellProfile: { linux: 'cd ${HOME}' },
      },
    });
  });

  it('name a document that differs by place after what the mapping says', async () => {
    const namesWith = async (bucket: string) => {
      const [set] = await setsOf(mappingOf(1, `, s3: { bucket: "${bucket}" }`));
      return set?.documents.map(({ name }) => name);
    };
    expect(await namesWith('logs-{account}')).toEqual(await namesWith('logs-{account}'));
    expect(await namesWith('logs-{account}')).not.toEqual(await namesWith('logs-{region}'));
  });

  it('are refused when an older name is that of a current document', async () => {
    const [set] = await setsOf(mappingOf(1));
    const [document] = set?.documents ?? [];
    const { diagnostics } = await compileMapping(
      mappingOf(1).replace('documents: {', `documents: { previous: [${document?.name}],`),
      'hcl',
    );
    const taken = diagnostics.filter(({ code }) => code === 'document-name-taken');
    expect(taken.map(({ remedy }) => remedy)).toEqual([expect.stringContaining('another `description`')]);
  });
});

describe('a value that CloudFormation substitutes', () => {
  const values = { 'AWS::AccountId': '111122223333', 'AWS::Region': 'eu-central-1' } as const;
  /** As the page of Fn::Sub says. */
  const substitute = (text: string) =>
    text.replaceAll(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      const value = values[name as keyof typeof values];
      if (value === undefined) throw new Error(`${name} is no pseudo parameter`);
      return value;
    });

  it.each([
    '{account}-{region}',
    '/ssm/{region}',
    '${account} and {account}',
    '${!x}',
    '$ {region}',
    '%{region}',
  ])('is what Terraform writes (%s)', (value) => {
    const { 'AWS::AccountId': account, 'AWS::Region': region } = values;
    expect(substitute(substitution(value))).toBe(filled(value, { account, region }));
  });
});
