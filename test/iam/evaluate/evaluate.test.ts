/**
 * Decisions by hand: effects, several policies and resources, service control policies, and what a doubt does. IAM user guide,
 * reference_policies_evaluation-logic_policy-eval-denyallow, unless another page is named.
 */
import { describe, expect, test } from 'vitest';
import {
  compileRequest,
  evaluate,
  evaluateCompiled,
  type Request,
} from '../../../src/iam/evaluate/evaluate.js';
import type { CompiledPolicy } from '../../../src/iam/evaluate/policy.js';
import type { Statement } from '../../../src/iam/policy.js';
import { node, policyOf } from './ask.js';

const document = 'arn:aws:ssm:eu-west-1:123456789012:document/SSMRunAs-dev';
const allow: Statement = { Sid: 'Start', Effect: 'Allow', Action: 'ssm:StartSession', Resource: '*' };
const deny: Statement = { ...allow, Sid: 'Stop', Effect: 'Deny' };
const everything = policyOf([{ Effect: 'Allow', Action: '*', Resource: '*' }], {
  name: 'AdministratorAccess',
});

function start(...arns: string[]): Request {
  return { action: 'ssm:StartSession', resources: arns.map((arn) => ({ arn })), context: {} };
}

function outcome(statements: readonly Statement[], request: Request = start(node)) {
  return evaluate([policyOf(statements)], request).outcome;
}

describe('effects', () => {
  test('nothing is allowed by default', () => {
    expect(outcome([])).toBe('implicitly-denied');
    expect(evaluate([], start(node)).outcome).toBe('implicitly-denied');
  });

  test('an Allow allows, and is named', () => {
    const { resources } = evaluate(
      [policyOf([{ ...allow, Action: 'ssm:Other' }, allow], { name: 'inline' })],
      start(node),
    );
    expect(resources).toEqual([
      { arn: node, outcome: 'allowed', by: [{ policy: 'inline', index: 1, sid: 'Start' }], doubts: [] },
    ]);
  });

  test('an explicit Deny wins in any order and over any policy, and is named', () => {
    expect(outcome([deny, allow])).toBe('explicitly-denied');
    const decision = evaluate([everything, policyOf([allow, deny], { name: 'inline' })], start(node));
    expect(decision.outcome).toBe('explicitly-denied');
    expect(decision.resources[0]?.by).toEqual([{ policy: 'inline', index: 1, sid: 'Stop' }]);
  });

  test('an Allow in any of the policies is enough', () => {
    expect(evaluate([policyOf([]), everything], start(node)).outcome).toBe('allowed');
  });

  test('a statement without Sid is named by its index', () => {
    expect(evaluate([everything], start(node)).resources[0]?.by).toEqual([
      { policy: 'AdministratorAccess', index: 0 },
    ]);
  });
});

describe('actions (reference_policies_elements_action, reference_policies_elements_notaction)', () => {
  test.each([
    ['ssm:StartSession', true],
    ['SSM:startsession', true],
    ['ssm:*', true],
    ['ssm:Start*', true],
    ['ssm:*Session', true],
    ['ssm:StartSessio?', true],
    ['*', true],
    ['ssm:Start', false],
    ['ssm:StartSession?', false],
    ['ssmmessages:*', false],
  ])('%s', (pattern, covered) => {
    expect(outcome([{ ...allow, Action: pattern }])).toBe(covered ? 'allowed' : 'implicitly-denied');
    const { Action: _, ...rest } = allow;
    expect(outcome([{ ...rest, NotAction: pattern }])).toBe(covered ? 'implicitly-denied' : 'allowed');
  });

  test('NotAction with several actions takes in what none of them does', () => {
    const { Action: _, ...rest } = allow;
    expect(outcome([{ ...rest, NotAction: ['iam:*', 'ssm:Get*'] }])).toBe('allowed');
    expect(outcome([{ ...rest, NotAction: ['iam:*', 'ssm:Start*'] }])).toBe('implicitly-denied');
  });
});

