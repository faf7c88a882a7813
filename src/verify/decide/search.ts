/**
 * Looks for a request that breaks a claim, among all that there are: chooses one variable after the other, only those that
 * undecided statements ask about, and of each only one value for each class. A branch ends where the outcome is certain.
 * What the evaluator cannot decide stays so whatever is chosen.
 */
import { type CompiledPolicy, layersOf } from '../../iam/evaluate/policy.js';
import type { CompiledStatement } from '../../iam/evaluate/statement.js';
import { type Doubt, isDoubt, isUnstated } from '../../iam/evaluate/truth.js';
import { insertedIn } from './asks.js';
import { type AskOn, asksOn, linksAmong } from './asks-on-request.js';
import { choicesOf } from './choices.js';
import { divisible } from './divisible.js';
import { askedTogether, isConstant, type Link } from './links.js';
import { OpenRequest, type VariableValues } from './open-request.js';
import type { RequestQuestion } from './question.js';
import type { Variable } from './request-model.js';
import {
  anyOf,
  deniedAnyway,
  type Open,
  type OpenResource,
  openOf,
  opens,
  type Pending,
  type Settled,
  settledBy,
  settleResource,
  type Unsettled,
} from './unsettled.js';

const mostBranches = 60_000;

export class Search {
  branches = 0;
  /** The variable that has too many classes, where some have not been looked at. */
  undecided: string | undefined;
  /** Chosen variables for which there was a choice. */
  readonly decisive = new Set<Variable>();
  readonly request: OpenRequest;
  readonly #asks = new Map<CompiledStatement, (readonly AskOn[])[]>();

  /** `sure`: what the evaluator cannot decide counts against the request that is looked for, not for it. */
  constructor(
    readonly question: RequestQuestion,
    readonly sure: boolean,
    fixed: VariableValues = new Map(),
  ) {
    this.request = new OpenRequest(question.model, fixed);
  }

  /** Calls back for each request that is found, until it is told to stop. */
  run(found: () => 'stop' | 'go on'): void {
    const { question } = this;
    const action = question.model.action.toLowerCase();
    const opened = (policies: readonly CompiledPolicy[], effect: 'allows' | 'denies', resource: number) =>
      policies.flatMap(({ statementsFor }) =>
        statementsFor(action)
          [effect].on(this.request.arnOf(resource))
          .map(({ statement }): Open => ({ statement, resource })),
      );
    const layers = layersOf(question.policies);
    const root: Unsettled = {
      all: question.all,
      any: question.any.length > 0 ? question.any : undefined,
      never: question.never,
      resources: question.model.resources.map((_, resource) => ({
        denies: opened(question.policies, 'denies', resource),
        allows: layers.map((layer) => opened(layer, 'allows', resource)),
      })),
    };
    const settled = this.#settle(root);
    const prepared = settled.kind === 'open' ? this.#prepare(settled.rest) : root;
    this.#explore(prepared, found);
  }

