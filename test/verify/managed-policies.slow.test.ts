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

test('attached policies lock out or leave alone', async () => {
  const { mapping, access } = await checked(mappingText(''));
  const violating: string[] = [];
  const warned: string[] = [];
  let slowest = { name: '', seconds: 0 };
  const tried = each(1);
  for (const { name, document: json } of tried) {
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
