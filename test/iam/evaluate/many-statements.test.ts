/** A policy of many statements says what its statements say one by one, and not in the time of all of them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, type Request } from '../../../src/iam/evaluate/evaluate.js';
import { type CompiledPolicy, compilePolicy } from '../../../src/iam/evaluate/policy.js';
import { familiesOf } from '../../../src/iam/evaluate/statements.js';
import type { Statement } from '../../../src/iam/policy.js';
import { processorSeconds } from '../../processor-time.js';

const role = (name: string) => `arn:aws:iam::111111111111:role/${name}`;
const document = (name: string) => `arn:aws:ssm:eu-west-1:111111111111:document/${name}`;
const one = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const some = <T>(...values: readonly T[]) => fc.subarray([...values], { minLength: 1 });

const keys = ['aws:PrincipalArn', 'aws:PrincipalTag/team', 'aws:TagKeys'];
const operatorNames = [
  ...['ArnLike', 'ArnNotLike', 'ArnLikeIfExists'],
  ...['StringEquals', 'StringLike', 'StringNotEquals', 'StringEqualsIgnoreCaseIfExists'],
  ...['ForAnyValue:StringLike', 'ForAllValues:StringEquals', 'ForAnyValue:StringNotEquals'],
];
const wanted = some(role('a'), role('b*'), role('${aws:PrincipalTag/team}'), 'a', 'b', 'c', 'A*');
const condition = fc.tuple(one(...operatorNames), one(...keys), wanted).map(([operator, key, values]) => {
  const usable = operator.startsWith('Arn') ? values.filter((value) => value.startsWith('arn:')) : values;
  return { [operator]: { [key]: usable.length > 0 ? usable : [role('c')] } };
});
const absent = fc.tuple(one(...keys), one('true', 'false')).map(([key, is]) => ({ Null: { [key]: is } }));
const resources = some(document('a'), document('b'), document('*'), document('${aws:PrincipalTag/team}'));
const statement: fc.Arbitrary<Statement> = fc
  .record({
    Effect: one('Allow' as const, 'Deny' as const),
    Action: fc.constant('ssm:*'),
    where: fc.oneof(
      resources.map((Resource) => ({ Resource })),
      resources.map((NotResource) => ({ NotResource })),
    ),
    conditions: fc.array(fc.oneof(condition, absent), { maxLength: 1 }),
  })
  .map(({ where, conditions, ...rest }) => ({
    ...rest,
    ...where,
    ...(conditions.length > 0 && { Condition: Object.assign({}, ...conditions) }),
  }));
const value = fc.option(one('a', 'b', 'A1', '', role('a'), role('b1')), { nil: undefined });
const request: fc.Arbitrary<Request> = fc
  .record({ name: one('a', 'b', 'c'), values: fc.tuple(value, value, fc.subarray(['a', 'b', 'c'])) })
  .map(({ name, values: [principal, team, tagKeys] }) => ({
    action: 'ssm:StartSession',
    resources: [{ arn: document(name) }],
    context: {
      ...(principal !== undefined && { 'aws:PrincipalArn': principal }),
      ...(team !== undefined && { 'aws:PrincipalTag/team': team }),
      'aws:TagKeys': tagKeys,
    },
    unstated: 'unknown',
  }));

function compiled(Statement: readonly Statement[]): CompiledPolicy {
  const [policy, problems] = compilePolicy({
    name: 'many',
    kind: 'identity',
    document: { Version: '2012-10-17', Statement },
  });
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

test('is decided as its statements are one by one', () => {
  let joined = 0;
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 100, maxLength: 200 }),
      fc.array(request, { minLength: 30, maxLength: 30 }),
      (statements, requests) => {
        const together = compiled(statements);
        const oneByOne = statements.map((each) => compiled([each]));
        const { allows, denies } = together.statementsFor('ssm:startsession');
        joined += statements.length - familiesOf([...allows.each, ...denies.each]).length;
        for (const each of requests) {
          const { resources: [decided] = [] } = evaluate([together], each);
          const { resources: [expected] = [] } = evaluate(oneByOne, each);
          const doubts = expected?.doubts.map(({ doubt }) => doubt.about);
          expect(decided?.outcome).toBe(expected?.outcome);
          expect(decided?.by.length).toBe(expected?.by.length);
          expect(decided?.doubts.map(({ doubt }) => doubt.about).sort()).toEqual(doubts?.sort());
        }
      },
    ),
    { numRuns: 40, seed: 14 },
  );
  expect(joined).toBeGreaterThan(500);
});

test.each<readonly [string, (at: number) => Statement]>([
  ['names', (at) => ({ Effect: 'Deny', Action: 'ssm:*', Resource: document(`d${at}`) })],
  [
    'callers',
    (at) => ({
      Effect: 'Deny',
      Action: 'ssm:*',
      Resource: '*',
      Condition: { ArnLike: { 'aws:PrincipalArn': role(`r${at}`) } },
    }),
  ],
  [
    'names and callers',
    (at) => ({
      Effect: 'Deny',
      Action: 'ssm:*',
      Resource: document(`d${at}`),
      Condition: { ArnNotLike: { 'aws:PrincipalArn': role(`r${at}`) } },
    }),
  ],
])('6,000 statements that differ in %s take the time of few', (_, statementAt) => {
  const policyOf = (count: number) => compiled(Array.from({ length: count }, (__, at) => statementAt(at)));
  const asked: Request = {
    action: 'ssm:StartSession',
    resources: [{ arn: document('other') }],
    context: { 'aws:PrincipalArn': role('other') },
  };
  const secondsOf = (policy: CompiledPolicy) => {
    evaluate([policy], asked);
    return processorSeconds(() => {
      for (let time = 0; time < 20_000; time++) evaluate([policy], asked);
    });
  };
  expect(secondsOf(policyOf(6_000))).toBeLessThan(20 * secondsOf(policyOf(60)));
});

test('a statement that surely applies is found behind many of its kind that are in doubt', () => {
  const inDoubt = Array.from({ length: 80 }, (_, at) => `arn:aws:ssm:*:*:d*/a${'*'.repeat(at)}`);
  const denies = [...inDoubt, document('a')].map(
    (Resource): Statement => ({ Effect: 'Deny', Action: 'ssm:*', Resource }),
  );
  const asked: Request = { action: 'ssm:StartSession', resources: [{ arn: document('a') }], context: {} };
  const { resources: [decided] = [] } = evaluate([compiled(denies)], asked);
  expect(decided?.by.map(({ index }) => index)).toEqual([80]);
});
