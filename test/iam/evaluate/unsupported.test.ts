/**
 * What the evaluator does not support is named before any request.
 */
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../src/iam/evaluate/policy.js';
import type { ConditionBlock, Statement } from '../../../src/iam/policy.js';
import type { UnsupportedCode } from '../../../src/iam/problem.js';
import { unsupportedCodes } from './ask.js';

const base: Statement = { Effect: 'Allow', Action: 'ssm:StartSession', Resource: '*' };

describe('elements', () => {
  test.each<[UnsupportedCode, Statement]>([
    ['not-an-action', { ...base, Action: 'StartSession' }],
    ['not-an-action', { ...base, Action: 's*:StartSession' }],
    ['not-an-action', { ...base, Action: 'ssm:${aws:username}' }],
    ['not-an-arn', { ...base, Resource: 'document/x' }],
    ['not-an-arn', { ...base, Resource: '*:document/x' }],
    ['not-an-arn', { ...base, Resource: '' }],
    ['wildcard-in-service', { ...base, Resource: 'arn:aws:*:*:*:x' }],
    ['wildcard-in-service', { ...base, Resource: 'arn:aws' }],
    [
      'variable-before-resource-part',
      { ...base, Resource: 'arn:aws:ssm:*:${aws:PrincipalAccount}:document/x' },
    ],
    ['malformed-variable', { ...base, Resource: 'arn:aws:ssm:*:*:document/${aws:username' }],
    ['malformed-variable', { ...base, Resource: 'arn:aws:ssm:*:*:document/${username}' }],
    ['malformed-variable', { ...base, Resource: 'arn:aws:ssm:*:*:document/${}' }],
    ['malformed-variable', { ...base, Resource: "arn:aws:ssm:*:*:document/${aws:username,'x'}" }],
    ['wildcard-in-default', { ...base, Resource: "arn:aws:ssm:*:*:document/${aws:username, '*'}" }],
  ])('%s: %j', (code, statement) => {
    expect(unsupportedCodes(statement)).toEqual([code]);
  });
});

describe('conditions', () => {
  test.each<[UnsupportedCode, ConditionBlock]>([
    ['unknown-operator', { BinaryEquals: { 'aws:a': 'QQ==' } }],
    ['unknown-operator', { stringEquals: { 'aws:a': 'x' } }],
    ['unknown-operator', { NullIfExists: { 'aws:a': 'true' } }],
    ['unknown-operator', { 'ForAllValues:Null': { 'aws:a': 'true' } }],
    ['unknown-operator', { 'ForSomeValues:StringEquals': { 'aws:a': 'x' } }],
    ['unknown-operator', { StringEqualsIfExist: { 'aws:a': 'x' } }],
    ['not-a-condition-key', { StringEquals: { a: 'x' } }],
    ['not-a-condition-key', { StringEquals: { 'aws:PrincipalTag/${aws:a}': 'x' } }],
    ['condition-key-twice', { StringEquals: { 'aws:PrincipalTag/a': 'x', 'aws:principaltag/A': 'y' } }],
    ['not-a-boolean', { Bool: { 'aws:a': 'on' } }],
    ['not-a-boolean', { Null: { 'aws:a': 'yes' } }],
    ['variable-not-supported-here', { Bool: { 'aws:a': '${aws:b}' } }],
    ['variable-not-supported-here', { NumericEquals: { 'aws:a': '${aws:b}' } }],
    ['not-a-number', { NumericEquals: { 'aws:a': '1e3' } }],
    ['not-a-number', { NumericEquals: { 'aws:a': '12345678901234567890' } }],
    ['not-a-date', { DateEquals: { 'aws:a': '2026' } }],
    ['not-a-date', { DateEquals: { 'aws:a': '2026-02-30' } }],
    ['not-a-date', { DateEquals: { 'aws:a': '2026-01-01T00:00:00' } }],
    ['not-a-date', { DateEquals: { 'aws:a': '1577836800000' } }],
    ['not-an-address', { IpAddress: { 'aws:a': '203.0.113.0/33' } }],
    ['not-an-address', { IpAddress: { 'aws:a': '203.0.113.*' } }],
    ['not-an-address', { IpAddress: { 'aws:a': '2001:db8::1' } }],
    ['not-an-address', { IpAddress: { 'aws:a': '::ffff:203.0.113.1/128' } }],
    ['not-an-arn', { ArnLike: { 'aws:a': 'arn:aws:iam::123456789012' } }],
    ['not-an-arn', { ArnLike: { 'aws:a': '*' } }],
    ['malformed-variable', { StringEquals: { 'aws:a': '${ aws:b }' } }],
  ])('%s: %j', (code, condition) => {
    expect(unsupportedCodes({ ...base, Condition: condition })).toEqual([code]);
  });

  test.each<ConditionBlock>([
    { Bool: { 'aws:a': 'True' }, Null: { 'aws:b': 'False' } },
    {
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'x',
        'oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub': 'y',
      },
    },
    { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:ResourceAccount}:role/app-*' } },
  ])('as policies in use have them: %j', (condition) => {
    expect(unsupportedCodes({ ...base, Condition: condition })).toEqual([]);
  });

  test('an empty Condition is none', () => {
    expect(unsupportedCodes({ ...base, Condition: {} })).toEqual([]);
  });
});

test('a problem names its policy, its path and the text', () => {
  const Statement: Statement[] = [base, { ...base, Condition: { Bool: { 'aws:a': ['true', 'no'] } } }];
  const [policy, problems] = compilePolicy({
    name: 'team',
    kind: 'identity',
    document: { Version: '2012-10-17', Statement },
  });
  expect(policy).toBeUndefined();
  expect(problems).toEqual([
    {
      code: 'not-a-boolean',
      policy: 'team',
      path: ['Statement', 1, 'Condition', 'Bool', 'aws:a'],
      subject: 'no',
    },
  ]);
});

test('a service control policy may not have incomplete ARNs', () => {
  const document = { Version: '2012-10-17', Statement: [{ ...base, Resource: 'arn:aws:ssm' }] } as const;
  const codes = (kind: 'identity' | 'service-control') =>
    compilePolicy({ name: 'policy', kind, document })[1].map(({ code }) => code);
  expect(codes('service-control')).toEqual(['not-an-arn']);
  expect(codes('identity')).toEqual([]);
});

test('a statement that the reader of policies would not let through is a defect', () => {
  const both: Statement = { ...base, NotAction: '*' };
  const neither: Statement = { Effect: 'Allow', Resource: '*' };
  for (const statement of [both, neither])
    expect(() => unsupportedCodes(statement)).toThrow('a statement needs either Action or NotAction');
});