  #asksAbout(open: Open): readonly AskOn[] {
    const byResource = this.#asks.get(open.statement) ?? [];
    this.#asks.set(open.statement, byResource);
    const asks = byResource[open.resource] ?? asksOn(open, this.question.model);
    byResource[open.resource] = asks;
    return asks;
  }

  #explore(unsettled: Unsettled, found: () => 'stop' | 'go on'): 'stop' | 'go on' {
    this.branches += 1;
    if (this.branches > mostBranches) {
      this.undecided ??= 'branches';
      return 'stop';
    }
    const settled = this.#settle(unsettled);
    if (settled.kind === 'impossible') return 'go on';
    if (settled.kind === 'met') return found();
    const asks = [...opens(settled.rest)].flatMap((one) => this.#asksAbout(one));
    const variable = this.#variableFor(settled.first, asks);
    const choices = choicesOf(variable, asks, this.request);
    if ('tooMany' in choices) {
      this.undecided ??= variable.name;
      return 'go on';
    }
    if (choices.length > 1) this.decisive.add(variable);
    for (const values of choices) {
      this.request.assign(variable, values);
      const next = this.#explore(settled.rest, found);
      this.request.assign(variable, undefined);
      if (next === 'stop') return 'stop';
    }
    this.decisive.delete(variable);
    return 'go on';
  }

  /** The one that is unstated, or another that must be chosen before it. */
  #variableFor({ doubt, resource }: Pending, asks: readonly AskOn[]): Variable {
    const { model } = this.question;
    const term =
      doubt.about === 'unstated-field'
        ? (model.resources[resource]?.arn ?? 'absent')
        : model.key(doubt.subject.toLowerCase(), resource).term;
    const wanted = this.request.firstOpen(term);
    if (!wanted) throw new Error(`nothing to choose for ${doubt.subject}`);
    const links = linksAmong(asks);
    const passed = new Set<Variable>();
    for (let variable = wanted; ; ) {
      const earlier = this.#earlierThan(variable, asks, links);
      if (!earlier) return variable;
      if (passed.has(earlier)) throw new Error(`${earlier.name} would have to be chosen before itself`);
      passed.add(variable);
      variable = earlier;
    }
  }

  /** What stands before it, or before what divides its values too; and the part of which it is the whole. */
  #earlierThan(variable: Variable, asks: readonly AskOn[], links: readonly Link[]): Variable | undefined {
    const divided = [...askedTogether(variable, links)].filter((one) => !this.request.assigned.has(one));
    return (
      asks
        .filter(({ term }) => term !== 'absent' && divided.some((one) => term.includes(one)))
        .map(({ term }) => this.request.firstOpen(term))
        .find((first) => first && first !== variable && !divided.includes(first)) ??
      links.find(
        ({ whole, inner, before, after }) =>
          whole === variable && before + after !== '' && !this.request.assigned.has(inner),
      )?.inner
    );
  }

  #settle(unsettled: Unsettled): Settled {
    const pending = new Map<Open, Doubt>();
    /** Undefined while it is open; a doubt of the evaluator's own is for the request, or against it. */
    const applies = (open: Open, ifDoubtful: boolean): boolean | undefined => {
      const truth = this.request.applies(open);
      if (!isDoubt(truth)) return truth;
      if (!isUnstated(truth)) return ifDoubtful;
      pending.set(open, truth);
      return undefined;
    };
    const impossible: Settled = { kind: 'impossible' };
    const all: Open[] = [];
    for (const guard of unsettled.all) {
      const truth = applies(guard, !this.sure);
      if (truth === false) return impossible;
      if (truth === undefined) all.push(guard);
    }
    const any = unsettled.any && anyOf(unsettled.any, (guard) => applies(guard, !this.sure));
    if (any === 'none') return impossible;
    const never: Open[] = [];
    for (const guard of unsettled.never) {
      const truth = applies(guard, false);
      if (truth === true) return impossible;
      if (truth === undefined) never.push(guard);
    }
    const wantsAllowed = this.question.find === 'allowed';
    const doubtfulDeny = wantsAllowed ? this.sure : !this.sure;
    const resources: (OpenResource | undefined)[] = [];
    for (const resource of unsettled.resources) {
      const state =
        resource && settleResource(resource, (open, isDeny) => applies(open, isDeny === doubtfulDeny));
      if (wantsAllowed && state === 'denied') return impossible;
      if (!wantsAllowed && state === 'denied')
        return settledBy({ all, any: openOf(any), never, resources: [deniedAnyway] }, pending);
      resources.push(state === 'allowed' || state === 'denied' ? undefined : state);
    }
    const isOpen = resources.some((resource) => resource !== undefined);
    if (!wantsAllowed && !isOpen) return impossible;
    return settledBy({ all, any: openOf(any), never, resources }, pending);
  }

  /** What all statements that may matter agree on: no key is asked in two ways that cannot be divided together. */
  #prepare(rest: Unsettled): Unsettled {
    const { model } = this.question;
    for (const open of opens(rest))
      for (const { ask, resource } of this.#asksAbout(open)) {
        const keys = ask.about === 'resource' ? [] : [ask.about];
        for (const { key } of [...keys, ...insertedIn(ask)])
          if (isConstant(model.key(key, resource).term)) this.request.register(key, resource);
      }
    const again = this.#settle(rest);
    if (again.kind !== 'open') return rest;
    return divisible(again.rest, (open) => this.#asksAbout(open));
  }
}
