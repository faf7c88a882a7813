/**
 * A claim as a question: is there a request, such as the model describes, that is allowed or denied against the claim?
 * What the claim and the axioms say of a request is written as statements of the policy language, so that it is read and
 * divided into classes as policies are.
 */
import type { CompiledPolicy } from '../../iam/evaluate/policy.js';
import { compileStatement } from '../../iam/evaluate/statement.js';
import type { Statement } from '../../iam/policy.js';
import type { RequestModel } from './request-model.js';
import type { Open } from './unsettled.js';

/** What must be true of one resource of the request, or of the keys that come with it. */
export type Guard = Open;

export interface RequestQuestion {
  readonly model: RequestModel;
  readonly policies: readonly CompiledPolicy[];
  /** `allowed`: on every resource. `denied`: on at least one. */
  readonly find: 'allowed' | 'denied';
  /** Each must apply. */
  readonly all: readonly Guard[];
  /** One must apply, if there are any. */
  readonly any: readonly Guard[];
  /** None may apply: what AWS never sends. */
  readonly never: readonly Guard[];
}

/** Applies where the resource and the keys are as said; the effect and the action do not count. */
export function guard(
  resource: number,
  what: Pick<Statement, 'Resource' | 'NotResource' | 'Condition'>,
): Guard {
  const source: Statement = {
    Effect: 'Deny',
    Action: '*',
    ...(what.NotResource === undefined && { Resource: '*' }),
    ...what,
  };
  const statement = compileStatement(source, {
    ref: { policy: 'claim', index: 0 },
    syntax: { variables: true, incomplete: false },
    reportAt: (path) => (code, subject) => {
      throw new Error(`a claim is not understood: ${code} ${subject} at ${path.join('.')}`);
    },
  });
  return { resource, statement };
}
