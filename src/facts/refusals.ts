/**
 * What the policies refuse apart from sessions: the guardrails as the mapping has them for every role, and where a role differs.
 * Knows no sentence and no format.
 */
import { documentChanges, scopeTagging, standardActions, waysAround } from '../aws/ways-around.js';
import type { RoleMapping } from '../mapping/model.js';
import type { AccessRow } from './access-map.js';

export interface Refusals {
  /** Each without what the mapping leaves open. */
  readonly waysAround: readonly string[];
  readonly documentChanges: readonly string[];
  readonly scopeTagging: readonly string[];
  /** What the mapping denies beyond the standard. */
  readonly added: readonly string[];
  /** Standard actions that the mapping does not deny. */
  readonly leftOpen: readonly string[];
  /** What a role's policy denies less and more than that. */
  readonly differenceOf: (row: AccessRow) => {
    readonly less: readonly string[];
    readonly more: readonly string[];
  };
}

export function refusalsOf({ guardrails }: RoleMapping, rows: readonly AccessRow[]): Refusals {
  const { standard, except, deny } = guardrails;
  const usual = new Set([
    ...(standard ? standardActions.filter((action) => !except.includes(action)) : []),
    ...deny,
  ]);
  const isUsual = (action: string) => usual.has(action);
  // Without scoping tags no tag brings a node into scope.
  const moot = new Set(rows.every(({ nodes }) => nodes.tags.length === 0) ? scopeTagging : []);
  return {
    waysAround: waysAround.filter(isUsual),
    documentChanges: documentChanges.filter(isUsual),
    scopeTagging: scopeTagging.filter(isUsual),
    added: deny,
    leftOpen: standardActions.filter((action) => !isUsual(action)),
    differenceOf: ({ refused }) => {
      const denied = new Set(refused);
      return {
        less: [...usual].filter((action) => !denied.has(action) && !moot.has(action)),
        more: refused.filter((action) => !isUsual(action)),
      };
    },
  };
}
