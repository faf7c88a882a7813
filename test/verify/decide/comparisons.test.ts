/**
 * Random statements that compare tags, texts, numbers, dates, addresses and truth values with fixed values and with each other:
 * where the search finds no request, none of many random requests is one.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContextValues } from '../../../src/iam/evaluate/context.js';
import { compileRequest, evaluate, type Request } from '../../../src/iam/evaluate/evaluate.js';
import { type CompiledPolicy, compilePolicy } from '../../../src/iam/evaluate/policy.js';
import type { Statement } from '../../../src/iam/policy.js';
import { decide } from '../../../src/verify/decide/decide.js';
import { guard, type RequestQuestion } from '../../../src/verify/decide/question.js';
import {
  type RequestModel,
  shapes,
  type Variable,
  variable,
} from '../../../src/verify/decide/request-model.js';

const accounts = ['123456789012', '210987654321'];
const regions = ['eu-west-1', 'us-east-1'];
const names = ['dev', 'a-dev', 'a-dev-b', 'Run-dev', 'true', ...accounts];
const numbers = ['0', '0.2', '2', '3', '9', '10'];
const texts = ['', 'x', '-1', 'true', 'false', 'True', 'dev-a', '2026-01-01T00:00:00Z', '10.0.0.1', '::1'];
const words = [...texts, ...numbers, ...names, ...regions];
const tags = ['aws:PrincipalTag/a', 'aws:PrincipalTag/b', 'aws:ResourceTag/c'];
const age = 'aws:MultiFactorAuthAge';

/** Tags are any text, `aws:TagKeys` has several values, and the age of a second factor is a number. */
function model(): RequestModel {
  const [account, region] = [variable('account', shapes.account), variable('region', shapes.region)];
  const document = variable('document', shapes.documentName);
  const keys = new Map<string, Variable>([
    ['aws:securetransport', variable('transport', shapes.truth, { optional: true })],
    ['aws:tagkeys', variable('tag keys', shapes.anything, { optional: true, several: true })],
    [age.toLowerCase(), variable('age', shapes.something, { optional: true })],
    ['aws:principalaccount', account],
    ['aws:requestedregion', region],
    ...tags.map((tag) => [tag.toLowerCase(), variable(tag, shapes.anything, { optional: true })] as const),
  ]);
  return {
    action: 'ssm:StartSession',
    resources: [
      { name: 'node', arn: ['arn:aws:ec2:', region, ':', account, ':instance/i-0123456789abcdef0'] },
      { name: 'document', arn: ['arn:aws:ssm:', region, ':', account, ':document/', document] },
    ],
    key: (key) => {
      const known = keys.get(key);
      return { of: 'request', term: known ? [known] : 'absent' };
    },
  };
}

const some = (values: fc.Arbitrary<string>) => fc.array(values, { minLength: 1, maxLength: 2 });
const inserted = fc
  .tuple(
    fc.constantFrom('', '', 'a-', 'Run-'),
    fc.constantFrom(
      ...[...tags, 'aws:PrincipalAccount', 'aws:RequestedRegion', 'aws:SecureTransport', 'aws:TagKeys'].map(
        (key) => `\${${key}}`,
      ),
      "${aws:PrincipalTag/a, 'dev'}",
    ),
    fc.constantFrom('', '', '-b'),
  )
  .map((parts) => parts.join(''));
const equal = fc.oneof(fc.constantFrom('', 'x', 'true', '3', ...names), inserted);
const like = fc.oneof(fc.constantFrom('*', '?*', 'a-*', '*-dev', 'd*v', '1*'), inserted);

interface Comparison {
  readonly operator: string;
  readonly values: readonly string[];
}
const comparing = (operators: readonly string[], values: fc.Arbitrary<string>): fc.Arbitrary<Comparison> =>
  fc.record({ operator: fc.constantFrom(...operators), values: some(values) });
const comparisons = [
  comparing(['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase'], equal),
  comparing(['StringLike', 'StringNotLike'], like),
  comparing(
    ['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericGreaterThanEquals'],
    fc.constantFrom('0', '0.5', '1', '2.5', '9', '-1'),
  ),
  comparing(['Bool'], fc.constantFrom('true', 'false', 'True')),
];
/** Nobody sends a date or an address as the age of a second factor. */
const ofTags = [
  comparing(['DateLessThan', 'DateNotEquals'], fc.constantFrom('2026-01-01T00:00:00Z', '1970-01-01')),
  comparing(['IpAddress', 'NotIpAddress'], fc.constantFrom('10.0.0.0/8', '0.0.0.0/0', '::/0')),
];
const otherKeys = ['aws:PrincipalAccount', 'aws:RequestedRegion', 'aws:SecureTransport', 'aws:TagKeys'];