describe('several resources: every one must be allowed', () => {
  const onNodes: Statement = { ...allow, Resource: 'arn:aws:ec2:*:*:instance/*' };
  const onDocument: Statement = { ...allow, Resource: document };

  test('by one statement or by several', () => {
    expect(outcome([onNodes, onDocument], start(node, document))).toBe('allowed');
    expect(outcome([onNodes], start(node, document))).toBe('implicitly-denied');
  });

  test('one explicit Deny is enough', () => {
    expect(outcome([allow, { ...deny, Resource: document }], start(node, document))).toBe(
      'explicitly-denied',
    );
    expect(outcome([onNodes, { ...deny, Resource: document }], start(node, document))).toBe(
      'explicitly-denied',
    );
  });

  test('each has keys of its own, which go before those of the request', () => {
    const tagged: Statement = { ...onNodes, Condition: { StringEquals: { 'ssm:resourceTag/env': 'dev' } } };
    const request = (tag: string): Request => ({
      action: 'ssm:StartSession',
      resources: [{ arn: node, context: { 'ssm:ResourceTag/Env': tag } }, { arn: document }],
      context: { 'ssm:resourceTag/env': 'other' },
    });
    expect(outcome([tagged, onDocument], request('dev'))).toBe('allowed');
    expect(outcome([tagged, onDocument], request('prod'))).toBe('implicitly-denied');
  });

  test('a request without resources is a mistake of the caller', () => {
    expect(() => compileRequest(start())).toThrow("without resources; use '*'");
  });
});

describe('service control policies', () => {
  const scp = (...statements: Statement[]) => policyOf(statements, { name: 'scp', kind: 'service-control' });

  test('a Deny wins', () => {
    const decision = evaluate([everything, scp(deny)], start(node));
    expect(decision.outcome).toBe('explicitly-denied');
    expect(decision.resources[0]?.by).toEqual([{ policy: 'scp', index: 0, sid: 'Stop' }]);
  });

  test('an Allow grants nothing', () => {
    expect(evaluate([scp(allow)], start(node)).outcome).toBe('implicitly-denied');
  });

  test('what a policy with Allow statements does not allow is denied, at each level', () => {
    const list = (name: string, ...actions: string[]) =>
      policyOf([{ ...allow, Action: actions }], { name, kind: 'service-control' });
    const outcomes = (...policies: CompiledPolicy[]) =>
      evaluate([everything, ...policies], start(node)).outcome;
    expect(outcomes(list('root', 'ssm:*'))).toBe('allowed');
    expect(outcomes(list('root', 's3:*', 'ec2:*'))).toBe('implicitly-denied');
    expect(outcomes(list('root', 'ssm:*'), list('unit', 's3:*'))).toBe('implicitly-denied');
    expect(
      outcomes(list('root', '*'), list('unit', 'ssm:StartSession'), scp({ ...deny, Action: 's3:*' })),
    ).toBe('allowed');
  });

  test('a Deny that does not apply leaves everything as it is', () => {
    expect(evaluate([everything, scp({ ...deny, Action: 'iam:*' })], start(node)).outcome).toBe('allowed');
  });
});

describe('doubts: an Allow is read generously, a Deny strictly', () => {
  const doubtful = { StringEquals: { 'aws:TagKeys': ['a'] } };
  const request: Request = { ...start(node), context: { 'aws:TagKeys': ['a', 'b'] } };
  const ask = (...statements: Statement[]) => evaluate([policyOf(statements)], request);

  test('a doubtful Allow allows, and the decision says so', () => {
    const decision = ask({ ...allow, Condition: doubtful });
    expect(decision).toMatchObject({ outcome: 'allowed', ambiguous: true });
    expect(decision.resources[0]?.doubts).toEqual([
      {
        statement: { policy: 'policy', index: 0, sid: 'Start' },
        doubt: { about: 'several-values', subject: 'aws:TagKeys' },
      },
    ]);
  });

  test('a doubtful Deny does not deny, and the decision says so', () => {
    expect(ask(allow, { ...deny, Condition: doubtful })).toMatchObject({
      outcome: 'allowed',
      ambiguous: true,
    });
  });

  test('a doubt that changes nothing is none', () => {
    expect(ask(allow, { ...allow, Condition: doubtful })).toMatchObject({
      outcome: 'allowed',
      ambiguous: false,
    });
    expect(ask(deny, { ...allow, Condition: doubtful })).toMatchObject({
      outcome: 'explicitly-denied',
      ambiguous: false,
    });
    expect(ask({ ...deny, Condition: doubtful })).toMatchObject({
      outcome: 'implicitly-denied',
      ambiguous: false,
    });
  });

  test('a doubt on one resource is none if another is denied in every reading', () => {
    const onNode: Statement = { ...allow, Resource: node, Condition: doubtful };
    const both: Request = { ...request, resources: [{ arn: node }, { arn: document }] };
    expect(evaluate([policyOf([onNode])], both)).toMatchObject({
      outcome: 'implicitly-denied',
      ambiguous: false,
    });
  });
});

test('a compiled request is decided as the request', () => {
  const request = start(node, document);
  expect(evaluateCompiled([everything], compileRequest(request))).toEqual(evaluate([everything], request));
});
