/**
 * What is still open of a question: the statements that may matter to guards and resources, and what is left of them once
 * some are known to apply or not. Knows neither requests nor what is chosen.
 */
import type { CompiledStatement } from '../../iam/evaluate/statement.js';
import type { Doubt } from '../../iam/evaluate/truth.js';

/** A statement on one resource of the request. */
export interface Open {
  readonly statement: CompiledStatement;
  readonly resource: number;
}

export interface OpenResource {
  readonly denies: readonly Open[];
  /** For each layer of policies that must allow; undefined once one does. */
  readonly allows: readonly (readonly Open[] | undefined)[];
}

/** What is still to be settled; `any` and a resource are undefined once they are. */
export interface Unsettled {
  readonly all: readonly Open[];
  readonly any: readonly Open[] | undefined;
  readonly never: readonly Open[];
  readonly resources: readonly (OpenResource | undefined)[];
}

export interface Pending {
  readonly doubt: Doubt;
  readonly resource: number;
}

export type Settled =
  | { readonly kind: 'impossible' }
  | { readonly kind: 'met' }
  | { readonly kind: 'open'; readonly rest: Unsettled; readonly first: Pending };

export function* opens({ all, any, never, resources }: Unsettled): Generator<Open> {
  yield* all;
  yield* any ?? [];
  yield* never;
  for (const resource of resources) {
    yield* resource?.denies ?? [];
    for (const allows of resource?.allows ?? []) yield* allows ?? [];
  }
}

type Applies = (open: Open) => boolean | undefined;

/** Those that are still open, unless one applies or none can. */
export function anyOf(guards: readonly Open[], applies: Applies): readonly Open[] | 'met' | 'none' {
  const open: Open[] = [];
  for (const guard of guards) {
    const truth = applies(guard);
    if (truth === true) return 'met';
    if (truth === undefined) open.push(guard);
  }
  return open.length > 0 ? open : 'none';
}

export function settleResource(
  { denies, allows }: OpenResource,
  applies: (open: Open, isDeny: boolean) => boolean | undefined,
): OpenResource | 'allowed' | 'denied' {
  const openDenies: Open[] = [];
  for (const deny of denies) {
    const truth = applies(deny, true);
    if (truth === true) return 'denied';
    if (truth === undefined) openDenies.push(deny);
  }
  const openAllows: (readonly Open[] | undefined)[] = [];
  for (const layer of allows) {
    const state = layer && anyOf(layer, (open) => applies(open, false));
    if (state === 'none') return 'denied';
    openAllows.push(state === 'met' ? undefined : state);
  }
  const isAllowed = openDenies.length === 0 && openAllows.every((layer) => layer === undefined);
  return isAllowed ? 'allowed' : { denies: openDenies, allows: openAllows };
}

/** Denied whatever else; only the guards may be open. */
export const deniedAnyway: OpenResource = { denies: [], allows: [[]] };

export const openOf = (any: readonly Open[] | 'met' | undefined) => (any === 'met' ? undefined : any);

export function settledBy(rest: Unsettled, pending: ReadonlyMap<Open, Doubt>): Settled {
  for (const open of opens(rest)) {
    const doubt = pending.get(open);
    if (doubt) return { kind: 'open', rest, first: { doubt, resource: open.resource } };
  }
  return { kind: 'met' };
}
