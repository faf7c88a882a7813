/**
 * A policy, compiled once to be evaluated often; what the evaluator does not know is refused here, before any request.
 * Knows nothing of requests.
 */
import type { PolicyDocument } from '../policy.js';
import type { Refusal } from './refusal.js';
import { type CompiledStatement, compileStatement } from './statement.js';

export interface AttachedPolicy {
  /** What decisions and refusals call it, such as `inline policy of admin`. */
  readonly name: string;
  /**
   * A service control policy is read beside `FullAWSAccess`, hence only its Deny statements count. Where an organisation has
   * detached `FullAWSAccess`, less is allowed than is said here.
   */
  readonly kind: 'identity' | 'service-control';
  readonly document: PolicyDocument;
}

export interface StatementsByEffect {
  readonly allows: readonly CompiledStatement[];
  readonly denies: readonly CompiledStatement[];
}

export interface CompiledPolicy {
  readonly name: string;
  /** The statements that speak of an action; takes it in lower case. */
  readonly statementsFor: (action: string) => StatementsByEffect;
}

/** The policy is there exactly if nothing is refused. */
export function compilePolicy({
  name,
  kind,
  document,
}: AttachedPolicy): readonly [policy: CompiledPolicy | undefined, refusals: readonly Refusal[]] {
  const refusals: Refusal[] = [];
  const statements = document.Statement.map((statement, index) =>
    compileStatement(statement, {
      ref: { policy: name, index, ...(statement.Sid !== undefined && { sid: statement.Sid }) },
      syntax: { variables: document.Version === '2012-10-17', incomplete: kind === 'identity' },
      refuseAt: (path) => (code, subject) =>
        void refusals.push({ code, policy: name, path: ['Statement', index, ...path], subject }),
    }),
  );
  return refusals.length > 0
    ? [undefined, refusals]
    : [{ name, statementsFor: byAction(kind, statements) }, []];
}

/** What the evaluator does not know in an identity policy, whatever the policy is called. */
export function refusedIn(document: PolicyDocument): readonly Refusal[] {
  const [, refusals] = compilePolicy({ name: '', kind: 'identity', document });
  return refusals;
}

/** Requests repeat few actions, and most statements speak of other ones. */
function byAction(
  kind: AttachedPolicy['kind'],
  statements: readonly CompiledStatement[],
): CompiledPolicy['statementsFor'] {
  const known = new Map<string, StatementsByEffect>();
  return (action) => {
    const found = known.get(action);
    if (found) return found;
    const covering = statements.filter(({ coversAction }) => coversAction(action));
    const split: StatementsByEffect = {
      allows: covering.filter(({ effect }) => effect === 'Allow' && kind === 'identity'),
      denies: covering.filter(({ effect }) => effect === 'Deny'),
    };
    known.set(action, split);
    return split;
  };
}
