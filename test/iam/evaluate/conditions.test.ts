/**
 * What surrounds the condition operators, by hand, from the IAM user guide: several keys and values, `IfExists`, `Null`, set
 * operators, and keys that a request leaves open.
 */
import { describe, expect, test } from 'vitest';
import type { ConditionBlock } from '../../../src/iam/policy.js';
import { type Answer, holds } from './ask.js';
import { table } from './condition-table.js';

table('reference_policies_condition-logic-multiple-context-keys-or-values', [
  ['values are OR', { StringEquals: { 'aws:a': ['x', 'y'] } }, { 'aws:a': 'y' }, true],
  [
    'values of a negated operator are NOR',
    { StringNotEquals: { 'aws:a': ['x', 'y'] } },
    { 'aws:a': 'y' },
    false,
  ],
  ['NOR holds if all differ', { StringNotEquals: { 'aws:a': ['x', 'y'] } }, { 'aws:a': 'z' }, true],
  ['keys are AND', { StringEquals: { 'aws:a': 'x', 'aws:b': 'y' } }, { 'aws:a': 'x', 'aws:b': 'z' }, false],
  [
    'keys of a negated operator are AND too',
    { StringNotEquals: { 'aws:a': 'x', 'aws:b': 'y' } },
    { 'aws:a': 'x', 'aws:b': 'z' },
    false,
  ],
  [
    'operators are AND',
    { StringEquals: { 'aws:a': 'x' }, Bool: { 'aws:b': 'true' } },
    { 'aws:a': 'x', 'aws:b': 'true' },
    true,
  ],
  ['one key absent (sample)', { StringEquals: { 'aws:a': 'x', 'aws:b': 'y' } }, { 'aws:a': 'x' }, false],
]);

table('reference_policies_elements_condition: key names', [
  ['without letter case', { StringEquals: { 'AWS:SourceAccount': '1' } }, { 'aws:sourceaccount': '1' }, true],
  [
    'also in the tag key',
    { StringEquals: { 'aws:ResourceTag/TagKey1': 'v' } },
    { 'aws:ResourceTag/tagkey1': 'v' },
    true,
  ],
  [
    'two tags that differ in case only',
    { StringEquals: { 'aws:ResourceTag/EC2': 'test1' } },
    { 'aws:ResourceTag/ec2': 'test1', 'aws:ResourceTag/EC2': 'test2' },
    'several-values',
  ],
]);

const type = { 'ec2:InstanceType': ['t1.*', 't2.*', 'm3.*'] };

table('reference_policies_elements_condition_operators: IfExists', [
  ['matches (sample)', { StringLikeIfExists: type }, { 'ec2:InstanceType': 't1.micro' }, true],
  ['does not (sample)', { StringLikeIfExists: type }, { 'ec2:InstanceType': 'm2.micro' }, false],
  ['absent (sample)', { StringLikeIfExists: type }, {}, true],
  ['negated on an absent key', { StringNotEqualsIfExists: { 'aws:a': 'x' } }, {}, true],
  [
    'BoolIfExists present',
    { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } },
    { 'ssm:SessionDocumentAccessCheck': 'false' },
    false,
  ],
  ['BoolIfExists absent', { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } }, {}, true],
  [
    'IfExists excuses its own key only',
    { StringEqualsIfExists: { 'aws:a': 'x' }, StringEquals: { 'aws:b': 'y' } },
    {},
    false,
  ],
  [
    'ForAllValues with IfExists',
    { 'ForAllValues:StringNotEqualsIfExists': { 'aws:TagKeys': 'x' } },
    {},
    true,
  ],
  [
    'ForAnyValue says false, IfExists true',
    { 'ForAnyValue:StringEqualsIfExists': { 'aws:TagKeys': 'x' } },
    {},
    'absent-key-of-set-operator',
  ],
]);

table('reference_policies_elements_condition_operators: Null', [
  [
    'present (sample)',
    { Null: { 'aws:TokenIssueTime': 'false' } },
    { 'aws:TokenIssueTime': '2020-01-01T00:00:00Z' },
    true,
  ],
  ['absent, wanted present (sample)', { Null: { 'aws:TokenIssueTime': 'false' } }, {}, false],
  ['absent, wanted absent', { Null: { 'aws:TokenIssueTime': 'true' } }, {}, true],
  [
    'present, wanted absent',
    { Null: { 'aws:TokenIssueTime': 'true' } },
    { 'aws:TokenIssueTime': '2020-01-01T00:00:00Z' },
    false,
  ],
  ['both wanted', { Null: { 'aws:a': ['true', 'false'] } }, {}, true],
  [
    '"exists and its value is not null": an empty value',
    { Null: { 'aws:a': 'false' } },
    { 'aws:a': '' },
    'empty-value',
  ],
  ['an empty list is no value', { Null: { 'aws:a': 'true' } }, { 'aws:a': [] }, true],
]);

const keys = (...values: string[]) => ({ 'aws:TagKeys': values });
const allOf = {
  'ForAllValues:StringEquals': keys('environment', 'cost-center'),
  Null: { 'aws:TagKeys': 'false' },
};
const anyOf = { 'ForAnyValue:StringEquals': keys('environment', 'cost-center') };

