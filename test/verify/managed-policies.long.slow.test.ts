/**
 * Every policy that AWS manages, attached to the roles of a mapping: no fault, no refusal, and a violation exactly for those
 * that deny what a role needs without a condition on the caller. `MANAGED_EVERY` takes each nth policy only.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readPolicy } from '../../src/iam/read-policy.js';
import { proveMapping } from '../../src/prove.js';
import { prove } from '../../src/verify/prove.js';
import { processorSeconds } from '../processor-time.js';
import { checked } from './proof/proven.js';

const data = join(import.meta.dirname, '../data/aws-managed-policies.jsonl.gz');
const every = Number(process.env.MANAGED_EVERY ?? 1);

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

const base = `version: 1
accounts: ["111122223333", "444455556666"]
regions: [eu-central-1, eu-west-1]
accessControlAttributes: { configuration: elsewhere }
nodes: { tags: { ssm-runas: linux, stage: [test, prod] } }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
  developer: { osUser: dev, permissionSet: LinuxDeveloper }
`;
const withMerge = base.replace(
  'permissionSet: LinuxAdmin }',
  'permissionSet: LinuxAdmin, inlinePolicy: { merge: policy.json } }',
);

test('policies that AWS manages lock out or leave alone', { timeout: 7_200_000 }, async () => {
  const { mapping, access } = await checked(base);
  const lines = gunzipSync(readFileSync(data)).toString().trim().split('\n');
  const violating: string[] = [];
  const warned: string[] = [];
  let slowest = { name: '', seconds: 0 };
  const tried: string[] = [];
  for (const [at, line] of lines.entries()) {
    const { name, document: json } = JSON.parse(line);
    if (at % every !== 0 && !lockingOut.includes(name)) continue;
    tried.push(name);
    const [document, problems] = readPolicy(name, json);
    expect(problems, name).toEqual([]);
    if (!document) continue;
    let proof: ReturnType<typeof prove> | undefined;
    const seconds = processorSeconds(() => {
      proof = prove(mapping, access, [{ name: `${name}.json`, kind: 'identity', document }]);
    });
    expect(proof?.unsupported, name).toEqual([]);
    if (proof && !proof.holds) violating.push(name);
    else if (proof && proof.violations.length > 0) warned.push(name);
    if (seconds > slowest.seconds) slowest = { name, seconds };
  }
  console.log({ tried: tried.length, warned, slowest });
  expect(violating.sort()).toEqual([...lockingOut].sort());
  expect(slowest.seconds).toBeLessThan(20);
});

/** Together with the generated statements, larger ones exceed the quota of an inline policy. */
const mostMerged = 6_000;

test('policies below 6 kB as merge files lock out or leave alone', { timeout: 7_200_000 }, async () => {
  const lines = gunzipSync(readFileSync(data)).toString().trim().split('\n');
  const violating: string[] = [];
  const tried: string[] = [];
  for (const [at, line] of lines.entries()) {
    const { name, document } = JSON.parse(line);
    const text = JSON.stringify(document);
    if (text.length >= mostMerged || (at % every !== 0 && !lockingOut.includes(name))) continue;
    tried.push(name);
    const { diagnostics, report } = await proveMapping(
      { file: 'ssm-runas.yaml', fileName: 'ssm-runas.yaml', bytes: new TextEncoder().encode(withMerge) },
      { readRelated: async () => new TextEncoder().encode(text), policies: [] },
    );
    const refused = diagnostics.filter(({ severity }) => severity === 'error');
    expect(refused, name).toEqual([]);
    expect(report?.unsupported, name).toEqual([]);
    if (report && !report.proof.holds) violating.push(name);
  }
  const expected = lockingOut.filter((name) => tried.includes(name));
  console.log({ tried: tried.length, violating });
  expect(violating.sort()).toEqual(expected.sort());
  expect(expected.length).toBeGreaterThan(5);
});
