/**
 * Looks for a request that breaks a claim, among all that there are: chooses one variable after the other, only those that
 * undecided statements ask about, and of each only one value for each class. A branch ends where the outcome is certain.
 * What is not chosen yet is unstated to the evaluator; what it cannot decide stays so whatever is chosen.
 */
import { type Arn, arnFields } from '../../iam/evaluate/arn-pattern.js';
import type { Context } from '../../iam/evaluate/context.js';
import { type CompiledPolicy, layersOf } from '../../iam/evaluate/policy.js';
import type { CompiledStatement } from '../../iam/evaluate/statement.js';
import { type Doubt, isDoubt, isUnstated, type Truth } from '../../iam/evaluate/truth.js';
import { mayHoldSixColons } from './arn-terms.js';
import { type Ask, asksOf, isInserted } from './asks.js';
import { type AskOn, choicesOf } from './choices.js';
import { askedTogether, inCircles, isConstant, type Link, linksOf } from './links.js';
import type { Guard, RequestQuestion } from './question.js';
import type { KeyModel, RequestModel, Term, Variable } from './request-model.js';
import { asksOfName } from './resource-names.js';
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
import { weakened } from './weakened.js';

export type VariableValues = ReadonlyMap<Variable, readonly string[]>;

export interface KeyName {
  /** In lower case. */
  readonly key: string;
  /** As the policy that asked first spells it. */
  readonly spelling: string;
}

const mostBranches = 60_000;

export class Search {
  branches = 0;
  /** The variable that has too many classes, where some have not been looked at. */
  undecided: string | undefined;
  readonly assigned = new Map<Variable, readonly string[]>();
  /** Those of them for which there was a choice. */
  readonly decisive = new Set<Variable>();
  readonly #request = new Map<string, readonly string[]>();
  readonly #layers: readonly Map<string, readonly string[]>[];
  readonly #contexts: readonly Context[];
  readonly #arns: Arn[];
  readonly #registered = new Map<string, KeyModel & KeyName>();
  readonly #asks = new Map<CompiledStatement, (readonly AskOn[])[]>();

  /** `sure`: what the evaluator cannot decide counts against the request that is looked for, not for it. */
  constructor(
    readonly question: RequestQuestion,
    readonly sure: boolean,
    fixed: VariableValues = new Map(),
  ) {
    const { resources } = question.model;
    this.#layers = resources.map(() => new Map());
    this.#contexts = this.#layers.map((layer) => ({ layers: [layer, this.#request], unstated: 'unknown' }));
    this.#arns = resources.map((_, at) => this.#arn(at));
    for (const [variable, values] of fixed) this.#assign(variable, values);
  }

