/**
 * Small questions to the evaluator for the tables: does a condition hold, does a pattern match. An Allow answers them, so
 * that the answer is what the public API decides.
 */

import type { ContextValues, Unstated } from '../../../src/iam/evaluate/context.js';
import { evaluate } from '../../../src/iam/evaluate/evaluate.js';
import { type AttachedPolicy, type CompiledPolicy, compilePolicy } from '../../../src/iam/evaluate/policy.js';
import type { DoubtAbout } from '../../../src/iam/evaluate/truth.js';
import type { ConditionBlock, PolicyDocument, Statement } from '../../../src/iam/policy.js';
import type { PolicyProblemCode } from '../../../src/iam/problem.js';

export type Version = PolicyDocument['Version'];
export type Answer = boolean | DoubtAbout;

export const node = 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0';

export function policyOf(
  statements: readonly Statement[],
  {
    version = '2012-10-17',
    name = 'policy',
    kind = 'identity',
  }: { version?: Version; name?: string; kind?: AttachedPolicy['kind'] } = {},
): CompiledPolicy {
  const [policy, problems] = compilePolicy({
    name,
    kind,
    document: { Version: version, Statement: statements },
  });
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

/** The codes of what the evaluator does not support in a statement. */
export function unsupportedCodes(statement: Statement, version: Version = '2012-10-17'): PolicyProblemCode[] {
  const [, problems] = compilePolicy({
    name: 'policy',
    kind: 'identity',
    document: { Version: version, Statement: [statement] },
  });
  return problems.map(({ code }) => code);
}

export function holds(
  condition: ConditionBlock,
  context: ContextValues,
  { version = '2012-10-17', unstated = 'absent' }: { version?: Version; unstated?: Unstated } = {},
): Answer {
  return answer(
    { Effect: 'Allow', Action: '*', Resource: '*', Condition: condition },
    node,
    context,
    version,
    unstated,
  );
}

export function matches(
  element: Pick<Statement, 'Resource' | 'NotResource'>,
  arn: string,
  context: ContextValues = {},
  version: Version = '2012-10-17',
): Answer {
  return answer({ Effect: 'Allow', Action: '*', ...element }, arn, context, version, 'absent');
}

function answer(
  statement: Statement,
  arn: string,
  context: ContextValues,
  version: Version,
  unstated: Unstated,
): Answer {
  const decision = evaluate([policyOf([statement], { version })], {
    action: 'ssm:StartSession',
    resources: [{ arn }],
    context,
    unstated,
  });
  const [doubt] = decision.resources.flatMap(({ doubts }) => doubts);
  return doubt ? doubt.doubt.about : decision.outcome === 'allowed';
}
