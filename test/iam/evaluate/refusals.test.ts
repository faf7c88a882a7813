/**
 * What the evaluator does not know it refuses by name, before any request.
 */
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../src/iam/evaluate/policy.js';
import { readPolicy } from '../../../src/iam/evaluate/policy-json.js';
import type { RefusalCode } from '../../../src/iam/evaluate/refusal.js';
import type { ConditionBlock, Statement } from '../../../src/iam/policy.js';
import { refusalsOf } from './ask.js';

const base: Statement = { Effect: 'Allow', Action: 'ssm:StartSession', Resource: '*' };

describe('elements', () => {
  test.each<[RefusalCode, Statement]>([
    ['element-missing', { Effect: 'Allow', Resource: '*' }],
    ['element-missing', { Effect: 'Allow', Action: '*' }],
    ['element-and-its-opposite', { ...base, NotAction: '*' }],
    ['element-and-its-opposite', { ...base, NotResource: '*' }],
    ['empty-list', { ...base, Action: [] }],
    ['empty-list', { ...base, Resource: [] }],
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
    expect(refusalsOf(statement)).toEqual([code]);
  });
});

describe('conditions', () => {
  test.each<[RefusalCode, ConditionBlock]>([
    ['unknown-operator', { BinaryEquals: { 'aws:a': 'QQ==' } }],
    ['unknown-operator', { stringEquals: { 'aws:a': 'x' } }],
    ['unknown-operator', { NullIfExists: { 'aws:a': 'true' } }],
    ['unknown-operator', { 'ForAllValues:Null': { 'aws:a': 'true' } }],
    ['unknown-operator', { 'ForSomeValues:StringEquals': { 'aws:a': 'x' } }],
    ['unknown-operator', { StringEqualsIfExist: { 'aws:a': 'x' } }],
    ['empty-list', { StringEquals: {} }],
    ['empty-list', { StringEquals: { 'aws:a': [] } }],
    ['not-a-condition-key', { StringEquals: { a: 'x' } }],
    ['not-a-condition-key', { StringEquals: { 'aws:PrincipalTag/${aws:a}': 'x' } }],
    ['not-a-boolean', { Bool: { 'aws:a': 'True' } }],
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
    expect(refusalsOf({ ...base, Condition: condition })).toEqual([code]);
  });

  test('an empty Condition is none', () => {
    expect(refusalsOf({ ...base, Condition: {} })).toEqual([]);
  });
});

test('a refusal names its policy, its place and the text', () => {
  const Statement: Statement[] = [base, { ...base, Condition: { Bool: { 'aws:a': ['true', 'no'] } } }];
  const [policy, refusals] = compilePolicy({
    name: 'team',
    kind: 'identity',
    document: { Version: '2012-10-17', Statement },
  });
  expect(policy).toBeUndefined();
  expect(refusals).toEqual([
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

describe('JSON of unknown origin', () => {
  const codes = (json: unknown) => readPolicy('team', json)[1].map(({ code }) => code);
  const statement = { Effect: 'Allow', Action: '*', Resource: '*' };

  test.each<[RefusalCode, unknown]>([
    ['not-a-policy', 'text'],
    ['not-a-policy', [statement]],
    ['not-a-policy', null],
    ['element-missing', { Version: '2012-10-17' }],
    ['element-missing', { Statement: [] }],
    ['element-missing', { Statement: { Action: '*', Resource: '*' } }],
    ['unknown-element', { Statement: statement, Comment: 'x' }],
    ['unknown-element', { Statement: { ...statement, Principal: '*' } }],
    ['unknown-element', { Statement: { ...statement, effect: 'Deny' } }],
    ['unknown-version', { Version: '2020-01-01', Statement: statement }],
    ['unknown-effect', { Statement: { ...statement, Effect: 'allow' } }],
    ['not-a-policy', { Statement: ['x'] }],
    ['not-a-policy', { Statement: { ...statement, Action: 1 } }],
    ['not-a-policy', { Statement: { ...statement, Action: [['*']] } }],
    ['not-a-policy', { Statement: { ...statement, Condition: 'x' } }],
    ['not-a-policy', { Statement: { ...statement, Condition: { Bool: 'x' } } }],
    ['not-a-policy', { Statement: { ...statement, Condition: { Bool: { 'aws:a': null } } } }],
  ])('%s: %j', (code, json) => {
    expect(codes(json)).toEqual([code]);
    expect(readPolicy('team', json)[0]).toBeUndefined();
  });

  test("IAM's shorthands are written out", () => {
    const json = {
      Id: 'x',
      Statement: {
        Sid: 'A',
        ...statement,
        Condition: { Bool: { 'aws:a': true }, NumericLessThan: { 'aws:b': [1, '2'] } },
      },
    };
    expect(readPolicy('team', json)).toEqual([
      {
        Version: '2008-10-17',
        Id: 'x',
        Statement: [
          {
            Sid: 'A',
            ...statement,
            Condition: { Bool: { 'aws:a': 'true' }, NumericLessThan: { 'aws:b': ['1', '2'] } },
          },
        ],
      },
      [],
    ]);
  });

  test('a refusal names its place', () => {
    expect(readPolicy('team', { Statement: [statement, { ...statement, NotPrincipal: '*' }] })[1]).toEqual([
      {
        code: 'unknown-element',
        policy: 'team',
        path: ['Statement', 1, 'NotPrincipal'],
        subject: 'NotPrincipal',
      },
    ]);
  });
});
