/**
 * The decision on a request: an explicit deny wins, then an allow is needed, on every resource of the request.
 * Where a statement is in doubt, an Allow counts and a Deny does not; if that is what opens the door, the decision says so.
 * IAM user guide, reference_policies_evaluation-logic_policy-eval-denyallow.
 */
import { type Arn, parseArn } from './arn-pattern.js';
import { type Context, type ContextValues, contextLayer, type Unstated } from './context.js';
import { type CompiledPolicy, layersOf, type StatementsByEffect } from './policy.js';
import type { StatementRef } from './statement.js';
import type { Statements } from './statements.js';
import type { Doubt } from './truth.js';

export interface RequestedResource {
  /** An ARN, or `*` for actions without resources. */
  readonly arn: string;
  /** Keys that AWS sends for this resource only, such as its tags; they go before those of the request. */
  readonly context?: ContextValues;
}

export interface Request {
  readonly action: string;
  /** AWS authorises the request only if it is allowed on every one. */
  readonly resources: readonly RequestedResource[];
  readonly context: ContextValues;
  /** `absent` if left out. */
  readonly unstated?: Unstated;
}

export type DecisionOutcome = 'allowed' | 'implicitly-denied' | 'explicitly-denied';

export interface StatementInDoubt {
  readonly statement: StatementRef;
  readonly doubt: Doubt;
}

export interface ResourceDecision {
  readonly arn: string;
  readonly outcome: DecisionOutcome;
  /** The allowing or the denying statements; none for an implicit deny. */
  readonly by: readonly StatementRef[];
  /** The statements whose doubt, resolved the other way, could change the outcome. */
  readonly doubts: readonly StatementInDoubt[];
}

export interface Decision {
  readonly outcome: DecisionOutcome;
  /** In the order of the request. */
  readonly resources: readonly ResourceDecision[];
  /** Allowed by one reading, denied by another: whoever needs to be sure refuses. Never set on a denied request. */
  readonly ambiguous: boolean;
}

/** A request whose context is prepared, to be evaluated against several sets of policies. */
export interface CompiledRequest {
  readonly action: string;
  readonly resources: readonly AskedResource[];
}

interface AskedResource {
  readonly arn: Arn;
  readonly context: Context;
  /** What statements come to that have been asked: sets of policies have policies in common. */
  readonly sifted: Map<Statements, Sifted>;
}

export function compileRequest(request: Request): CompiledRequest {
  const { action, resources, context, unstated = 'absent' } = request;
  if (resources.length === 0) throw new Error(`a request for ${action} without resources; use '*'`);
  const shared = contextLayer(context);
  return {
    action: action.toLowerCase(),
    resources: resources.map(({ arn, context: own }) => ({
      arn: parseArn(arn),
      context: { layers: own ? [contextLayer(own), shared] : [shared], unstated },
      sifted: new Map(),
    })),
  };
}

/** The same resources in another context; theirs are kept, so that many callers are asked about at little cost. */
export function inContext({ action, resources }: CompiledRequest, values: ContextValues): CompiledRequest {
  const shared = contextLayer(values);
  return {
    action,
    resources: resources.map(({ arn, context: { layers, unstated } }) => ({
      arn,
      context: { layers: [...layers.slice(0, -1), shared], unstated },
      sifted: new Map(),
    })),
  };
}

export function evaluate(policies: readonly CompiledPolicy[], request: Request): Decision {
  return evaluateCompiled(policies, compileRequest(request));
}

export function evaluateCompiled(
  policies: readonly CompiledPolicy[],
  { action, resources }: CompiledRequest,
): Decision {
  const given = statementsOn(policies, action);
  const decisions = resources.map((resource) => decide(given, resource));
  const outcome = overall(decisions);
  return {
    outcome,
    resources: decisions,
    ambiguous: outcome === 'allowed' && decisions.some(({ doubts }) => doubts.length > 0),
  };
}

/** The statements on an action, each policy by itself. */
interface Given {
  readonly all: readonly StatementsByEffect[];
  /** In each of them a statement must allow. */
  readonly layers: readonly (readonly StatementsByEffect[])[];
}

function statementsOn(policies: readonly CompiledPolicy[], action: string): Given {
  const all = policies.map((policy) => policy.statementsFor(action));
  if (policies.every(({ kind }) => kind === 'identity')) return { all, layers: [all] };
  const layers = layersOf(policies).map((layer) => layer.map((policy) => policy.statementsFor(action)));
  return { all, layers };
}

/** What a limit does not allow is denied without a statement (access_policies_boundaries). */
function decide({ all, layers }: Given, resource: AskedResource): ResourceDecision {
  const arn = resource.arn.text;
  const denying = sift(all, 'denies', resource);
  if (denying.sure.length > 0) return { arn, outcome: 'explicitly-denied', by: denying.sure, doubts: none };
  const doubts = [...denying.doubtful];
  const by: StatementRef[] = [];
  for (const layer of layers) {
    const allowing = sift(layer, 'allows', resource);
    if (allowing.sure.length === 0 && allowing.doubtful.length === 0)
      return { arn, outcome: 'implicitly-denied', by: none, doubts: denying.doubtful };
    if (allowing.sure.length === 0) doubts.unshift(...allowing.doubtful);
    by.push(
      ...(allowing.sure.length > 0 ? allowing.sure : allowing.doubtful.map(({ statement }) => statement)),
    );
  }
  return { arn, outcome: 'allowed', by, doubts };
}

interface Sifted {
  readonly sure: readonly StatementRef[];
  readonly doubtful: readonly StatementInDoubt[];
}

/** Most statements do not apply to most resources. */
const none: readonly never[] = [];
const nothing: Sifted = { sure: none, doubtful: none };

/** Of statements that differ in one list only; more of them would only be more names. */
const mostNoted = 20;

function sift(
  policies: readonly StatementsByEffect[],
  effect: keyof StatementsByEffect,
  resource: AskedResource,
): Sifted {
  let found = nothing;
  for (const { [effect]: statements } of policies) {
    const sifted = resource.sifted.get(statements) ?? siftStatements(statements, resource);
    resource.sifted.set(statements, sifted);
    if (found === nothing) found = sifted;
    else if (sifted !== nothing)
      found = {
        sure: [...found.sure, ...sifted.sure],
        doubtful: [...found.doubtful, ...sifted.doubtful],
      };
  }
  return found;
}

function siftStatements(statements: Statements, { arn, context }: AskedResource): Sifted {
  let sure: StatementRef[] | undefined;
  let doubtful: StatementInDoubt[] | undefined;
  for (const { statement, members } of statements.on(arn)) {
    if (members.length > 1 && statement.applies(arn, context) === false) continue;
    let [certain, open] = [0, 0];
    for (const member of members) {
      const applies = member.applies(arn, context);
      if (applies === true) {
        sure ??= [];
        sure.push(member.ref);
        certain += 1;
        if (certain === mostNoted) break;
      } else if (applies !== false && open < mostNoted) {
        doubtful ??= [];
        doubtful.push({ statement: member.ref, doubt: applies });
        open += 1;
      }
    }
  }
  return sure || doubtful ? { sure: sure ?? none, doubtful: doubtful ?? none } : nothing;
}

function overall(decisions: readonly ResourceDecision[]): DecisionOutcome {
  if (decisions.some(({ outcome }) => outcome === 'explicitly-denied')) return 'explicitly-denied';
  return decisions.every(({ outcome }) => outcome === 'allowed') ? 'allowed' : 'implicitly-denied';
}
