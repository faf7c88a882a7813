/**
 * Random policies on starting sessions that look at places in every way that the evaluator reads: fields of ARNs, each family of
 * operators, set operators, `IfExists`, variables. They name the places below, and some beside them.
 */
import fc from 'fast-check';
import { policy, start } from './start-policies.js';

export const accounts = ['111122223333', '111122224444', '444455556666', '555566667777'] as const;
export const regions = ['eu-central-1', 'eu-west-1', 'us-east-1'] as const;

type Block = Readonly<Record<string, unknown>>;

/** A question mark in few: beside it no two places are taken for alike. */
const accountPattern = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...accounts, '777777777777') },
  { weight: 8, arbitrary: fc.constantFrom('*', '*', '1111*', '*6666', '*2222*', '5*') },
  { weight: 1, arbitrary: fc.constantFrom('????2222????', '??????????33') },
);
const regionPattern = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...regions, 'ap-south-1') },
  { weight: 8, arbitrary: fc.constantFrom('*', '*', 'eu-*', '*west*', 'us-*') },
  { weight: 1, arbitrary: fc.constantFrom('??-east-1', '?????????') },
);

const resource = fc.oneof(
  { weight: 2, arbitrary: fc.constant('*') },
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom('arn:aws:ec2', 'arn:aws:ssm', 'arn:*:ssm'),
        regionPattern,
        accountPattern,
        fc.constantFrom('*', 'instance/*', 'document/*', 'document/SSM-SessionManagerRunShell'),
      )
      .map((fields) => fields.join(':')),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('arn:aws:ec2', 'arn:aws:ssm'), fc.constantFrom(...regions))
      .map((fields) => fields.join(':')),
  },
  { weight: 1, arbitrary: fc.constant('arn:aws:ssm:*:*:document/${aws:PrincipalAccount}') },
);
const resources = fc.array(resource, { minLength: 1, maxLength: 2 });

const accountKey = fc.constantFrom('aws:PrincipalAccount', 'aws:ResourceAccount', 'AWS:principalaccount');
/** Known to be absent: a Linux user's tag, a user's name. */
const absentKey = fc.constantFrom('aws:PrincipalTag/SSMSessionRunAs', 'aws:username');
const truth = fc.constantFrom<unknown>('true', 'false', true, false);

const comparisons = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];
const numbers = comparisons.map((name) => `Numeric${name}`);
const dates = comparisons.map((name) => `Date${name}`);
const wholeStrings = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
];
const likeStrings = ['StringLike', 'StringNotLike'];
const oneOrTwo = (value: fc.Arbitrary<unknown>) =>
  fc.oneof(value, fc.array(value, { minLength: 2, maxLength: 2 }));

/** An operator of these, with or without `IfExists` and a set operator. */
const operator = (
  names: readonly string[],
  sets: readonly string[] = ['', '', '', 'ForAnyValue:', 'ForAllValues:'],
) =>
  fc
    .tuple(fc.constantFrom(...sets), fc.constantFrom(...names), fc.constantFrom('', '', 'IfExists'))
    .map((parts) => parts.join(''));

const condition = (
  operators: fc.Arbitrary<string>,
  key: fc.Arbitrary<string>,
  value: fc.Arbitrary<unknown>,
): fc.Arbitrary<Block> =>
  fc.tuple(operators, key, oneOrTwo(value)).map(([name, of, values]) => ({ [name]: { [of]: values } }));

const principal = accountPattern.map((account) => `arn:aws:iam::${account}:role/*`);
const number = fc.constantFrom<unknown>(
  111122224000,
  '111122224444',
  '444455556666.0',
  200000000000,
  '99999999999',
);

const decided: fc.Arbitrary<Block> = fc.oneof(
  condition(operator(wholeStrings), accountKey, fc.constantFrom<unknown>(...accounts, 111122223333)),
  condition(operator(likeStrings), accountKey, accountPattern),
  condition(
    operator(wholeStrings),
    fc.constant('aws:RequestedRegion'),
    fc.constantFrom(...regions, 'EU-WEST-1'),
  ),
  condition(operator(likeStrings), fc.constant('aws:RequestedRegion'), regionPattern),
  condition(
    operator(['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike']),
    fc.constant('aws:PrincipalArn'),
    principal,
  ),
  condition(
    operator(likeStrings),
    fc.constant('aws:PrincipalArn'),
    accountPattern.map((one) => `*:${one}:role/*`),
  ),
  condition(operator(numbers), accountKey, number),
  condition(operator(dates, ['']), absentKey, fc.constant('2020-01-01')),
  condition(operator(['IpAddress', 'NotIpAddress'], ['']), absentKey, fc.constantFrom('10.0.0.0/8', '::/0')),
  condition(operator(['Bool']), fc.constant('aws:PrincipalIsAWSService'), truth),
  condition(fc.constant('Null'), fc.oneof(accountKey, absentKey, fc.constant('aws:RequestedRegion')), truth),
  fc.constantFrom<Block>(
    { StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
    { StringNotEquals: { 'aws:ResourceAccount': ['${aws:PrincipalAccount}', '${aws:ResourceAccount}'] } },
    { StringLike: { 'aws:PrincipalArn': '*/${aws:RequestedRegion}/*' } },
    { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*/${aws:RequestedRegion}/*' } },
    { StringEquals: { 'aws:PrincipalAccount': "${aws:PrincipalTag/SSMSessionRunAs, '111122223333'}" } },
    { StringLike: { 'aws:PrincipalAccount': "1111${aws:username, '2222'}*" } },
    { StringNotLike: { 'aws:userid': '${aws:PrincipalAccount}*' } },
  ),
);

/** On keys that are unknown, or of another type than the operator's. */
const doubtful: fc.Arbitrary<Block> = fc.oneof(
  condition(operator(['DateLessThan']), accountKey, fc.constant('99999999999')),
  condition(operator(['IpAddress']), accountKey, fc.constant('10.0.0.0/8')),
  condition(operator(['StringEquals']), fc.constant('aws:PrincipalOrgID'), fc.constant('o-example')),
);

const conditions = fc
  .array(fc.oneof({ weight: 24, arbitrary: decided }, { weight: 1, arbitrary: doubtful }), { maxLength: 2 })
  .map((blocks) => Object.assign({}, ...blocks) as Block);

const statement = fc
  .tuple(
    fc.constantFrom('Allow', 'Deny'),
    fc.constantFrom('Resource', 'Resource', 'NotResource'),
    resources,
    conditions,
  )
  .map(([Effect, element, values, Condition]) => ({
    Effect,
    Action: 'ssm:StartSession',
    [element]: values,
    ...(Object.keys(Condition).length > 0 && { Condition }),
  }));

/** Texts of policies; most allow everything to begin with. */
export const policies: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom([start('*')], [start('*')], []), fc.array(statement, { minLength: 1, maxLength: 2 }))
  .map(([before, statements]) => policy(...before, ...statements));
