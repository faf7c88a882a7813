/**
 * A policy, compiled once to be evaluated often; what the evaluator does not support is a problem here, before any request.
 * Knows nothing of requests.
 */
import type { PolicyDocument, Statement } from '../policy.js';
import type { PolicyProblem } from '../problem.js';
import { type CompiledStatement, compileStatement, type StatementPlace } from './statement.js';
import { familiesOf, type Statements, statementsOf } from './statements.js';

export interface AttachedPolicy {
  /** What decisions and problems call it, such as `inline policy of admin`. */
  readonly name: string;
  /**
   * What a boundary does not allow is denied. A service control policy without Allow statements is read together with
   * `FullAWSAccess`; one with Allow statements replaces it, and what it does not allow is denied.
   */
  readonly kind: 'identity' | 'boundary' | 'service-control';
  readonly document: PolicyDocument;
}

export interface StatementsByEffect {
  readonly allows: Statements;
  readonly denies: Statements;
}

export interface CompiledPolicy {
  readonly name: string;
  readonly kind: AttachedPolicy['kind'];
  /** Whether it is a limit: nothing is allowed that it does not allow as well. */
  readonly limits: boolean;
  /** The statements that speak of an action; takes it in lower case. */
  readonly statementsFor: (action: string) => StatementsByEffect;
}

/** The policy is there exactly if there are no problems. */
export function compilePolicy({
  name,
  kind,
  document,
}: AttachedPolicy): readonly [policy: CompiledPolicy | undefined, problems: readonly PolicyProblem[]] {
  const problems: PolicyProblem[] = [];
  const syntax = { variables: document.Version === '2012-10-17', incomplete: kind !== 'service-control' };
  const statements = document.Statement.map((statement, index) =>
    compiledOnce(statement, {
      ref: { policy: name, index, ...(statement.Sid !== undefined && { sid: statement.Sid }) },
      syntax,
      reportAt: (path) => (code, subject) =>
        void problems.push({ code, policy: name, path: ['Statement', index, ...path], subject }),
    }),
  );
  return problems.length > 0
    ? [undefined, problems]
    : [{ name, kind, limits: isLimit(kind, statements), statementsFor: byAction(statements) }, []];
}

/** The roles of a mapping have most statements in common; one that is understood is kept. */
const compiled = new Map<string, CompiledStatement>();
const mostCompiled = 2_000;

function compiledOnce(statement: Statement, place: StatementPlace): CompiledStatement {
  const { variables, incomplete } = place.syntax;
  const id = JSON.stringify([statement, variables, incomplete]);
  const known = compiled.get(id);
  if (known) return { ...known, ref: place.ref };
  let isUnderstood = true;
  const made = compileStatement(statement, {
    ...place,
    reportAt: (path) => (code, subject) => {
      isUnderstood = false;
      place.reportAt(path)(code, subject);
    },
  });
  if (compiled.size >= mostCompiled) compiled.clear();
  if (isUnderstood) compiled.set(id, made);
  return made;
}

function isLimit(kind: AttachedPolicy['kind'], statements: readonly CompiledStatement[]): boolean {
  if (kind === 'service-control') return statements.some(({ effect }) => effect === 'Allow');
  return kind === 'boundary';
}

/**
 * Those of which each must allow: what grants, then each limit by itself. Service control policies are attached at several
 * levels, and each level must allow (Organizations user guide, orgs_manage_policies_scps_evaluation).
 */
export function layersOf<Policy extends Pick<CompiledPolicy, 'kind' | 'limits'>>(
  policies: readonly Policy[],
): readonly (readonly Policy[])[] {
  const limits = policies.filter((policy) => policy.limits);
  const grants = policies.filter(({ kind }) => kind === 'identity');
  return [grants, ...limits.map((limit) => [limit])];
}

/** What the evaluator does not support in an identity policy, whatever the policy is called. */
export function unsupportedIn(document: PolicyDocument): readonly PolicyProblem[] {
  const [, problems] = compilePolicy({ name: '', kind: 'identity', document });
  return problems;
}

/** Requests repeat few actions, and most statements speak of other ones. */
function byAction(statements: readonly CompiledStatement[]): CompiledPolicy['statementsFor'] {
  const families = familiesOf(statements);
  const known = new Map<string, StatementsByEffect>();
  return (action) => {
    const found = known.get(action);
    if (found) return found;
    const covering = families.filter(({ statement }) => statement.coversAction(action));
    const of = (effect: Statement['Effect']) =>
      statementsOf(covering.filter(({ statement }) => statement.effect === effect));
    const split: StatementsByEffect = {
      allows: of('Allow'),
      denies: of('Deny'),
    };
    known.set(action, split);
    return split;
  };
}
