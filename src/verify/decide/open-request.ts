/**
 * A request as far as it is chosen: values of variables become texts in ARNs and keys, and what is not chosen yet is unstated to the
 * evaluator. Knows neither which variable is chosen next nor what is looked for.
 */
import { type Arn, arnFields } from '../../iam/evaluate/arn-pattern.js';
import type { Context } from '../../iam/evaluate/context.js';
import { isDoubt, type Truth } from '../../iam/evaluate/truth.js';
import { mayHoldSixColons } from './arn-terms.js';
import { type KeyModel, type RequestModel, type Term, type Variable, valuesIn } from './request-model.js';
import type { Open } from './unsettled.js';

export type VariableValues = ReadonlyMap<Variable, readonly string[]>;

export interface KeyName {
  /** In lower case. */
  readonly key: string;
  /** As the policy that asked first writes it. */
  readonly spelling: string;
}

export class OpenRequest {
  readonly assigned = new Map<Variable, readonly string[]>();
  readonly #shared = new Map<string, readonly string[]>();
  readonly #layers: readonly Map<string, readonly string[]>[];
  readonly #contexts: readonly Context[];
  readonly #arns: Arn[];
  readonly #registered = new Map<string, KeyModel & KeyName>();

  constructor(
    readonly model: RequestModel,
    fixed: VariableValues,
  ) {
    const { resources } = model;
    this.#layers = resources.map(() => new Map());
    this.#contexts = this.#layers.map((layer) => ({ layers: [layer, this.#shared], unstated: 'unknown' }));
    this.#arns = resources.map((_, at) => this.#arn(at));
    for (const [variable, values] of fixed) this.assign(variable, values);
  }

  /** Undefined where the term is not known yet. */
  valuesOf(term: Term | 'absent'): readonly string[] | undefined {
    return valuesIn(term, (variable) => this.assigned.get(variable));
  }

  /** The keys that have been asked about, each in its layer. */
  get keys(): readonly (KeyModel & KeyName)[] {
    return [...this.#registered.values()];
  }

  firstOpen(term: Term | 'absent'): Variable | undefined {
    if (term === 'absent') return undefined;
    return term.find((piece): piece is Variable => typeof piece === 'object' && !this.assigned.has(piece));
  }

  assign(variable: Variable, values: readonly string[] | undefined): void {
    if (values) this.assigned.set(variable, values);
    else this.assigned.delete(variable);
    for (const known of this.#registered.values())
      if (known.term !== 'absent' && known.term.includes(variable)) this.#write(known);
    for (const [at, { arn }] of this.model.resources.entries())
      if (arn.includes(variable)) this.#arns[at] = this.#arn(at);
  }

  #write({ key, of, term }: KeyModel & KeyName): void {
    const layer = of === 'request' ? this.#shared : this.#layers[of];
    const values = this.valuesOf(term);
    if (values) layer?.set(key, values);
    else layer?.delete(key);
  }

  /** Whether its values are known by that. */
  register(name: string, resource: number): boolean {
    const key = name.toLowerCase();
    const model = this.model.key(key, resource);
    const id = `${model.of} ${key}`;
    if (this.#registered.has(id)) return false;
    const known = { ...model, key, spelling: name };
    this.#registered.set(id, known);
    this.#write(known);
    return this.valuesOf(model.term) !== undefined;
  }

  arnOf(resource: number): Arn {
    const arn = this.#arns[resource];
    if (!arn) throw new Error(`no resource ${resource}`);
    return arn;
  }

  #arn(resource: number): Arn {
    const term = this.model.resources[resource]?.arn ?? [];
    const [text = ''] = valuesIn(term, (variable) => this.assigned.get(variable) ?? [notChosen]) ?? [];
    const given = arnFields(text);
    const fields = given.map((field) => (field.includes(notChosen) ? undefined : field));
    const open = { text: text.split(notChosen, 1)[0] ?? '', fields };
    const last = given[5];
    if (!last?.includes(notChosen)) return open;
    return { ...open, begins: last.split(notChosen, 1)[0] ?? '', mayHoldColons: mayHoldSixColons(term) };
  }

  /** Registers keys as they are asked about, until a doubt remains that only a choice settles. */
  applies({ statement, resource }: Open): Truth {
    for (;;) {
      const arn = this.arnOf(resource);
      const context = this.#contexts[resource];
      if (!context) throw new Error(`no resource ${resource}`);
      const truth = statement.applies(arn, context);
      if (!isDoubt(truth) || truth.about !== 'unstated-key') return truth;
      if (!this.register(truth.subject, resource)) return truth;
    }
  }
}

/** Stands in an ARN for what is not chosen yet. */
const notChosen = '\u0000';