table('reference_policies_condition-single-vs-multi-valued-context-keys: ForAllValues', [
  ['one of two (sample)', allOf, keys('environment'), true],
  ['the other (sample)', allOf, keys('cost-center'), true],
  ['both (sample)', allOf, keys('environment', 'cost-center'), true],
  ['one too many (sample)', allOf, keys('environment', 'dept'), false],
  ['absent, with Null (sample)', allOf, {}, false],
  ['absent, without Null', { 'ForAllValues:StringEquals': keys('environment') }, {}, true],
  [
    'empty values are "a null dataset", or a mismatch',
    { 'ForAllValues:StringEquals': keys('x') },
    keys(''),
    'empty-value',
  ],
  ['negated: none may match', { 'ForAllValues:StringNotEquals': keys('a', 'b') }, keys('c', 'b'), false],
  ['negated: none matches', { 'ForAllValues:StringNotEquals': keys('a', 'b') }, keys('c', 'd'), true],
  ['Bool', { 'ForAllValues:Bool': { 'aws:a': 'true' } }, { 'aws:a': ['true', 'false'] }, false],
]);

table('reference_policies_condition-single-vs-multi-valued-context-keys: ForAnyValue', [
  ['one of two (sample)', anyOf, keys('environment'), true],
  ['the other (sample)', anyOf, keys('cost-center'), true],
  ['both (sample)', anyOf, keys('environment', 'cost-center'), true],
  ['one and another (sample)', anyOf, keys('environment', 'dept'), true],
  ['only another (sample)', anyOf, keys('dept'), false],
  ['absent (sample)', anyOf, {}, false],
  ['negated: one that matches none', { 'ForAnyValue:StringNotEquals': keys('a', 'b') }, keys('a', 'c'), true],
  ['negated: all match', { 'ForAnyValue:StringNotEquals': keys('a', 'b') }, keys('a', 'b'), false],
  ['negated on an absent key', { 'ForAnyValue:StringNotEquals': keys('a') }, {}, false],
  [
    'case of tag keys as values',
    { 'ForAnyValue:StringEqualsIgnoreCase': keys('ssm-runas') },
    keys('Team', 'SSM-RunAs'),
    true,
  ],
]);

const paths = {
  'ForAllValues:StringNotLike': { 'aws:ResourceOrgPaths': ['o-a/r-r/ou-media/', 'o-a/r-r/ou-sports/*'] },
};

table('reference_policies_elements_condition_operators: ForAllValues:StringNotLike', [
  ['below a listed path without wildcard', paths, { 'aws:ResourceOrgPaths': 'o-a/r-r/ou-media/x/' }, true],
  ['in a listed path', paths, { 'aws:ResourceOrgPaths': ['o-a/r-r/ou-sports/x/'] }, false],
  [
    'absent: "No match" in this table, true on the page of set operators',
    paths,
    {},
    'absent-key-of-set-operator',
  ],
]);

table('reference_policies_condition-single-vs-multi-valued-context-keys: set operators are required', [
  ['several values without one', { StringEquals: keys('a') }, keys('a', 'b'), 'several-values'],
  ['also if negated', { StringNotEquals: keys('a') }, keys('b', 'c'), 'several-values'],
  ['a list of one is one value', { StringEquals: keys('a') }, keys('a'), true],
]);

describe('keys that the request leaves open', () => {
  test.each<[string, ConditionBlock, Answer]>([
    ['a plain operator', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, 'unstated-key'],
    ['Null', { Null: { 'aws:SourceIp': 'true' } }, 'unstated-key'],
    ['IfExists', { StringEqualsIfExists: { 'aws:SourceIp': 'x' } }, 'unstated-key'],
    ['ForAllValues', { 'ForAllValues:StringEquals': keys('a') }, 'unstated-key'],
    ['a key that is stated', { StringEquals: { 'aws:a': 'x' } }, true],
    ['a key that is stated to be absent', { StringEquals: { 'aws:b': 'x' } }, false],
    [
      'a doubt does not outweigh a no',
      { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, StringEquals: { 'aws:b': 'x' } },
      false,
    ],
    ['a variable that matches in no case', { StringEquals: { 'aws:a': 'y${aws:username}' } }, false],
    ['a variable that might match', { StringEquals: { 'aws:a': '${aws:username}' } }, 'unstated-key'],
  ])('%s', (_why, condition, expected) => {
    expect(holds(condition, { 'aws:a': 'x', 'aws:b': [] }, { unstated: 'unknown' })).toBe(expected);
  });
});

test('a variable may stand in any field of an ARN that a condition compares with', () => {
  const condition = { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:ResourceAccount}:role/app-*' } };
  const of = (account: string) => ({
    'aws:PrincipalArn': `arn:aws:iam::${account}:role/app-1`,
    'aws:ResourceAccount': '111122223333',
  });
  expect(holds(condition, of('111122223333'))).toBe(true);
  expect(holds(condition, of('444455556666'))).toBe(false);
});

test('"True" and "False" are read as IAM reads them without capitals', () => {
  expect(holds({ Bool: { 'aws:a': 'True' } }, { 'aws:a': 'true' })).toBe(true);
  expect(holds({ Null: { 'aws:a': 'False' } }, {})).toBe(false);
});
