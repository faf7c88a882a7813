/**
 * What other people's policies do to a role, as AWS documents it (IAM user guide: condition operators, set operators, policy
 * variables, NotAction with Deny). `locks out`: some people whom the mapping means are denied whatever they do. `depends`:
 * only some, by a key that the mapping does not fix. `nothing`: the policy cannot matter. What cannot be divided into cases is not
 * decided, which is an error.
 */
import { describe, expect, test } from 'vitest';
import { serviceControlPolicies } from '../../src/access/service-control-policy.js';
import type { ConditionBlock, Statement } from '../../src/iam/policy.js';
import { prove } from '../../src/verify/prove.js';
import { checked } from './proof/proven.js';

const text = `version: 1
accounts: ["111111111111", "222222222222"]
regions: [eu-central-1]
accessControlAttributes: { configuration: elsewhere }
documents: { deployedBy: ["arn:aws:iam::111111111111:role/deploy"] }
nodes: { tags: { ssm-runas: linux } }
session: { kmsKey: alias/session-manager }
roles:
  admin: { osUser: u-admin, permissionSet: Linux-admin }
`;

const deny = (more: Partial<Statement> = {}): Statement => ({
  Effect: 'Deny',
  ...(more.NotAction === undefined && { Action: 'ssm:StartSession' }),
  ...(more.NotResource === undefined && { Resource: '*' }),
  ...more,
});
const when = (Condition: ConditionBlock, more: Partial<Statement> = {}) => deny({ ...more, Condition });