  /** Calls back for each request that is found, until it is told to stop. */
  run(found: () => 'stop' | 'go on'): void {
    const { question } = this;
    const on = (guards: readonly Guard[]) =>
      guards.map(({ statement, resource }) => ({ statement, resource }));
    const action = question.model.action.toLowerCase();
    const opened = (policies: readonly CompiledPolicy[], effect: 'allows' | 'denies', resource: number) =>
      policies.flatMap(({ statementsFor }) =>
        statementsFor(action)
          [effect].on(this.#arnOf(resource))
          .map(({ statement }): Open => ({ statement, resource })),
      );
    const layers = layersOf(question.policies);
    const root: Unsettled = {
      all: on(question.all),
      any: question.any.length > 0 ? on(question.any) : undefined,
      never: on(question.never),
      resources: question.model.resources.map((_, resource) => ({
        denies: opened(question.policies, 'denies', resource),
        allows: layers.map((layer) => opened(layer, 'allows', resource)),
      })),
    };
    const settled = this.#settle(root);
    const prepared = settled.kind === 'open' ? this.#prepare(settled.rest) : root;
    this.#explore(prepared, found);
  }

  /** Undefined where the term is not known yet. */
  valuesOf(term: Term | 'absent'): readonly string[] | undefined {
    if (term === 'absent') return [];
    const [only] = term;
    if (term.length === 1 && typeof only === 'object') return this.assigned.get(only);
    let text = '';
    for (const piece of term) {
      const value = typeof piece === 'string' ? piece : this.assigned.get(piece)?.[0];
      if (value === undefined) return undefined;
      text += value;
    }
    return [text];
  }

  asksAbout({ statement, resource }: Open): readonly AskOn[] {
    const byResource = this.#asks.get(statement) ?? [];
    this.#asks.set(statement, byResource);
    const known = byResource[resource];
    if (known) return known;
    const { model } = this.question;
    const arn = model.resources[resource]?.arn ?? 'absent';
    const on = (ask: Ask): AskOn => ({
      ask,
      resource,
      term: ask.about === 'resource' ? arn : model.key(ask.about.key, resource).term,
    });
    const asks = asksOf(statement).flatMap((ask) => [
      on(ask),
      ...(ask.about === 'resource' && ask.kind === 'text' && arn !== 'absent'
        ? asksOfName(ask, arn)
        : []
      ).map(on),
    ]);
    byResource[resource] = asks;
    return asks;
  }

  /** The keys that have been asked about, each in its layer. */
  get keys(): readonly (KeyModel & KeyName)[] {
    return [...this.#registered.values()];
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
    const asks = [...opens(settled.rest)].flatMap((one) => this.asksAbout(one));
    const variable = this.#variableFor(settled.first, asks);
    const choices = choicesOf(variable, asks, this);
    if ('tooMany' in choices) {
      this.undecided ??= variable.name;
      return 'go on';
    }
    if (choices.length > 1) this.decisive.add(variable);
    for (const values of choices) {
      this.#assign(variable, values);
      const next = this.#explore(settled.rest, found);
      this.#assign(variable, undefined);
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
    const wanted = this.#firstOpen(term);
    if (!wanted) throw new Error(`nothing to choose for ${doubt.subject}`);
    const links = asks.flatMap(({ ask, resource: at }) => supported(linksOf(ask, model, at)));
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
    const divided = [...askedTogether(variable, links)].filter((one) => !this.assigned.has(one));
    return (
      asks
        .filter(({ term }) => term !== 'absent' && divided.some((one) => term.includes(one)))
        .map(({ term }) => this.#firstOpen(term))
        .find((first) => first && first !== variable && !divided.includes(first)) ??
      links.find(
        ({ whole, inner, before, after }) =>
          whole === variable && before + after !== '' && !this.assigned.has(inner),
      )?.inner
    );
  }

  #firstOpen(term: Term | 'absent'): Variable | undefined {
    if (term === 'absent') return undefined;
    return term.find((piece): piece is Variable => typeof piece === 'object' && !this.assigned.has(piece));
  }

  #assign(variable: Variable, values: readonly string[] | undefined): void {
    if (values) this.assigned.set(variable, values);
    else this.assigned.delete(variable);
    for (const known of this.#registered.values())
      if (known.term !== 'absent' && known.term.includes(variable)) this.#write(known);
    for (const [at, { arn }] of this.question.model.resources.entries())
      if (arn.includes(variable)) this.#arns[at] = this.#arn(at);
  }

  #write({ key, of, term }: KeyModel & KeyName): void {
    const layer = of === 'request' ? this.#request : this.#layers[of];
    const values = this.valuesOf(term);
    if (values) layer?.set(key, values);
    else layer?.delete(key);
  }

  /** Whether its values are known by now. */
  #register(name: string, resource: number): boolean {
    const key = name.toLowerCase();
    const model = this.question.model.key(key, resource);
    const id = `${model.of} ${key}`;
    if (!this.#registered.has(id)) {
      const known = { ...model, key, spelling: name };
      this.#registered.set(id, known);
      this.#write(known);
    }
    return this.valuesOf(model.term) !== undefined;
  }

  #arnOf(resource: number): Arn {
    const arn = this.#arns[resource];
    if (!arn) throw new Error(`no resource ${resource}`);
    return arn;
  }

