/**
 * What the answers of AWS Organizations cannot all say at once: they are of several organizations, or of several days.
 * Knows nothing of mappings; answers that agree may still be old.
 */
import type { OrganizationsPolicy } from './organizations-policy.js';

/** If one of the lists has an entry, the answers prove nothing. */
export interface Contradictions {
  /** Each with its management account, which is one. */
  readonly organizations: readonly string[];
  /** An organization has one. */
  readonly roots: readonly string[];
  /** Ids of policies that say, or are attached to, different things. */
  readonly policies: readonly string[];
  /** Those with more than one way up. */
  readonly accounts: readonly string[];
}

export function contradictionsIn(policies: readonly OrganizationsPolicy[]): Contradictions {
  const ways = policies.flatMap((policy) => policy.ways);
  const targets = policies.flatMap((policy) => policy.targets);
  return {
    organizations: severalOf(
      policies.flatMap(({ organization }) =>
        organization ? [`${organization.id} of ${organization.managementAccount}`] : [],
      ),
    ),
    roots: severalOf([
      ...targets.filter(({ type }) => type === 'ROOT').map(({ id }) => id),
      ...ways.flatMap((way) => way.at(-1) ?? []),
    ]),
    policies: differing(
      policies.flatMap((policy) => (policy.id === undefined ? [] : [[policy.id, wordsOf(policy)]])),
    ),
    accounts: differing(ways.map((way) => [way[0], way.join(' ')])),
  };
}

/** Equal for two answers that say the same in another order. */
function wordsOf({ effects, targets }: OrganizationsPolicy): string {
  return JSON.stringify([[...effects].sort(), targets.map(({ id }) => id).sort()]);
}

/** All of them, unless they are one. */
function severalOf(names: readonly string[]): readonly string[] {
  const distinct = [...new Set(names)];
  return distinct.length > 1 ? distinct : [];
}

/** Names of which more than one thing is said. */
function differing(entries: readonly (readonly [name: string, said: string])[]): readonly string[] {
  const last = new Map(entries);
  return [...new Set(entries.filter(([name, said]) => last.get(name) !== said).map(([name]) => name))];
}
