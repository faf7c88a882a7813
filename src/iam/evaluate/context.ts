/**
 * The condition keys of a request: which values a key has, or that it has none, or that nobody said.
 * Knows that key names do not mind letter case; knows nothing of operators.
 */
import { many, type OneOrMany } from '../policy.js';

/** Condition key to its value, or to its values where AWS sends several. An empty list is the same as an absent key. */
export type ContextValues = Readonly<Record<string, OneOrMany>>;

/**
 * What holds for keys that a request does not list. `absent`: AWS does not send them. `unknown`: they may be anything, so
 * that conditions on them stay in doubt; right for policies whose keys the asker did not foresee.
 */
export type Unstated = 'absent' | 'unknown';

type Values = ReadonlyMap<string, readonly string[]>;

export interface Context {
  /** Searched in this order; the keys of a resource go before those of the request. */
  readonly layers: readonly Values[];
  readonly unstated: Unstated;
}

/**
 * Keys that differ in letter case only become one key with the values of all: IAM matches both and says that the
 * result is unexpected (IAM user guide, reference_policies_elements_condition).
 */
export function contextLayer(values: ContextValues): Values {
  const layer = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(values)) {
    const key = name.toLowerCase();
    const known = layer.get(key);
    layer.set(key, known ? [...known, ...many(value)] : many(value));
  }
  return layer;
}

/** At least one value, or what is known of a key without. `key` in lower case. */
export function valuesOf(context: Context, key: string): readonly string[] | Unstated {
  for (const layer of context.layers) {
    const values = layer.get(key);
    if (values) return values.length > 0 ? values : 'absent';
  }
  return context.unstated;
}
