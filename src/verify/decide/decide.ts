/**
 * Decides a question: a request that answers it, with what the evaluator says of that request, or none, or that it was not
 * decided. Pure; the only way into this room.
 */
import { compileRequest, type Decision, evaluate, type Request } from '../../iam/evaluate/evaluate.js';
import type { Truth } from '../../iam/evaluate/truth.js';
import { automatonOf, stateAfter } from './automaton.js';
import { aloneIn } from './links.js';
import type { VariableValues } from './open-request.js';
import type { Guard, RequestQuestion } from './question.js';
import { type KeyModel, type Term, type Variable, valuesIn } from './request-model.js';
import { Search } from './search.js';
import { textClasses } from './text-classes.js';

/** A request with the variables that were chosen for it. */
export interface Found {
  readonly request: Request;
  readonly decision: Decision;
  /** What had to be chosen so that it answers the question; everything else may be anything. */
  readonly chosen: VariableValues;
  /** Those of the chosen ones for which another choice could have come out otherwise. */
  readonly decisive: ReadonlySet<Variable>;
  /** What to call a variable: the key that it is the value of, or its own name. */
  readonly nameOf: (variable: Variable) => string;
  /** Whether what the evaluator cannot decide is what makes it an answer. */
  readonly inDoubt: boolean;
}

export type Answer =
  | { readonly kind: 'found'; readonly found: Found; readonly branches: number }
  | { readonly kind: 'none'; readonly branches: number }
  /** `because` is the variable that has too many classes, `branches`, or `policy variables` that cannot be divided. */
  | { readonly kind: 'undecided'; readonly because: string; readonly branches: number };

export interface DecideOptions {
  /** Variables with their values; the others are open. */
  readonly fixed?: VariableValues;
  /** Keys that a request shows although nothing asks about them. */
  readonly shown?: readonly string[];
}

export function decide(question: RequestQuestion, options: DecideOptions = {}): Answer {
  let branches = 0;
  const first = (sure: boolean) => {
    let found: Found | undefined;
    const looked = search(question, { ...options, sure }, (one) => {
      found = one;
      return 'stop';
    });
    branches += looked.branches;
    return { found, undecided: looked.undecided };
  };
  const { found, undecided } = first(false);
  if (found?.inDoubt) return { kind: 'found', found: first(true).found ?? found, branches };
  if (found) return { kind: 'found', found, branches };
  return undecided === undefined
    ? { kind: 'none', branches }
    : { kind: 'undecided', because: undecided, branches };
}

/** Every way in which the question is answered, one request for each branch of the search. */
export function eachFound(
  question: RequestQuestion,
  options: DecideOptions,
  found: (one: Found) => 'stop' | 'go on',
): { readonly branches: number; readonly undecided: string | undefined } {
  return search(question, { ...options, sure: false }, found);
}

function search(
  question: RequestQuestion,
  { sure, fixed, shown = [] }: DecideOptions & { readonly sure: boolean },
  found: (one: Found) => 'stop' | 'go on',
) {
  const state = new Search(question, sure, fixed);
  let unconfirmed: string | undefined;
  state.run(() => {
    const one = foundBy(state, shown);
    if (isConfirmed(question, one)) return found(one);
    unconfirmed ??= 'policy variables';
    return 'go on';
  });
  return { branches: state.branches, undecided: state.undecided ?? unconfirmed };
}

/** Where statements had to be weakened, the evaluator has the last word on a request. */
function isConfirmed({ find, all, any, never }: RequestQuestion, { request, decision }: Found): boolean {
  const { resources } = compileRequest(request);
  const truthOf = ({ statement, resource }: Guard): Truth => {
    const asked = resources[resource];
    return asked !== undefined && statement.applies(asked.arn, asked.context);
  };
  const isAllowed = decision.outcome === 'allowed';
  const mayBeDenied = !isAllowed || decision.ambiguous;
  return (
    (find === 'allowed' ? isAllowed : mayBeDenied) &&
    all.every((guard) => truthOf(guard) !== false) &&
    (any.length === 0 || any.some((guard) => truthOf(guard) !== false)) &&
    never.every((guard) => truthOf(guard) !== true)
  );
}

function foundBy(state: Search, shown: readonly string[]): Found {
  const { question, request: open } = state;
  const { assigned } = open;
  const { model } = question;
  const values = (term: Term | 'absent') =>
    valuesIn(term, (variable) => assigned.get(variable) ?? usualValues(variable)) ?? [];
  const keys = [
    ...shown.flatMap((key) =>
      model.resources.map((_, resource) => ({ spelling: key, ...model.key(key.toLowerCase(), resource) })),
    ),
    ...open.keys,
  ];
  const contextOf = (of: KeyModel['of']) =>
    Object.fromEntries(keys.filter((key) => key.of === of).map((key) => [key.spelling, values(key.term)]));
  const request: Request = {
    action: model.action,
    resources: model.resources.map(({ arn }, at) => ({
      arn: values(arn)[0] ?? '',
      context: contextOf(at),
    })),
    context: contextOf('request'),
    unstated: 'unknown',
  };
  const decision = evaluate(question.policies, request);
  const isAllowed = decision.outcome === 'allowed';
  const doubts = decision.resources.flatMap((one) => one.doubts);
  return {
    request,
    decision,
    chosen: new Map(assigned),
    decisive: new Set(state.decisive),
    nameOf: (variable) => keys.find(({ term }) => aloneIn(term) === variable)?.spelling ?? variable.name,
    inDoubt: isAllowed !== (question.find === 'allowed') || (isAllowed && doubts.length > 0),
  };
}

/** What nothing asks about is as it usually is. */
function usualValues({ optional, notable, shape }: Variable): readonly string[] {
  if (optional) return [];
  const accepted = automatonOf(shape.sequences);
  const [usual] = notable.filter((text) => accepted.accepts(stateAfter(accepted, text)));
  if (usual !== undefined) return [usual];
  const classes = textClasses(shape, []);
  const [word = ''] = 'tooMany' in classes ? [] : classes;
  return [word];
}
