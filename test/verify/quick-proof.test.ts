/** The proof that `generate` does in passing: once for all roles of one shape, and nothing is written when it fails. */
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { reportInto } from '../../src/diagnostics/report.js';
import { quickProof } from '../../src/verify/quick-proof.js';
import { mappingOf } from '../bench/mapping-of.mjs';
import { caseNames, compileCase } from '../cases/case.js';
import { repository, run } from '../cli/world.js';
import { type Checked, checked } from './proof/proven.js';

function findings({ mapping, access }: Checked): Diagnostic[] {
  const found: Diagnostic[] = [];
  quickProof(mapping, access, reportInto(found, undefined), () => ({}));
  return found;
}

test.each(caseNames)('finds nothing in %s', async (name) => {
  const { mapping, access } = await compileCase(name, 'hcl');
  if (!mapping || !access) throw new Error('refused');
  expect(findings({ mapping, access })).toEqual([]);
});

test.each([
  'StartOnNodes',
  'StartWithRoleDocument',
  'DenyOtherDocuments',
  'DenyNoDocument',
  'DenyUntaggedNodes',
  'DenyRunAsTag',
])('notices that %s is missing from one role of many', async (sid) => {
  const sound = await checked(mappingOf(20));
  const roles = sound.access.roles.map((role, at) => {
    if (at !== 13) return role;
    const policy = { ...role.policy, Statement: role.policy.Statement.filter(({ Sid }) => Sid !== sid) };
    return { ...role, policy, policyText: JSON.stringify(policy) };
  });
  const found = findings({ ...sound, access: { ...sound.access, roles } });
  expect(found.map(({ path }) => path)).toContainEqual(['roles', 'team-0013']);
});

// Beside other policies `prepare` promises no denial: only our Allows by themselves can show that they give too much.
test.each(['prepare', 'enforce'])('notices an Allow that is too wide in %s', async (rollout) => {
  const removes = `configuration: unmanaged\n  removes: "\${path:userType}"`;
  const text = mappingOf(20)
    .replace('rollout: enforce', `rollout: ${rollout}`)
    .replace('configuration: unmanaged', removes);
  const sound = await checked(text);
  expect(findings(sound)).toEqual([]);
  const roles = sound.access.roles.map((role, at) => {
    if (at !== 13) return role;
    const Statement = role.policy.Statement.map((statement) =>
      statement.Sid === 'StartWithRoleDocument'
        ? { ...statement, Resource: 'arn:aws:ssm:*:*:document/*' }
        : statement,
    );
    const policy = { ...role.policy, Statement };
    return { ...role, policy, policyText: JSON.stringify(policy) };
  });
  const found = findings({ ...sound, access: { ...sound.access, roles } });
  expect(found.map(({ code, path }) => [code, path])).toContainEqual([
    'proof-one-lock',
    ['roles', 'team-0013'],
  ]);
});

describe('generate', () => {
  const mapping = `version: 1
accessControlAttributes: { configuration: elsewhere }
accounts: ["111111111111"]
nodes: { tags: { ssm-runas: linux } }
session: { kmsKey: alias/session-manager }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin, inlinePolicy: { merge: admin.json } }
`;
  const policy = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

  test.each([
    ['proof-locks-out', { Sid: 'NoSessions', Effect: 'Deny', Action: 'ssm:Start*', Resource: '*' }],
    ['merge-file-not-understood', { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:*:::bucket' }],
  ])('writes no policies that earn %s', async (code, statement) => {
    const cwd = repository({ 'ssm-runas.yaml': mapping, 'admin.json': policy(statement) });
    const refused = await run(cwd, ['generate']);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(`error[${code}]`);
    expect((await run(cwd, ['generate', '--check'])).code).toBe(1);
    const forced = await run(cwd, ['generate', '--no-prove']);
    expect(forced.code).toBe(0);
    expect(forced.stderr).toContain('not proven (--no-prove)');
    expect((await run(cwd, ['generate', '--no-prove', '--check'])).code).toBe(0);
  });

  test('holds each role with a merge file by itself: the file may name what ours never does', async () => {
    const other =
      '  other: { osUser: other, permissionSet: LinuxOther, inlinePolicy: { merge: admin.json } }\n';
    const statement = {
      Sid: 'NotOther',
      Effect: 'Deny',
      Action: 'ssm:StartSession',
      Resource: '*',
      Condition: { StringLike: { 'aws:PrincipalArn': '*/AWSReservedSSO_LinuxOther_*' } },
    };
    const cwd = repository({ 'ssm-runas.yaml': mapping + other, 'admin.json': policy(statement) });
    const { code, stderr } = await run(cwd, ['generate']);
    expect(code).toBe(1);
    expect(stderr).toContain('error[proof-locks-out]');
    expect(stderr).toContain('Role "other"');
  });

  test.each([
    ['at its Sid', { Sid: 'NoSessions' }, 8],
    ['at its Effect, without a Sid', {}, 8],
  ])('points at the statement of the merge file that decides, %s', async (_, sid, line) => {
    const harmless = { Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
    const deny = { ...sid, Effect: 'Deny', Action: 'ssm:StartSession', Resource: '*' };
    const lines = [JSON.stringify(harmless), ...JSON.stringify(deny, null, 1).split('\n')];
    const text = `{\n"Version": "2012-10-17",\n\n"Statement": [\n${lines[0]},\n\n${lines.slice(1).join('\n')}\n]}`;
    const cwd = repository({
      'team/ssm-runas.yaml': mapping.replace('admin.json', 'policies/admin.json'),
      'team/policies/admin.json': text,
    });
    const { code, stderr } = await run(cwd, ['generate', 'team/ssm-runas.yaml']);
    expect(code).toBe(1);
    expect(stderr).toContain(`error[proof-locks-out]`);
    expect(stderr).toMatch(new RegExp(` --> team/policies/admin\\.json:${line}:\\d+`));
  });
});
