/**
 * `Resource`, `NotResource` and variables by hand, from the IAM user guide; each table is headed by its page.
 */
import { describe, expect, test } from 'vitest';
import type { ContextValues } from '../../../src/iam/evaluate/context.js';
import type { ConditionBlock } from '../../../src/iam/policy.js';
import { type Answer, holds, matches, node, type Version } from './ask.js';

type Row = readonly [why: string, pattern: string, arn: string, expected: Answer];

function table(page: string, rows: readonly Row[]): void {
  describe(page, () => {
    test.each(rows)('%s', (_why, pattern, arn, expected) => {
      expect(matches({ Resource: pattern }, arn)).toBe(expected);
      expect(matches({ NotResource: pattern }, arn)).toBe(
        typeof expected === 'boolean' ? !expected : expected,
      );
    });
  });
}

const document = 'arn:aws:ssm:eu-west-1:123456789012:document/SSMRunAs-dev';
const bucket = 'arn:aws:s3:::amzn-s3-demo-bucket';

table('reference_policies_elements_resource', [
  ['*', '*', document, true],
  ['the ARN itself', document, document, true],
  ['case matters', 'arn:aws:iam::123456789012:user/bob', 'arn:aws:iam::123456789012:user/Bob', false],
  ['* in Region and account', 'arn:aws:ssm:*:*:document/SSMRunAs-dev', document, true],
  [
    '* in Region and account also for nothing',
    'arn:aws:ssm:*:*:document/AWS-x',
    'arn:aws:ssm:eu-west-1::document/AWS-x',
    true,
  ],
  ['? for one character', 'arn:aws:ssm:eu-west-?:123456789012:document/SSMRunAs-dev', document, true],
  ['a name that goes on', 'arn:aws:ssm:*:*:document/SSMRunAs', document, false],
  ['a trailing * takes longer names in', 'arn:aws:ssm:*:*:document/SSMRunAs-dev*', `${document}-admin`, true],
  ['* goes over slashes (sample)', `${bucket}/*/test/*`, `${bucket}/1/2/3/test/4/object.jpg`, true],
  ['empty path segments (sample)', `${bucket}/*/test/*`, `${bucket}//test/object.jpg`, true],
  ['no slash before test (sample)', `${bucket}/*/test/*`, `${bucket}/1-test/object.jpg`, false],
  ['nothing between the slashes (sample)', `${bucket}/*/test/*`, `${bucket}/test/object.jpg`, false],
  ['test is a prefix only (sample)', `${bucket}/*/test/*`, `${bucket}/1/2/test.jpg`, false],
  ['a wildcard in a bucket', 'arn:aws:s3:::amzn-*/x', `${bucket}/x`, true],
  [
    '* before a field that has colons',
    'arn:aws:ssm:*:*:document/x',
    'arn:aws:ssm:eu-west-1:1:a:document/x',
    'wildcard-across-colons',
  ],
  ['no request has * for an action with resources', document, '*', false],
]);

table('reference-arns: where wildcards are not allowed', [
  [
    'in a part of the resource type',
    'arn:aws:lambda:us-east-2:1:functi*:f',
    'arn:aws:lambda:us-east-2:1:function:f',
    'wildcard-in-resource-type',
  ],
  ['without a name after it', 'arn:aws:ssm:*:*:doc*', document, 'wildcard-in-resource-type'],
  ['instead of type and name (sample)', 'arn:aws:ssm:*:123456789012:*', document, true],
  [
    'where a resource has no type (sample of reference_policies_variables)',
    'arn:aws:sns:*:*:a-*',
    'arn:aws:sns:eu-west-1:1:a-b',
    true,
  ],
  ['no match in any reading', 'arn:aws:ssm:*:*:par*', document, false],
  ['in the partition, as AWS managed policies have it', 'arn:*:ssm:*:*:document/*', document, true],
]);

table('reference_policies_grammar: incomplete ARNs', [
  ['all fields after the service (sample)', 'arn:aws:ssm', document, true],
  ['another service', 'arn:aws:sqs', document, false],
  ['a Region', 'arn:aws:ssm:eu-*', document, true],
  ['another Region', 'arn:aws:ssm:us-*', document, false],
  [
    'an account is not a resource, or is',
    'arn:aws:ssm:*:document/SSMRunAs-dev',
    document,
    'wildcard-across-colons',
  ],
]);

