/** Service control policies stay within AWS's size limit whatever the lists of the mapping hold, and lose nothing. */
import { expect, test } from 'vitest';
import { buildAccess } from '../../src/access/access.js';
import { serviceControlPolicyText } from '../../src/access/service-control-policy.js';
import { serviceControlPolicyCharacters } from '../../src/aws/limits.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { reportInto } from '../../src/diagnostics/report.js';
import { compileGlob, globOf } from '../../src/iam/glob.js';
import { many } from '../../src/iam/policy.js';
import { serviceControlSids } from '../../src/iam/sids.js';
import { compileMapping } from '../cases/case.js';
import { modelOf, quietTop } from '../mapping/read.js';

const numbered = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => JSON.stringify(text(at))).join(', ');
const previous = (count: number) => `previous: [${numbered(count, (at) => `Older-Session-Document-${at}`)}]`;
const deployedBy = (count: number) =>
  `deployedBy: [${numbered(count, (at) => `arn:aws:iam::${100_000_000_000 + at}:role/terraform`)}]`;

async function policiesOf(documents: string, more = '') {
  const text = `${quietTop.replace(/deployedBy.* }/, `name: "RunAs-{role}", ${documents} }`)}${more}roles: { dev: { osUser: dev, permissionSet: Dev }, ops: { osUser: ops, permissionSet: Ops } }
`;
  const mapping = await modelOf(text);
  const found: Diagnostic[] = [];
  const { serviceControlPolicies } = buildAccess(mapping, reportInto(found, undefined));
  const texts = serviceControlPolicies.map(serviceControlPolicyText);
  const codes = found.map(({ code }) => code).filter((code) => code.startsWith('scp-'));
  return { statements: serviceControlPolicies.map(({ Statement }) => Statement), texts, codes };
}

test.each([0, 1, 50, 90, 91, 92, 93, 100, 150, 400])('%d previous names', async (count) => {
  const { statements, texts, codes } = await policiesOf(
    count === 0 ? deployedBy(1) : `${previous(count)}, ${deployedBy(40)}`,
  );
  expect(codes).toEqual([]);
  for (const text of texts) expect(text.length).toBeLessThanOrEqual(serviceControlPolicyCharacters);
  expect(statements.every((group) => group.length > 0)).toBe(true);

  const all = statements.flat();
  expect(new Set(all.map(({ Sid }) => Sid)).size).toBe(all.length);
  const covered = (sid: string) =>
    all.filter(({ Sid }) => Sid?.startsWith(sid)).flatMap(({ Resource }) => many(Resource ?? []));
  expect(covered('PreviousDocuments')).toHaveLength(count);
  // Those of the template, the default document and each older one, all once.
  expect(covered('DocumentWrites')).toHaveLength(count + 2);
  expect(new Set(covered('DocumentWrites')).size).toBe(count + 2);
  for (const sid of ['PreviousDocuments', 'DocumentWrites']) {
    const alike = all
      .filter(({ Sid }) => Sid?.startsWith(sid))
      .map(({ Effect, Action, Condition }) => JSON.stringify([Effect, Action, Condition]));
    expect(new Set(alike).size).toBe(Math.min(1, alike.length));
  }
});

test('a list of exceptions is refused exactly where no policy can hold it', async () => {
  const longestOf = async (count: number) => {
    const { texts, codes } = await policiesOf(deployedBy(count));
    return { longest: Math.max(...texts.map(({ length }) => length)), codes };
  };
  let most = 100;
  while ((await longestOf(most + 1)).codes.length === 0) most += 1;
  const [last, next] = [await longestOf(most), await longestOf(most + 1)];
  expect(last.codes).toEqual([]);
  expect(last.longest).toBeLessThanOrEqual(serviceControlPolicyCharacters);
  expect(next.codes).toEqual(['scp-too-large']);
  expect(next.longest).toBeGreaterThan(serviceControlPolicyCharacters);
  // One more is one more ARN: there was no room left.
  expect(next.longest - last.longest).toBeLessThan(60);
});

test('nobody sets the tag once it is gone, by any action that can', async () => {
  const { statements } = await policiesOf(deployedBy(1));
  const writes = statements.flat().find(({ Sid }) => Sid === serviceControlSids.runAsTag);
  expect(writes?.Action).toEqual([
    'iam:TagRole',
    'iam:TagUser',
    'iam:CreateRole',
    'iam:CreateUser',
    'sts:TagSession',
  ]);
});

