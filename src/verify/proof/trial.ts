/**
 * The log of a role's trial: what each scenario came to, and each request that came out other than promised. Of requests that
 * fail alike the simplest is kept, with their number. Judges nothing itself.
 */
import type { DiagnosticCode } from '../../diagnostics/catalog/index.js';
import type { ContextValues } from '../../iam/evaluate/context.js';
import type { ResourceDecision } from '../../iam/evaluate/evaluate.js';
import { type Outcome, outcomeKey, type Ruling } from './outcome.js';
import type { PolicySet } from './policy-sets.js';

export type ProofCode = Extract<DiagnosticCode, `proof-${string}`>;

export interface TriedRequest {
  readonly action: string;
  readonly resources: readonly { readonly arn: string; readonly context: ContextValues }[];
  readonly context: ContextValues;
  /** The scenarios by which it differs from a plain session by the own document, those first that weigh most. */
  readonly scenarios: readonly string[];
  /** In words, such as `its own document on a node in scope`. */
  readonly words: string;
}

export interface TrialFailure {
  readonly code: ProofCode;
  readonly set: PolicySet;
  readonly request: TriedRequest;
  readonly expected: 'allowed' | 'denied' | 'user';
  readonly actual: Outcome;
  readonly ruling: Ruling;
  /** What it depends on, where that is more than the statements' doubts say. */
  readonly dependsOn?: readonly string[];
  /** How many requests fail in the same way, this one included. */
  readonly alike: number;
}

/** An outcome, with the decisions on the resources of the first request that came to it. */
export interface TriedOutcome {
  readonly outcome: Outcome;
  readonly decisions: readonly ResourceDecision[];
}

/** Scenario to what is also attached to the distinct outcomes by their keys, in order of trial. */
export type Results = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, TriedOutcome>>>;

export class Trial {
  requests = 0;
  readonly #failures = new Map<string, TrialFailure>();
  readonly #results = new Map<string, Map<string, Map<string, TriedOutcome>>>();

  record(
    scenario: string,
    { beside }: PolicySet,
    outcome: Outcome,
    decisions: readonly ResourceDecision[],
  ): void {
    const ofScenario = this.#results.get(scenario) ?? new Map<string, Map<string, TriedOutcome>>();
    const ofBeside = ofScenario.get(beside) ?? new Map<string, TriedOutcome>();
    if (ofBeside.size === 0) this.#results.set(scenario, ofScenario.set(beside, ofBeside));
    const key = outcomeKey(outcome);
    if (!ofBeside.has(key)) ofBeside.set(key, { outcome, decisions });
  }

  fail(failure: Omit<TrialFailure, 'alike'>): void {
    const { code, set, request } = failure;
    const key = [code, set.purpose, set.beside, ...distinguishing(code, request)].join('\n');
    const known = this.#failures.get(key);
    this.#failures.set(key, known ? { ...known, alike: known.alike + 1 } : { ...failure, alike: 1 });
  }

  /** Replaces failures by what is known better of them, or takes them away. */
  reconsider(better: (failure: TrialFailure) => TrialFailure | undefined): void {
    for (const [key, failure] of [...this.#failures]) {
      const known = better(failure);
      if (known) this.#failures.set(key, known);
      else this.#failures.delete(key);
    }
  }

  get results(): Results {
    return this.#results;
  }

  /** Without those that differ in more from a plain session than another that failed as well. */
  get failures(): readonly TrialFailure[] {
    const all = [...this.#failures.values()];
    const absorbed = new Map<TrialFailure, number>();
    const kept = all.filter((one) => {
      const simpler = all.find((other) => other !== one && isSimpler(other, one));
      if (simpler) absorbed.set(simpler, (absorbed.get(simpler) ?? 0) + one.alike);
      return !simpler;
    });
    return kept.map((one) => ({ ...one, alike: one.alike + (absorbed.get(one) ?? 0) }));
  }
}

/** Whatever the tag says, that it decides is one and the same mistake. */
export function distinguishing(code: ProofCode, { scenarios }: TriedRequest): readonly string[] {
  return code === 'proof-tag-decides' ? [] : scenarios;
}

/** A failure beside nothing comes back beside whatever is attached. Other statements that deny are another mistake. */
function isSimpler(one: TrialFailure, other: TrialFailure): boolean {
  if (one.code !== other.code || one.set.purpose !== other.set.purpose) return false;
  if (one.expected === 'allowed' && causeOf(one) !== causeOf(other)) return false;
  const sameSet = one.set.beside === other.set.beside;
  const subset =
    one.code === 'proof-tag-decides' ||
    one.request.scenarios.every((id) => other.request.scenarios.includes(id));
  const fewer = one.request.scenarios.length < other.request.scenarios.length;
  return subset && (sameSet ? fewer : one.set.beside === 'nothing');
}

const causes = new WeakMap<Ruling, string>();

/** The statements that deny, or that may deny; put together once, for each failure is compared with all others. */
export function causeOf({ ruling }: Pick<TrialFailure, 'ruling'>): string {
  const known = causes.get(ruling) ?? readCause(ruling);
  causes.set(ruling, known);
  return known;
}

function readCause({ allowed, by, resources }: Ruling): string {
  const doubtful = resources.flatMap(({ doubts }) => doubts.map(({ statement }) => statement));
  const deciding = allowed ? doubtful : by;
  return [...new Set(deciding.map(({ policy, index }) => `${policy} ${index}`))].sort().join('\n');
}
