/**
 * Which statements of the inline policies stand once for several roles. Statements that always stand one after the other, in
 * the same roles, are one local list; the order of each policy stays as it is. Knows statements, not what they say.
 */
import type { RoleAccess } from '../../access/access.js';
import { purposeOf } from '../../access/policy/purposes.js';
import { jsonencode } from '../../aws/json-text.js';
import type { Statement } from '../../iam/policy.js';
import type { Argument } from './block.js';
import { call, list, reference, tree, type Value } from './value.js';

export interface SharedStatements {
  /** A local list for each run of statements that two or more roles have. */
  readonly locals: readonly Argument[];
  /** The statements of a role: the local lists and what is only its own, in the order of its policy. */
  readonly statementsOf: (access: RoleAccess) => Value;
}

/** A statement with all roles that have it, and the statements before and after it in their policies. */
interface Occurrence {
  readonly statement: Statement;
  /** Positions of roles. */
  readonly roles: number[];
  readonly next: Set<string>;
  readonly previous: Set<string>;
  isRepeated: boolean;
}

interface Run {
  readonly name: string;
  readonly texts: readonly string[];
}

/** No text of a statement. */
const end = '';

export function shareStatements(roles: readonly RoleAccess[]): SharedStatements {
  const policies = roles.map(({ policy }) => policy.Statement.map((statement) => jsonencode(statement)));
  const occurrences = occurrencesIn(roles, policies);
  const runs = runsIn(policies, occurrences);
  const positions = new Map(roles.map((access, at) => [access, at]));
  const described = (texts: readonly string[]) => statementList(texts, occurrences);
  return {
    locals: [...new Set(runs.values())].map(({ name, texts }) => ({ name, value: described(texts) })),
    statementsOf: (access) => {
      const parts = partsOf(policies[positions.get(access) ?? -1] ?? [], runs).map((part) =>
        'name' in part ? reference('local', part.name) : described(part.texts),
      );
      const [only] = parts;
      return parts.length === 1 && only ? only : call('concat', ...parts);
    },
  };
}

function occurrencesIn(
  roles: readonly RoleAccess[],
  policies: readonly (readonly string[])[],
): ReadonlyMap<string, Occurrence> {
  const occurrences = new Map<string, Occurrence>();
  for (const [role, texts] of policies.entries()) {
    for (const [at, text] of texts.entries()) {
      const statement = roles[role]?.policy.Statement[at];
      if (!statement) continue;
      const known = occurrences.get(text) ?? {
        statement,
        roles: [],
        next: new Set(),
        previous: new Set(),
        isRepeated: false,
      };
      if (known.roles.at(-1) === role) known.isRepeated = true;
      else known.roles.push(role);
      known.next.add(texts[at + 1] ?? end);
      known.previous.add(texts[at - 1] ?? end);
      occurrences.set(text, known);
    }
  }
  return occurrences;
}

/** By the text of each shared statement, the run that it is in. */
function runsIn(
  policies: readonly (readonly string[])[],
  occurrences: ReadonlyMap<string, Occurrence>,
): ReadonlyMap<string, Run> {
  const runs = new Map<string, Run>();
  const names = new Set<string>();
  const isShared = (text: string) => {
    const occurrence = occurrences.get(text);
    return occurrence !== undefined && !occurrence.isRepeated && occurrence.roles.length > 1;
  };
  // As many roles have the one as the other, and in all of them the two are neighbours.
  const isFollowedBy = (text: string, next: string) => {
    const [one, other] = [occurrences.get(text), occurrences.get(next)];
    return (
      isShared(next) &&
      one?.roles.length === other?.roles.length &&
      one?.next.size === 1 &&
      one.next.has(next) &&
      other?.previous.size === 1
    );
  };
  for (const texts of policies) {
    for (let at = 0; at < texts.length; ) {
      const first = texts[at] ?? end;
      let after = at + 1;
      if (isShared(first)) {
        while (isFollowedBy(texts[after - 1] ?? end, texts[after] ?? end)) after += 1;
        const members = texts.slice(at, after);
        if (!runs.has(first)) {
          const run = { name: unusedName(members, occurrences, names), texts: members };
          for (const member of members) runs.set(member, run);
        }
      }
      at = after;
    }
  }
  return runs;
}

function partsOf(
  texts: readonly string[],
  runs: ReadonlyMap<string, Run>,
): readonly (Run | { readonly texts: readonly string[] })[] {
  const parts: (Run | { readonly texts: string[] })[] = [];
  for (let at = 0; at < texts.length; ) {
    const text = texts[at] ?? end;
    const run = runs.get(text);
    const last = parts.at(-1);
    if (run) parts.push(run);
    else if (last && !('name' in last)) last.texts.push(text);
    else parts.push({ texts: [text] });
    at += run?.texts.length ?? 1;
  }
  return parts;
}

/** After the first and the last statement; the second list of the same name is numbered. */
function unusedName(
  texts: readonly string[],
  occurrences: ReadonlyMap<string, Occurrence>,
  taken: Set<string>,
): string {
  const names = [texts[0], texts.at(-1)].map((text) => snakeCase(occurrences.get(text ?? end)?.statement));
  const base = [...new Set(names)].join('_to_');
  let name = base;
  for (let number = 2; taken.has(name); number += 1) name = `${base}_${number}`;
  taken.add(name);
  return name;
}

/** A statement of a merge file may have any name, also that of another local. */
function snakeCase(statement: Statement | undefined): string {
  if (!statement || purposeOf(statement) === undefined) return 'merged';
  return (statement.Sid ?? '').replace(/(?<=[a-z0-9])[A-Z]/g, '_$&').toLowerCase();
}

function statementList(texts: readonly string[], occurrences: ReadonlyMap<string, Occurrence>): Value {
  const statements = texts.flatMap((text) => occurrences.get(text)?.statement ?? []);
  return list(statements.map(tree), statements.map(purposeOf));
}