describe('attached to the role', () => {
  const ofRole = async (statements: readonly Statement[]) => {
    const { mapping, access } = await checked(text);
    const document = { Version: '2012-10-17', Statement: statements } as const;
    const { holds, violations, unsupported } = prove(mapping, access, [
      { name: 'p.json', kind: 'identity', document },
    ]);
    expect(unsupported).toEqual([]);
    if (holds && violations.length === 0) return 'nothing';
    if (violations.some(({ code }) => code === 'proof-not-decided')) return 'is not decided';
    const doubts = [...new Set(violations.map((one) => one.arguments.doubts))].join(' and ');
    return holds ? `depends on ${doubts}` : 'locks out';
  };

  test.each<readonly [string, string, readonly Statement[]]>([
    [
      'a variable in the name of a document',
      'depends on aws:PrincipalTag/team and whether an empty aws:PrincipalTag/team counts as a value',
      [deny({ Resource: 'arn:aws:ssm:*:*:document/SSMRunAs-${aws:PrincipalTag/team}-Session' })],
    ],
    [
      'a variable in the name of a document, whose key has no such value',
      'nothing',
      [deny({ Resource: 'arn:aws:ssm:*:*:document/SSMRunAs-${aws:RequestedRegion}-Session' })],
    ],
    [
      'a variable in the name of a node',
      'depends on aws:PrincipalTag/node',
      [
        deny({
          Resource: 'arn:aws:ec2:*:*:instance/${aws:PrincipalTag/node}',
          Condition: { StringLike: { 'aws:PrincipalTag/node': '?*' } },
        }),
      ],
    ],
    [
      'two variables in the name of a document',
      'is not decided',
      [
        deny({
          Resource: 'arn:aws:ssm:*:*:document/${aws:PrincipalTag/team}-${aws:PrincipalTag/unit}-Session',
        }),
      ],
    ],
    [
      'IfExists on a tag that somebody may lack',
      'depends on aws:PrincipalTag/team',
      [when({ StringNotEqualsIfExists: { 'aws:PrincipalTag/team': 'x' } })],
    ],
    [
      'IfExists on a key that AWS never sends with the action',
      'locks out',
      [when({ StringEqualsIfExists: { 's3:prefix': 'x' } })],
    ],
    ['a negated operator on such a key', 'locks out', [when({ StringNotLike: { 's3:prefix': 'x*' } })]],
    ['an operator on such a key', 'nothing', [when({ StringLike: { 's3:prefix': '*' } })]],
    [
      'ForAllValues on an absent key',
      'locks out',
      [when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } })],
    ],
    ['ForAnyValue on an absent key', 'nothing', [when({ 'ForAnyValue:StringLike': { 'aws:TagKeys': '*' } })]],
    [
      'ForAllValues that is held to a value by Null',
      'nothing',
      [when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' }, Null: { 'aws:TagKeys': 'false' } })],
    ],
    [
      'NotAction and NotResource of another service',
      'locks out',
      [deny({ NotAction: 's3:*', NotResource: 'arn:aws:s3:::*' })],
    ],
    [
      'NotResource with all ARNs, for actions without a resource',
      'locks out',
      [deny({ Action: 'ssm:DescribeSessions', NotResource: 'arn:aws:ssm:*:*:*' })],
    ],
    [
      'NotAction of all that a role needs',
      'nothing',
      [deny({ NotAction: ['ssm:*', 'ssmmessages:*', 'ec2:*', 'kms:*'], NotResource: 'arn:aws:s3:::*' })],
    ],
    [
      'Null on a tag',
      'depends on aws:PrincipalTag/team and whether an empty aws:PrincipalTag/team counts as a value',
      [when({ Null: { 'aws:PrincipalTag/team': 'true' } })],
    ],
    ['Null on a key that is always there', 'nothing', [when({ Null: { 'aws:PrincipalArn': 'true' } })]],
    ['both values of Null', 'locks out', [when({ Null: { 'aws:PrincipalTag/team': ['true', 'false'] } })]],
    [
      'an age that some sessions have',
      'depends on aws:MultiFactorAuthAge',
      [when({ NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3600' } })],
    ],
    [
      'a number below another and above a larger one',
      'nothing',
      [
        when({
          NumericLessThan: { 'aws:MultiFactorAuthAge': '5' },
          NumericGreaterThan: { 'aws:MultiFactorAuthAge': '7' },
        }),
      ],
    ],
    [
      'a day to come',
      'depends on aws:CurrentTime',
      [when({ DateGreaterThan: { 'aws:CurrentTime': '2090-01-01T00:00:00Z' } })],
    ],
    [
      'sessions from before a day',
      'depends on aws:TokenIssueTime',
      [when({ DateLessThan: { 'aws:TokenIssueTime': '2026-01-01T00:00:00Z' } })],
    ],
    [
      'addresses outside of a network',
      'depends on aws:SourceIp',
      [when({ NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32'] } })],
    ],
    [
      'an address inside of a network and outside of a wider one',
      'nothing',
      [
        when({
          IpAddress: { 'aws:SourceIp': '10.1.0.0/16' },
          NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
        }),
      ],
    ],
    [
      'a variable with a default that is one of the accounts',
      'depends on aws:PrincipalTag/account and whether an empty aws:PrincipalTag/account counts as a value',
      [when({ StringEquals: { 'aws:PrincipalAccount': "${aws:PrincipalTag/account, '111111111111'}" } })],
    ],
    [
      "resources of other accounts than the caller's",
      'depends on whether AWS sends aws:ResourceAccount',
      [when({ StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } })],
    ],
    [
      'one of two accounts',
      'locks out',
      [when({ StringEquals: { 'aws:PrincipalAccount': '222222222222' } })],
    ],
    [
      'an account by a key in capitals',
      'locks out',
      [when({ StringEquals: { 'AWS:PRINCIPALACCOUNT': '222222222222' } })],
    ],
    [
      'an account that is not listed',
      'nothing',
      [when({ StringEquals: { 'aws:PrincipalAccount': '333333333333' } })],
    ],
    [
      'the same statement a hundred times, but for one account',
      'locks out',
      Array.from({ length: 100 }, (_, at) =>
        when({ StringEquals: { 'aws:PrincipalAccount': String(222_222_222_200 + at) } }),
      ),
    ],
    [
      'a hundred accounts that are not listed',
      'nothing',
      Array.from({ length: 100 }, (_, at) =>
        when({ StringEquals: { 'aws:PrincipalAccount': String(333_333_333_300 + at) } }),
      ),
    ],
    [
      'requests with the access check',
      'locks out',
      [when({ Null: { 'ssm:SessionDocumentAccessCheck': 'false' } })],
    ],
  ])('%s: %s', async (_, expected, statements) => {
    expect(await ofRole(statements)).toBe(expected);
  });
});

describe('a condition more in the generated service control policy', () => {
  const underCondition = async (more: ConditionBlock, twice = false) => {
    const { mapping, access } = await checked(text);
    const generated = serviceControlPolicies(mapping).flatMap(({ Statement }) => Statement);
    const changed = generated.map((statement) => ({
      ...statement,
      ...(statement.Sid !== undefined && { Sid: `${statement.Sid}B` }),
      Condition: { ...statement.Condition, ...more },
    }));
    const document = {
      Version: '2012-10-17' as const,
      Statement: twice ? [...generated, ...changed] : changed,
    };
    const { holds, violations } = prove(mapping, access, [
      { name: 'scp', kind: 'service-control', document },
    ]);
    expect(holds).toBe(violations.every(({ code }) => code === 'proof-exempt'));
    return [...new Set(violations.map(({ code }) => code))].join() || 'nothing';
  };

  test.each<readonly [string, string, ConditionBlock]>([
    [
      'a tag that somebody may have',
      'proof-outsider',
      { StringNotEqualsIfExists: { 'aws:PrincipalTag/x': 'y' } },
    ],
    [
      'ForAllValues on a list of services',
      'proof-outsider',
      { 'ForAllValues:StringNotEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' } },
    ],
    [
      'ForAnyValue on a list that may be absent',
      'proof-outsider',
      { 'ForAnyValue:StringNotEquals': { 'aws:CalledVia': 'x' } },
    ],
    ['Null on a key that is always there', 'nothing', { Null: { 'aws:PrincipalArn': 'false' } }],
    ['addresses outside of a network', 'proof-outsider', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }],
    ['a young session', 'proof-outsider', { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }],
    ['a day to come', 'proof-outsider', { DateGreaterThan: { 'aws:CurrentTime': '2090-01-01T00:00:00Z' } }],
    [
      'resources of the own account',
      'nothing',
      { StringEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } },
    ],
    ['one organization', 'proof-outsider', { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } }],
  ])('with %s: %s', async (_, expected, condition) => {
    expect(await underCondition(condition)).toBe(expected);
    // A second statement without the condition closes it again.
    expect(await underCondition(condition, true)).toBe('nothing');
  });
});
