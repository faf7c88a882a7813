/**
 * Every output of a mapping that uses as much as it can, in each partition: no ARN and no Region of another partition is in any of
 * them, and the proof holds with the service control policies attached.
 */

import { expect, it } from 'vitest';
import { serviceControlPolicyText } from '../src/access/service-control-policy.js';
import type { Partition } from '../src/aws/names.js';
import { partitionOf, regionsOf } from '../src/aws/regions.js';
import { accessMap } from '../src/facts/access-map.js';
import { compile } from '../src/generate.js';
import { proveMapping } from '../src/prove.js';
import { proofFormats, reportFormats } from '../src/report/formats.js';
import { syntaxes } from './cases/case.js';
import { readText } from './mapping/read.js';
import { origin } from './report/report-input.js';

const partitions = Object.keys(regionsOf) as Partition[];

const mergeFile = (partition: Partition) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:${partition}:s3:::b/*` },
    ],
  });

function mappingOf(partition: Partition): string {
  const [region = '', other = region] = regionsOf[partition];
  return `version: 1
name: everything
partition: ${partition}
rollout: switch
accounts: ["111111111111", "222222222222"]
regions: [${[...new Set([region, other])].join(', ')}]
identityCenter:
  instanceArn: arn:${partition}:sso:::instance/ssoins-722357a1b2c3d4e5
  region: ${region}
accessControlAttributes:
  configuration: unmanaged
  removes: "\${path:userType}"
  keep: { CostCenter: "\${path:enterprise.costCenter}" }
nodes: { tags: { ssm-runas: linux } }
session:
  kmsKey: alias/session-manager
  s3: { bucket: example-session-logs, prefix: linux }
  cloudWatch: { logGroup: /ssm/sessions }
documents:
  previous: [SSMRunAs-former-Session]
  deployedBy: ["arn:${partition}:iam::*:role/terraform"]
guardrails: strict
serviceControlPolicies: { targets: [r-ab12] }
roles:
  admin:
    osUser: ops-admin
    permissionSet: { name: LinuxAdmin, arn: "arn:${partition}:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-8a1b2c3d4e5f6071" }
    assignments: [{ group: Linux Admins, accounts: ["111111111111"] }]
  dba:
    osUser: dba
    permissionSet: { name: LinuxDba, create: { sessionDuration: PT8H } }
    session: { kmsKey: 1234abcd-12ab-34cd-56ef-1234567890ab }
    principalTag: forbid
  auditor:
    osUser: audit
    permissionSet: LinuxAuditor
    inlinePolicy: { merge: policy.json }
  exported: { osUser: exported, permissionSet: LinuxExported, inlinePolicy: export }
`;
}

/** Every text that the tool makes of the mapping, by name. */
async function outputsOf(partition: Partition): Promise<ReadonlyMap<string, string>> {
  const file = 'ssm-runas.yaml';
  const source = { file, fileName: file, bytes: new TextEncoder().encode(mappingOf(partition)) };
  const readRelated = async () => new TextEncoder().encode(mergeFile(partition));
  const texts = new Map<string, string>();
  for (const syntax of syntaxes) {
    const { files, diagnostics, access } = await compile(source, { readRelated, syntax });
    expect(diagnostics, syntax).toEqual([]);
    for (const { path, text } of files ?? []) texts.set(`${syntax}/${path}`, text);
    for (const policy of access?.serviceControlPolicies ?? [])
      texts.set('scp', serviceControlPolicyText(policy));
  }
  const bytes = new TextEncoder().encode(texts.get('scp'));
  const policies = [{ file: 'scp.json', kind: 'service-control', bytes } as const];
  const { report, access } = await proveMapping(source, { readRelated, policies });
  if (!report || !access) throw new Error('there is no proof');
  expect(report.violations.filter(({ finding }) => finding.severity === 'error')).toEqual([]);
  const options = { colour: false, columns: 80, strict: false, bytesOf: () => undefined, origin };
  for (const [name, load] of Object.entries(proofFormats))
    texts.set(`prove ${name}`, (await load())(report, options));
  const { mapping } = report;
  const input = { mapping, access, map: accessMap(mapping, access), proof: report, origin };
  for (const [name, load] of Object.entries(reportFormats))
    texts.set(`report ${name}`, (await load())(input));
  return texts;
}

it.each(partitions)('every ARN and Region of every output is of %s', async (partition) => {
  const texts = await outputsOf(partition);
  expect(texts.size).toBeGreaterThan(30);
  const foreign = [...texts].flatMap(([name, text]) => {
    const arns = [...text.matchAll(/arn:(aws[a-z-]*):/g)].filter(([, found]) => found !== partition);
    const regions = [...text.matchAll(/(?<![\w-])[a-z]{2,4}(?:-[a-z]{2,16}){1,3}-[0-9]{1,2}(?![\w-])/g)]
      .map(([region]) => region)
      .filter(
        (region) => regionsOf[partitionOf(region)].includes(region) && partitionOf(region) !== partition,
      );
    return [...arns.map(([arn]) => arn), ...regions].map((found) => `${name}: ${found}`);
  });
  expect(foreign).toEqual([]);
  expect([...texts.values()].filter((text) => text.includes(`arn:${partition}:`)).length).toBeGreaterThan(10);
});

it.each(
  partitions.flatMap((partition) =>
    partitions.filter((other) => other !== partition).map((other) => [partition, other] as const),
  ),
)('a mapping for %s is refused with each ARN and Region of %s, at its place', async (partition, other) => {
  const [region = ''] = regionsOf[other];
  const mixed = mappingOf(partition)
    .replaceAll(`arn:${partition}:`, `arn:${other}:`)
    .replace(/^ {2}region: .*/m, `  region: ${region}`);
  const { findings } = await readText(mixed, { files: { 'policy.json': mergeFile(other) } });
  expect(findings.map(({ code, path, file }) => `${code} ${path?.join('.') ?? file}`)).toEqual([
    'arn-partition policy.json',
    'arn-partition identityCenter.instanceArn',
    'region-partition identityCenter.region',
    'arn-partition documents.deployedBy.0',
    'arn-partition roles.admin.permissionSet.arn',
  ]);
});
