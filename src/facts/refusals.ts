/**
 * What the policies refuse apart from sessions: the guardrails as the mapping has them for every role, and where a role differs.
 * Knows no sentence and no format.
 */
import {
  documentChanges,
  exceptableActions,
  guardrailEntries,
  nodeUsersChanges,
  scopeTagging,
  waysAround,
  withoutExceptions,
} from '../aws/ways-around.js';
import type { RoleMapping } from '../mapping/model.js';
import type { AccessRow } from './access-map.js';

export interface Refusals {
  /** Each without what the mapping leaves open. */
  readonly waysAround: readonly string[];
  readonly documentChanges: readonly string[];
  readonly scopeTagging: readonly string[];
  /** What the mapping denies beyond its list. */
  readonly added: readonly string[];
  /** Actions of its list, of the standard one where it has none, that the mapping does not deny. */
  readonly leftOpen: readonly string[];
  /** What a role's policy denies less and more than that. */
  readonly differenceOf: (row: AccessRow) => {
    readonly less: readonly string[];
    readonly more: readonly string[];
  };
}

export function refusalsOf({ guardrails, nodeUsers }: RoleMapping, rows: readonly AccessRow[]): Refusals {
  const { list, except, deny } = guardrails;
  const denied = (entries: readonly string[]) => (list === 'none' ? [] : withoutExceptions(entries, except));
  const ofUsers = nodeUsers === undefined || list === 'none' ? [] : nodeUsersChanges;
  const usual = new Set([...(list === 'none' ? [] : denied(guardrailEntries[list])), ...ofUsers, ...deny]);
  const isUsual = (action: string) => usual.has(action);
  // Without scoping tags no tag brings a node into scope.
  const moot = new Set(rows.every(({ nodes }) => !nodes.isScoped) ? scopeTagging : []);
  return {
    waysAround: list === 'none' ? [] : [...denied(waysAround[list]), ...ofUsers],
    documentChanges: denied(documentChanges),
    scopeTagging: denied(scopeTagging),
    added: deny,
    leftOpen:
      list === 'none'
        ? guardrailEntries.standard.filter((action) => !isUsual(action))
        : exceptableActions(list).filter((action) => except.includes(action) && !isUsual(action)),
    differenceOf: ({ refused }) => {
      const present = new Set(refused);
      return {
        less: [...usual].filter((action) => !present.has(action) && !moot.has(action)),
        more: refused.filter((action) => !isUsual(action)),
      };
    },
  };
}