  #arn(resource: number): Arn {
    const term = this.question.model.resources[resource]?.arn ?? [];
    const text = term
      .map((piece) => (typeof piece === 'string' ? piece : (this.assigned.get(piece)?.[0] ?? notChosen)))
      .join('');
    const given = arnFields(text);
    const fields = given.map((field) => (field.includes(notChosen) ? undefined : field));
    const open = { text: text.split(notChosen, 1)[0] ?? '', fields };
    const last = given[5];
    if (!last?.includes(notChosen)) return open;
    return { ...open, begins: last.split(notChosen, 1)[0] ?? '', mayHoldColons: mayHoldSixColons(term) };
  }

  /** Registers keys as they are asked about, until a doubt remains that only a choice settles. */
  #applies({ statement, resource }: Open): Truth {
    for (;;) {
      const arn = this.#arnOf(resource);
      const context = this.#contexts[resource];
      if (!context) throw new Error(`no resource ${resource}`);
      const truth = statement.applies(arn, context);
      if (!isDoubt(truth) || truth.about !== 'unstated-key') return truth;
      const isNew = !this.#registered.has(this.#idOf(truth.subject, resource));
      if (!isNew || !this.#register(truth.subject, resource)) return truth;
    }
  }

  #idOf(name: string, resource: number): string {
    const key = name.toLowerCase();
    return `${this.question.model.key(key, resource).of} ${key}`;
  }

  #settle(unsettled: Unsettled): Settled {
    const pending = new Map<Open, Doubt>();
    /** Undefined while it is open; a doubt of the evaluator's own is for the request, or against it. */
    const applies = (open: Open, ifDoubtful: boolean): boolean | undefined => {
      const truth = this.#applies(open);
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
      for (const { ask, resource } of this.asksAbout(open)) {
        if (ask.about !== 'resource' && isConstant(model.key(ask.about.key, resource).term))
          this.#register(ask.about.key, resource);
        if (ask.kind !== 'text') continue;
        for (const piece of ask.tied.flat())
          if (isInserted(piece) && isConstant(model.key(piece.key, resource).term))
            this.#register(piece.key, resource);
      }
    const again = this.#settle(rest);
    if (again.kind !== 'open') return rest;
    const asks = [...opens(again.rest)].flatMap((open) => this.asksAbout(open));
    const circular = new Set(
      inCircles(
        asks.flatMap(({ ask, resource }) => supported(linksOf(ask, model, resource))),
        asks.flatMap(({ term }) => (term === 'absent' ? [] : [term])),
      ).flatMap(({ whole, inner }) => [whole, inner]),
    );
    const mixed = mixedVariables(asks, model);
    const weak = (open: Open): Open => {
      const drop = new Set<string>();
      let isWeak = false;
      for (const { ask, resource, term } of this.asksAbout(open)) {
        const links = linksOf(ask, model, resource);
        const isCircular =
          !('unsupported' in links) &&
          links.some(({ whole, inner }) => circular.has(whole) || circular.has(inner));
        const isMixed =
          term !== 'absent' && term.some((piece) => typeof piece === 'object' && mixed.has(piece));
        if (!('unsupported' in links) && !isCircular && !(isMixed && ask.about !== 'resource')) continue;
        isWeak = true;
        if (ask.about !== 'resource') drop.add(ask.about.key);
      }
      return isWeak ? { ...open, statement: weakened(open.statement, drop) } : open;
    };
    return {
      all: again.rest.all.map(weak),
      any: again.rest.any?.map(weak),
      never: again.rest.never.map(weak),
      resources: again.rest.resources.map(
        (resource) =>
          resource && {
            denies: resource.denies.map(weak),
            allows: resource.allows.map((allows) => allows?.map(weak)),
          },
      ),
    };
  }
}

/** Stands in an ARN for what is not chosen yet. */
const notChosen = '\u0000';

function supported(links: ReturnType<typeof linksOf>): readonly Link[] {
  return 'unsupported' in links ? [] : links;
}

/** Compared as text here and as a number there: no classes could be told. What is tied is compared as text. */
function mixedVariables(asks: readonly AskOn[], model: RequestModel): ReadonlySet<Variable> {
  const kinds = new Map<Variable, Set<string>>();
  const add = (variable: Variable, kind: string) =>
    kinds.set(variable, (kinds.get(variable) ?? new Set()).add(kind));
  for (const { ask, term, resource } of asks) {
    for (const { whole, inner } of supported(linksOf(ask, model, resource)))
      for (const tied of [whole, inner]) add(tied, 'text');
    if (ask.kind === 'presence' || term === 'absent') continue;
    for (const piece of term) if (typeof piece === 'object') add(piece, ask.kind);
  }
  return new Set([...kinds].flatMap(([variable, set]) => (set.size > 1 ? [variable] : [])));
}
