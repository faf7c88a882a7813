/**
 * Every policy that AWS manages, attached to the roles of a mapping, and each twelfth merged into the policy of a role: no fault, no
 * refusal, and a violation exactly for those that deny what a role needs without a condition on the caller. `MANAGED_EVERY=n` takes
 * each nth policy instead, for both.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readPolicy } from '../../src/iam/read-policy.js';
import { proveMapping } from '../../src/prove.js';
import { prove } from '../../src/verify/prove.js';
import { processorSeconds, slowness } from '../processor-time.js';
import { checked } from './proof/proven.js';

const data = join(import.meta.dirname, '../data/aws-managed-policies.jsonl.gz');
const policies = gunzipSync(readFileSync(data))
  .toString()
  .trim()
  .split('\n')
  .map((line): { readonly name: string; readonly document: unknown } => JSON.parse(line));

/** Each denies everything but a list of actions in which no role's actions are, or everything. */
const lockingOut = [
  'AWSDenyAll',
  'AWSIAMIdentityCenterAllowListForIdentityContext',
  'AmazonDataZoneEnvironmentRolePermissionsBoundary',
  'AmazonDataZoneProjectDeploymentPermissionsBoundary',
  'AmazonDataZoneProjectRolePermissionsBoundary',
  'AmazonDataZoneSageMakerEnvironmentRolePermissionsBoundary',
  'AmazonSecurityLakePermissionsBoundary',
  'IAMAuditRootUserCredentials',
  'IAMCreateRootUserPassword',
  'IAMDeleteRootUserCredentials',
  'S3UnlockBucketPolicy',
  'SQSUnlockQueuePolicy',
  'SageMakerStudioProjectUserRolePermissionsBoundary',
];

/** Each nth policy, and those that lock out. */
const each = (nth: number) => {
  const every = Number(process.env.MANAGED_EVERY ?? nth);
  return policies.filter(({ name }, at) => at % every === 0 || lockingOut.includes(name));
};

const mappingText = (settings: string) => `version: 1
accounts: ["111122223333", "444455556666"]
regions: [eu-central-1, eu-west-1]
accessControlAttributes: { configuration: elsewhere }
nodes: { tags: { ssm-runas: linux, stage: [test, prod] } }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin${settings} }
  developer: { osUser: dev, permissionSet: LinuxDeveloper }
`;

/** Each is tried by itself also where several are handed in; what is tried without them is then tried once for all of these. */
const together = 20;

const mayBe: readonly string[] = ['proof-may-lock-out', 'proof-exempt'];

test('attached policies lock out or leave alone', async () => {
  const { mapping, access } = await checked(mappingText(''));
  const violating = new Set<string>();
  const warned = new Set<string>();
  let slowest = { names: [''], seconds: 0 };
  const tried = each(1);
  for (let at = 0; at < tried.length; at += together) {
    const some = tried.slice(at, at + together);
    const names = some.map(({ name }) => name);
    const attached = some.flatMap(({ name, document: json }) => {
      const [document, problems] = readPolicy(name, json);
      expect(problems, name).toEqual([]);
      return document ? [{ name, kind: 'identity' as const, document }] : [];
    });
    let proof: ReturnType<typeof prove> | undefined;
    const seconds = processorSeconds(() => {
      proof = prove(mapping, access, attached);
    });
    expect(proof?.unsupported, names.join()).toEqual([]);
    expect(proof?.besides.slice(2)).toEqual(names);
    const found = proof?.violations ?? [];
    for (const { code, beside } of found) (mayBe.includes(code) ? warned : violating).add(beside);
    expect(proof?.holds).toBe(!found.some(({ code }) => !mayBe.includes(code)));
    if (seconds > slowest.seconds) slowest = { names, seconds };
  }
  console.log({ tried: tried.length, warned: [...warned].filter((name) => !violating.has(name)), slowest });
  expect([...violating].sort()).toEqual([...lockingOut].sort());
  expect(slowest.seconds / slowness()).toBeLessThan(5);
});

/** Together with the generated statements, larger ones exceed the quota of an inline policy. */
const mostMerged = 6_000;

test('merged policies lock out or leave alone', async () => {
  const text = mappingText(', inlinePolicy: { merge: policy.json }');
  const tried = each(12)
    .map(({ name, document }) => ({ name, json: JSON.stringify(document, withoutSids) }))
    .filter(({ json }) => json.length < mostMerged);
  const violating: string[] = [];
  for (const { name, json } of tried) {
    const { diagnostics, report } = await proveMapping(
      { file: 'ssm-runas.yaml', fileName: 'ssm-runas.yaml', bytes: new TextEncoder().encode(text) },
      { readRelated: async () => new TextEncoder().encode(json), policies: [] },
    );
    expect(
      diagnostics.filter(({ severity }) => severity === 'error'),
      name,
    ).toEqual([]);
    expect(report?.unsupported, name).toEqual([]);
    if (report && !report.proof.holds) violating.push(name);
  }
  const expected = lockingOut.filter((name) => tried.some((one) => one.name === name));
  console.log({ tried: tried.length, violating });
  expect(violating.sort()).toEqual(expected.sort());
  expect(expected.length).toBeGreaterThan(5);
});

/** A merged Sid that a generated statement has too is refused. */
function withoutSids(key: string, value: unknown): unknown {
  return key === 'Sid' ? undefined : value;
}
