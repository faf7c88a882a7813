/**
 * The access matrix: for each scenario what it comes to for each role, roles with equal results together.
 * Data only; how it is laid out is the report's business.
 */
import { actionScenarios, startScenarios } from '../scenarios/index.js';
import { otherPrincipalScenario } from './other-principals.js';
import type { Outcome } from './outcome.js';
import type { TriedRole } from './violations.js';

export type RowKind = 'document' | 'node' | 'tag' | 'place' | 'session' | 'work' | 'way-around' | 'outsider';

/** A result of several requests has several outcomes; each is there once. */
export interface RowResult {
  readonly beside: string;
  readonly outcomes: readonly Outcome[];
  /** In the order of the mapping. */
  readonly roles: readonly string[];
}

export interface Row {
  readonly kind: RowKind;
  readonly id: string;
  readonly name: string;
  readonly reason: string;
  /** By what is beside, then in the order of roles; a role for which there is nothing to ask is in none. */
  readonly results: readonly RowResult[];
}

type Entry = Pick<Row, 'id' | 'name' | 'reason'>;

const rows: readonly (readonly [kind: RowKind, entries: readonly Entry[]])[] = [
  ['document', startScenarios.documents],
  ['node', startScenarios.nodes],
  ['tag', startScenarios.tags],
  ['place', startScenarios.places],
  ['session', actionScenarios.sessions],
  ['work', actionScenarios.work],
  ['way-around', actionScenarios.waysAround],
  ['outsider', [otherPrincipalScenario]],
];

/** Scenarios that apply to no role have no row. */
export function matrixOf(tried: readonly TriedRole[]): readonly Row[] {
  return rows.flatMap(([kind, entries]) =>
    entries.flatMap(({ id, name, reason }) => {
      const results = resultsOf(id, tried);
      return results.length === 0 ? [] : [{ kind, id, name, reason, results }];
    }),
  );
}

function resultsOf(id: string, tried: readonly TriedRole[]): RowResult[] {
  const groups = new Map<string, { beside: string; outcomes: readonly Outcome[]; roles: string[] }>();
  const besides: string[] = [];
  for (const { subject, trial } of tried) {
    for (const [beside, outcomes] of trial.results.get(id) ?? []) {
      if (!besides.includes(beside)) besides.push(beside);
      const key = [beside, ...outcomes.keys()].join('\n');
      const group = groups.get(key) ?? {
        beside,
        outcomes: [...outcomes.values()].map(({ outcome }) => outcome),
        roles: [],
      };
      group.roles.push(subject.role.name);
      groups.set(key, group);
    }
  }
  return besides.flatMap((beside) => [...groups.values()].filter((group) => group.beside === beside));
}
