/**
 * Every policy that AWS manages, attached to the roles of a mapping: no fault, no refusal, and a violation exactly for those
 * that deny what a role needs without a condition on the caller. `MANAGED_EVERY` takes each nth policy only.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readPolicy } from '../../src/iam/read-policy.js';
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

test('policies that AWS manages lock out or leave alone', { timeout: 7_200_000 }, async () => {
  const { mapping, access } = await checked(`version: 1
accounts: ["111122223333", "444455556666"]
regions: [eu-central-1, eu-west-1]
accessControlAttributes: { configuration: elsewhere }
nodes: { tags: { ssm-runas: linux, stage: [test, prod] } }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
  developer: { osUser: dev, permissionSet: LinuxDeveloper }
`);
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