const condition = fc
  .tuple(
    fc.constantFrom('', '', '', 'ForAllValues:', 'ForAnyValue:'),
    fc.oneof(
      fc.tuple(fc.oneof(...comparisons), fc.constantFrom(...tags, ...tags, ...otherKeys, age)),
      fc.tuple(fc.oneof(...ofTags), fc.constantFrom(...tags, ...otherKeys)),
    ),
    fc.constantFrom('', '', 'IfExists'),
  )
  .map(([set, [{ operator, values }, key], ifExists]) => ({
    [set + operator + ifExists]: { [key]: values },
  }));
const conditions = fc.array(condition, { maxLength: 2 }).map((list) => Object.assign({}, ...list));

const documents = fc.oneof(equal, like).map((name) => `arn:aws:ssm:*:*:document/${name}`);
const resources = fc.oneof(
  fc.constant({ Resource: '*' }),
  documents.map((one) => ({ Resource: ['arn:aws:ec2:*:*:instance/*', one] })),
  documents.map((one) => ({ NotResource: [one] })),
);
const statements = fc
  .tuple(fc.constantFrom('Allow' as const, 'Deny' as const, 'Deny' as const), resources, conditions)
  .map(([Effect, which, Condition]): Statement => ({ Effect, Action: '*', ...which, Condition }));
const claims = fc.record({
  statements: fc.array(statements, { minLength: 1, maxLength: 3 }),
  isBroad: fc.boolean(),
  guards: fc.array(conditions, { maxLength: 2 }),
  find: fc.constantFrom('allowed' as const, 'denied' as const),
});

const everything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };

function compiled(list: readonly Statement[]): CompiledPolicy {
  const document = { Version: '2012-10-17', Statement: list } as const;
  const [policy, problems] = compilePolicy({ name: 'random', kind: 'identity', document });
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

const maybe = (values: readonly string[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...values).map((value) => [value]) },
    { weight: 1, arbitrary: fc.constant<string[]>([]) },
  );
const requests: fc.Arbitrary<Request> = fc
  .record({
    account: fc.constantFrom(...accounts),
    region: fc.constantFrom(...regions),
    name: fc.constantFrom(...names),
    context: fc.record<ContextValues>({
      ...Object.fromEntries(tags.map((tag) => [tag, maybe(words)])),
      [age]: maybe(numbers),
      'aws:SecureTransport': maybe(['true', 'false']),
      'aws:TagKeys': fc.array(fc.constantFrom(...words), { maxLength: 3 }),
    }),
  })
  .map(({ account, region, name, context }) => ({
    action: 'ssm:StartSession',
    resources: [
      { arn: `arn:aws:ec2:${region}:${account}:instance/i-0123456789abcdef0` },
      { arn: `arn:aws:ssm:${region}:${account}:document/${name}` },
    ],
    context: { ...context, 'aws:PrincipalAccount': account, 'aws:RequestedRegion': region },
    unstated: 'absent',
  }));

/** Whether the request is one that is looked for, for certain or by one reading of the guide. */
function isFound({ policies, find, all }: RequestQuestion, request: Request): boolean {
  const [first] = compileRequest(request).resources;
  if (!first || all.some(({ statement }) => statement.applies(first.arn, first.context) === false))
    return false;
  const { outcome, ambiguous } = evaluate(policies, request);
  return find === 'allowed' ? outcome === 'allowed' : outcome !== 'allowed' || ambiguous;
}

test('where no request is found, none of many random ones is one', () => {
  const asked = fc.sample(requests, { numRuns: 500, seed: 20261129 });
  let none = 0;
  for (const { statements: list, isBroad, guards, find } of fc.sample(claims, {
    numRuns: 400,
    seed: 20261129,
  })) {
    const question: RequestQuestion = {
      model: model(),
      policies: [compiled(isBroad ? [...list, everything] : list)],
      find,
      all: guards.map((Condition) => guard(0, { Condition })),
      any: [],
      never: [],
    };
    if (decide(question).kind !== 'none') continue;
    none += 1;
    const missed = asked.find((request) => isFound(question, request));
    expect({ list, isBroad, guards, find, missed: missed?.context }).toMatchObject({ missed: undefined });
  }
  expect(none).toBeGreaterThan(80);
});
