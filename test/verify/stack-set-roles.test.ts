/** Under the service control policies nobody but who deploys makes a role as which StackSets write documents. */
import { describe, expect, test } from 'vitest';
import { serviceControlPolicies } from '../../src/access/service-control-policy.js';
import type { Statement } from '../../src/iam/policy.js';
import { type Proof, prove } from '../../src/verify/prove.js';
import { checked } from './proof/proven.js';

const mappingWith = (deployedBy: string) => `version: 1
accounts: ["111111111111"]
regions: [eu-central-1]
accessControlAttributes: { configuration: elsewhere }
nodes: { tags: { ssm-runas: linux } }
documents: { deployedBy: [${deployedBy}] }
roles:
  admin: { osUser: u-admin, permissionSet: Linux-admin }
  dev: { osUser: u-dev, permissionSet: Linux-dev }
`;
const everywhere = '"arn:aws:iam::*:role/stacksets-exec-*"';

/** `change` is of each statement of the service control policies. */
async function proven(deployedBy: string, change: (statement: Statement) => Statement | undefined) {
  const { mapping, access } = await checked(mappingWith(deployedBy));
  const attached = serviceControlPolicies(mapping).map(({ Version, Statement }, at) => ({
    name: `scp-${at}`,
    kind: 'service-control' as const,
    document: { Version, Statement: Statement.flatMap((one) => change(one) ?? []) },
  }));
  return prove(mapping, access, attached);
}

describe('roles as which StackSets deploy', () => {
  const under = (change: (statement: Statement) => Statement | undefined) =>
    proven(everywhere, (one) => (one.Sid === 'StackSetRoles' ? change(one) : one));
  const roleClaim = ({ claims }: Proof) =>
    claims.find(({ claim }) => claim === 'stack-set-roles')?.results.map(({ verdict }) => verdict);

  test('are made by nobody else under the generated policies', async () => {
    for (const deployedBy of [everywhere, '"arn:aws:iam::111111111111:role/stacksets-exec-*"']) {
      const proof = await proven(deployedBy, (one) => one);
      expect([proof.holds, proof.violations, roleClaim(proof)]).toEqual([true, [], ['holds']]);
    }
  });

  test('are asked about only where they may write documents', async () => {
    const proof = await proven('"arn:aws:iam::111111111111:role/deploy"', (one) => one);
    expect([proof.holds, roleClaim(proof)]).toEqual([true, undefined]);
  });

  test.each<[string, (statement: Statement) => Statement | undefined, RegExp]>([
    ['is left out', () => undefined, /a role of StackSets, created by a .*\(iam:CreateRole\)/],
    [
      'leaves out who assumes a role',
      (statement) => ({ ...statement, Action: 'iam:CreateRole' }),
      /given to others .*\(iam:UpdateAssumeRolePolicy\)/,
    ],
    [
      'names one account',
      (statement) => ({ ...statement, Resource: 'arn:aws:iam::999999999999:role/stacksets-exec-*' }),
      /iam:CreateRole/,
    ],
    [
      'names longer roles',
      (statement) => ({ ...statement, Resource: 'arn:aws:iam::*:role/stacksets-exec-??*' }),
      /role\/stacksets-exec-/,
    ],
    [
      'denies roles only',
      (statement) => ({ ...statement, Condition: { StringEquals: { 'aws:PrincipalType': 'AssumedRole' } } }),
      /created by a user/,
    ],
    [
      'excepts who has a tag',
      (statement) => ({ ...statement, Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'x' } } }),
      /team "x"/,
    ],
    [
      'denies in one Region',
      (statement) => ({
        ...statement,
        Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } },
      }),
      /iam:CreateRole/,
    ],
  ])('not if the statement %s', async (_, change, words) => {
    const proof = await under(change);
    expect([proof.holds, roleClaim(proof)]).toEqual([false, ['violated']]);
    expect(proof.violations.map(({ code, roles }) => [code, roles])).toEqual([
      ['proof-outsider', ['admin', 'dev']],
    ]);
    expect(proof.violations[0]?.request.words).toMatch(words);
  });

  test('but for whom the statement excepts by name', async () => {
    const proof = await under((statement) => ({
      ...statement,
      Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Founder' } },
    }));
    expect([proof.holds, roleClaim(proof)]).toEqual([true, ['exempt']]);
    expect(proof.violations.map(({ code, arguments: { doubts } }) => [code, doubts])).toEqual([
      ['proof-exempt', 'arn:aws:iam::*:role/Founder'],
    ]);
  });

  test('are named apart from documents that somebody else writes', async () => {
    const { violations } = await proven(everywhere, (one) =>
      one.Sid?.startsWith('DocumentOf') ? one : undefined,
    );
    expect(violations.map(({ request }) => request.scenarios)).toEqual([
      ['claim-document-writes'],
      ['claim-stack-set-roles'],
    ]);
  });
});