describe('reference_policies_variables', () => {
  const table = 'arn:aws:dynamodb:us-east-2:111122223333:table/';
  const inResource: [string, string, string, ContextValues, Answer][] = [
    ['a value', '${aws:username}', 'ana', { 'aws:username': 'ana' }, true],
    ['names without letter case', '${AWS:UserName}', 'ana', { 'aws:username': 'ana' }, true],
    ['text around it', 'a-${aws:username}-z', 'a-ana-z', { 'aws:username': 'ana' }, true],
    ['wildcards beside it', '${aws:username}*', 'ana/x', { 'aws:username': 'ana' }, true],
    ['wildcards in the value are characters', '${aws:username}', 'ana', { 'aws:username': 'a*' }, false],
    ['a tag', '${aws:PrincipalTag/department}', 'hr', { 'aws:PrincipalTag/Department': 'hr' }, true],
    ['no value matches nothing', '${aws:username}', 'ana', {}, false],
    ['no value is not the empty text', 'x${aws:username}', 'x', {}, false],
    [
      'a default (sample)',
      "bucket-${aws:PrincipalTag/team, 'company-wide'}",
      'bucket-company-wide',
      {},
      true,
    ],
    [
      'a default not needed (sample)',
      "bucket-${aws:PrincipalTag/team, 'company-wide'}",
      'bucket-yellow',
      { 'aws:PrincipalTag/team': 'yellow' },
      true,
    ],
    [
      'a value, so no default (sample)',
      "bucket-${aws:PrincipalTag/team, 'company-wide'}",
      'bucket-company-wide',
      { 'aws:PrincipalTag/team': 'yellow' },
      false,
    ],
    ['an empty value may count as none', 'x${aws:username}', 'x', { 'aws:username': '' }, 'empty-value'],
    ['an empty value that matters not', 'x${aws:username}', 'y', { 'aws:username': '' }, false],
    ['${*} is an asterisk', 'a${*}', 'a*', {}, true],
    ['${*} is no wildcard', 'a${*}', 'ab', {}, false],
    ['${?} is a question mark', 'a${?}', 'ab', {}, false],
    ['${$} is a dollar sign', '${$}{aws:username}', '${aws:username}', {}, true],
    [
      'a multivalued key cannot be one',
      '${aws:TagKeys}',
      'a',
      { 'aws:TagKeys': ['a', 'b'] },
      'several-valued-variable',
    ],
  ];
  test.each(inResource)('Resource: %s', (_why, pattern, name, context, expected) => {
    expect(matches({ Resource: table + pattern }, table + name, context)).toBe(expected);
  });

  test('NotResource: a variable without value could take in everything or nothing', () => {
    expect(matches({ NotResource: `${table}\${aws:username}` }, `${table}ana`)).toBe(
      'valueless-variable-in-not-resource',
    );
    expect(matches({ NotResource: [`${table}\${aws:username}`, `${table}ana`] }, `${table}ana`)).toBe(false);
    expect(matches({ NotResource: `${table}\${aws:username}` }, document)).toBe(true);
  });

  const inCondition: [string, ConditionBlock, ContextValues, Answer][] = [
    [
      'StringEquals',
      { StringEquals: { 'aws:a': '${aws:userid}' } },
      { 'aws:a': 'id', 'aws:userid': 'id' },
      true,
    ],
    [
      'StringEquals with text',
      { StringEquals: { 'aws:a': 'x-${aws:userid}' } },
      { 'aws:a': 'x-id', 'aws:userid': 'id' },
      true,
    ],
    [
      'StringEqualsIgnoreCase',
      { StringEqualsIgnoreCase: { 'aws:a': '${aws:userid}' } },
      { 'aws:a': 'ID', 'aws:userid': 'id' },
      true,
    ],
    [
      'StringEqualsIgnoreCase, case in the variable',
      { StringEqualsIgnoreCase: { 'aws:a': '${aws:userid}' } },
      { 'aws:a': 'id', 'aws:userid': 'ID' },
      true,
    ],
    ['${*} in StringEquals', { StringEquals: { 'aws:a': 'x${*}' } }, { 'aws:a': 'x*' }, true],
    [
      'StringLike: no value is like nothing',
      { StringLike: { 'aws:a': '${aws:userid}*' } },
      { 'aws:a': 'x' },
      false,
    ],
    [
      'StringNotEquals: nothing equals no value (sample), or the whole statement is invalid (note)',
      { StringNotEquals: { 'aws:a': '${aws:userid}' } },
      { 'aws:a': 'x' },
      'valueless-variable',
    ],
    [
      'StringNotLike: the same',
      { StringNotLike: { 'aws:a': '${aws:userid}' } },
      { 'aws:a': 'x' },
      'valueless-variable',
    ],
    [
      'StringNotEquals with a default',
      { StringNotEquals: { 'aws:a': "${aws:userid, 'x'}" } },
      { 'aws:a': 'x' },
      false,
    ],
    [
      'ArnLike',
      { ArnLike: { 'aws:a': 'arn:aws:iam::1:role/${aws:userid}' } },
      { 'aws:a': 'arn:aws:iam::1:role/id', 'aws:userid': 'id' },
      true,
    ],
    [
      'colons in a value stay in their field',
      { ArnLike: { 'aws:a': 'arn:aws:iam::*:${aws:userid}' } },
      { 'aws:a': 'arn:aws:iam::1:A:b', 'aws:userid': 'A:b' },
      true,
    ],
  ];
  test.each(inCondition)('Condition: %s', (_why, condition, context, expected) => {
    expect(holds(condition, context)).toBe(expected);
  });

  const old: Version = '2008-10-17';
  test('in version 2008-10-17 a variable is plain text (reference_policies_elements_version)', () => {
    expect(
      matches({ Resource: `${table}\${aws:username}` }, `${table}ana`, { 'aws:username': 'ana' }, old),
    ).toBe(false);
    expect(matches({ Resource: `${table}\${aws:username}` }, `${table}\${aws:username}`, {}, old)).toBe(true);
    expect(holds({ StringEquals: { 'aws:a': '${aws:b' } }, { 'aws:a': '${aws:b' }, { version: old })).toBe(
      true,
    );
  });
});

test('whether the letter case of a Region counts cannot be decided', () => {
  expect(matches({ Resource: 'arn:aws:ec2:EU-west-1:*:instance/*' }, node)).toBe('letter-case-of-region');
  expect(matches({ Resource: 'arn:aws:ec2:EU-west-2:*:instance/*' }, node)).toBe(false);
});
