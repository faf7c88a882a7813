/**
 * The deny lists: ways to become another Linux user on a node without starting a session by one's own document, and what
 * neither list covers. The lists are data (`ways-around.json`), derived by hand from the Service Authorization Reference; a
 * test checks them against it. `policy/deny-guardrails.ts` makes statements of them, `npm run reference` their tables.
 */
import data from './ways-around.json' with { type: 'json' };

export type GuardrailList = 'standard' | 'strict';

/** What neither list denies: IAM actions, or a way that IAM does not see. */
export interface OpenWay {
  readonly ways: readonly string[];
  readonly effect: string;
}

const entriesOf = (rows: readonly { readonly deny: readonly string[] }[]): readonly string[] =>
  rows.flatMap(({ deny }) => deny);

/** Code on nodes as root, or a session that does not run by our document. */
export const waysAround: Readonly<Record<GuardrailList, readonly string[]>> = {
  standard: entriesOf(data.standard),
  /** Contains the standard list; the rest reaches nodes by another service. */
  strict: entriesOf([...data.standard, ...data.strict]),
};

/** Writes on Session documents; whoever can change one chooses the Linux user. */
export const documentChanges: readonly string[] = data.documentChanges.deny;

/** With `nodes.users: association`: whoever deletes the association keeps it from taking sudo rules back. Writing one is denied anyway. */
export const nodeUsersChanges: readonly string[] = ['ssm:DeleteAssociation'];

/** Tagging that would bring a node into a role's scope. */
export const scopeTagging: readonly string[] = data.scopeTagging.deny;

export const openWays: readonly OpenWay[] = data.open.map(({ way, actions, effect }) => ({
  ways: way === undefined ? actions : [way],
  effect,
}));

/** Everything that a list denies, each entry once. */
export const guardrailEntries: Readonly<Record<GuardrailList, readonly string[]>> = {
  standard: entries('standard'),
  strict: entries('strict'),
};

const covers: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(data.covers));
const isEntry: ReadonlySet<string> = new Set(guardrailEntries.strict);

/** What `guardrails.except` may name: an entry, or one of the actions that an entry with a wildcard covers. */
export function exceptableActions(list: GuardrailList): readonly string[] {
  return [...new Set(guardrailEntries[list].flatMap((entry) => [entry, ...(covers.get(entry) ?? [])]))];
}

/** An entry of which only a part is excepted is denied as the actions that are left of it. */
export function withoutExceptions(denied: readonly string[], except: readonly string[]): readonly string[] {
  const entriesTaken = new Set(except.filter((action) => isEntry.has(action)));
  const actionsTaken = new Set(except.filter((action) => !isEntry.has(action)));
  return denied.flatMap((entry) => {
    if (entriesTaken.has(entry)) return [];
    const covered = covers.get(entry) ?? [];
    const left = covered.filter((action) => !actionsTaken.has(action));
    return left.length === covered.length ? [entry] : left;
  });
}

function entries(list: GuardrailList): readonly string[] {
  return [...new Set([...waysAround[list], ...documentChanges, ...scopeTagging])];
}
