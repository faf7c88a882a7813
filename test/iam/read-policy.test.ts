/** The reader of policies takes every shorthand of IAM, and names what is not of the grammar by code and path. */
import { describe, expect, test } from 'vitest';
import type { GrammarProblemCode } from '../../src/iam/problem.js';
import { readPolicy } from '../../src/iam/read-policy.js';

describe('a policy of unknown origin', () => {
  const codes = (json: unknown) => readPolicy('team', json)[1].map(({ code }) => code);
  const statement = { Effect: 'Allow', Action: '*', Resource: '*' };

  test.each<[GrammarProblemCode, unknown]>([
    ['no-object', 'text'],
    ['no-object', [statement]],
    ['no-object', null],
    ['element-missing', { Version: '2012-10-17' }],
    ['empty-list', { Statement: [] }],
    ['element-missing', { Statement: { Action: '*', Resource: '*' } }],
    ['neither-element', { Statement: { Effect: 'Allow', Resource: '*' } }],
    ['neither-element', { Statement: { Effect: 'Allow', Action: '*' } }],
    ['element-and-its-opposite', { Statement: { ...statement, NotAction: '*' } }],
    ['element-and-its-opposite', { Statement: { ...statement, NotResource: '*' } }],
    ['policy-element', { Statement: statement, Comment: 'x' }],
    ['principal-element', { Statement: { ...statement, Principal: '*' } }],
    ['statement-element', { Statement: { ...statement, effect: 'Deny' } }],
    ['unknown-version', { Version: '2020-01-01', Statement: statement }],
    ['unknown-version', { Version: ['2012-10-17'], Statement: statement }],
    ['unknown-effect', { Statement: { ...statement, Effect: 'allow' } }],
    ['not-text', { Id: 1, Statement: statement }],
    ['not-text', { Statement: { ...statement, Sid: 1 } }],
    ['not-a-statement', { Statement: ['x'] }],
    ['not-texts', { Statement: { ...statement, Action: 1 } }],
    ['not-texts', { Statement: { ...statement, Resource: { 'Fn::Sub': 'arn:x' } } }],
    ['empty-list', { Statement: { ...statement, Resource: [] } }],
    ['not-text-in-list', { Statement: { ...statement, Action: [['*']] } }],
    ['not-an-object', { Statement: { ...statement, Condition: 'x' } }],
    ['not-an-object', { Statement: { ...statement, Condition: { Bool: 'x' } } }],
    ['empty-list', { Statement: { ...statement, Condition: { Bool: {} } } }],
    ['empty-list', { Statement: { ...statement, Condition: { Bool: { 'aws:a': [] } } } }],
    ['not-a-condition-value', { Statement: { ...statement, Condition: { Bool: { 'aws:a': null } } } }],
    ['not-a-condition-value', { Statement: { ...statement, Condition: { Bool: { 'aws:a': [{}] } } } }],
    ['inexact-number', { Statement: { ...statement, Condition: { NumericEquals: { 'a:b': 2 ** 60 } } } }],
    ['inexact-number', { Statement: { ...statement, Condition: { NumericEquals: { 'a:b': 1e-9 } } } }],
  ])('%s: %j', (code, json) => {
    expect(codes(json)).toEqual([code]);
    expect(readPolicy('team', json)[0]).toBeUndefined();
  });

  const inStatement = (more: object) => ({ Statement: [{ ...statement, ...more }] });
  test.each<readonly [string, (value: unknown) => unknown]>([
    ['Version', (Version) => ({ Version, Statement: [statement] })],
    ['Id', (Id) => ({ Id, Statement: [statement] })],
    ['Statement', (Statement) => ({ Statement: [Statement] })],
    ['Sid', (Sid) => inStatement({ Sid })],
    ['Effect', (Effect) => inStatement({ Effect })],
    ['Action', (Action) => inStatement({ Action })],
    ['NotAction', (NotAction) => inStatement({ Action: undefined, NotAction })],
    ['Resource', (Resource) => inStatement({ Resource })],
    ['NotResource', (NotResource) => inStatement({ Resource: undefined, NotResource })],
    ['Condition', (Condition) => inStatement({ Condition })],
    ['a value', (value) => inStatement({ Condition: { StringLike: { 'aws:a': value } } })],
    ['a list of actions', (action) => inStatement({ Action: ['ssm:*', action] })],
    ['a list of resources', (arn) => inStatement({ Resource: ['*', arn] })],
    ['a list of values', (value) => inStatement({ Condition: { StringLike: { 'aws:a': ['x', value] } } })],
  ])('an object or a list in place of %s is a problem', (_, policyWith) => {
    for (const value of ['{"Fn::Sub":"x"}', '{"toString":1}', '{"__proto__":{}}', '[[]]', '[null]', 'null']) {
      const [document, problems] = readPolicy('team', policyWith(JSON.parse(value)));
      expect(document, value).toBeUndefined();
      expect(problems.length, value).toBeGreaterThan(0);
    }
  });

  test("IAM's shorthands are written out", () => {
    const json = {
      Id: 'x',
      Statement: {
        Sid: 'A',
        ...statement,
        Condition: { Bool: { 'aws:a': true }, NumericLessThan: { 'aws:b': [1, '2', 0.5] } },
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
            Condition: { Bool: { 'aws:a': 'true' }, NumericLessThan: { 'aws:b': ['1', '2', '0.5'] } },
          },
        ],
      },
      [],
    ]);
  });

  test('a problem names its path', () => {
    expect(readPolicy('team', { Statement: [statement, { ...statement, NotPrincipal: '*' }] })[1]).toEqual([
      {
        code: 'principal-element',
        policy: 'team',
        path: ['Statement', 1, 'NotPrincipal'],
        subject: 'NotPrincipal',
      },
    ]);
  });
});