test.each([
  ['', 'scp-files-too-many'],
  ['serviceControlPolicies: { targets: [r-ab12] }\n', 'scp-too-many'],
])('more than nine policies do not fit one target: %j', async (targets, code) => {
  const longList = numbered(150, (at) => `arn:aws:iam::${100_000_000_000 + at}:role/terraform-${at}`);
  const withPrevious = (count: number) =>
    policiesOf(`${previous(count)}, deployedBy: [${longList}]`, targets);
  let count = 1;
  while ((await withPrevious(count)).texts.length < 9) count += 4;
  expect((await withPrevious(count)).codes).toEqual([]);
  while ((await withPrevious(count)).texts.length === 9) count += 4;
  expect((await withPrevious(count)).codes).toEqual([code]);
});

test('with a StackSet, documents are guarded whatever they say, and each guard is of one document', async () => {
  const { mapping, access, diagnostics } = await compileMapping(
    `version: 1
accessControlAttributes: { configuration: disabled }
accounts: ["111122223333"]
regions: [eu-central-1]
nodes: { tags: { ssm-runas: linux } }
session: { kmsKey: alias/session-manager }
documents:
  name: "{role}"
  deploy: stackset
  previous: [web-00112233, web-deadbeef, data]
  stackSet: { organizationalUnits: [ou-ab12-cdefgh34] }
roles:
  web: { osUser: web, permissionSet: Web, tunnels: { logs: { port: 9090 } } }
  web-deadbeef: { osUser: beef, permissionSet: Beef }
  data: { osUser: data, permissionSet: Data }
`,
    'hcl',
  );
  if (!mapping || !access) throw new Error(JSON.stringify(diagnostics));
  const statements = access.serviceControlPolicies.flatMap(({ Statement }) => Statement);
  const guarded = (sid: string) =>
    statements
      .filter(({ Sid }) => Sid === sid)
      .flatMap(({ Resource }) => many(Resource ?? []))
      .map((arn) => arn.split('/')[1] ?? '');
  expect(guarded('DocumentOfWeb')).toEqual(['web-????????', 'web-Tunnel-logs-????????']);
  expect(guarded('DocumentOfWebDeadbeef')).toEqual(['web-deadbeef-????????']);
  expect(guarded('DocumentOfData')).toEqual(['data-????????', 'data']);
  // Of either of two roles: no policy opens it.
  expect(guarded('PreviousDocuments')).toEqual(['web-deadbeef']);
  const names = mapping.roles.flatMap((role) => [role, ...role.tunnels].map(({ document }) => document.name));
  for (const name of names) {
    const guards = ['DocumentOfWeb', 'DocumentOfWebDeadbeef', 'DocumentOfData'].flatMap(guarded);
    expect(guards.filter((pattern) => compileGlob(globOf(pattern))(name))).toHaveLength(1);
  }
});

test('whoever may create roles cannot become a role of StackSets, which may write the documents', async () => {
  const stackSet = 'deploy: stackset, stackSet: { organizationalUnits: [ou-ab12-cdefgh34] }';
  const rolesOf = async (documents: string) => {
    const { statements } = await policiesOf(documents, 'regions: [eu-central-1]\n');
    return statements.flat().filter(({ Sid }) => Sid === serviceControlSids.stackSetRoles);
  };
  const statement = {
    Sid: 'StackSetRoles',
    Effect: 'Deny',
    Action: ['iam:CreateRole', 'iam:UpdateAssumeRolePolicy'],
    Resource: 'arn:aws:iam::*:role/stacksets-exec-*',
  };
  expect(await rolesOf(`${stackSet}, ${deployedBy(1)}`)).toEqual([statement]);
  // StackSets of somebody else deploy them.
  expect(await rolesOf('deployedBy: ["arn:aws:iam::*:role/stacksets-exec-*"]')).toEqual([statement]);
  const here = 'arn:aws:iam::111111111111:role/stacksets-exec-*';
  expect(await rolesOf(`deployedBy: ["${here}"]`)).toEqual([{ ...statement, Resource: here }]);
  expect(await rolesOf(deployedBy(1))).toEqual([]);
  expect(await rolesOf(stackSet)).toEqual([]);
});
