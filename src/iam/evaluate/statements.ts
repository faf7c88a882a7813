/**
 * Statements arranged so that a policy of thousands of them is asked quickly: those that differ in one list only are one statement
 * with all values, and those that speak of other resources than the request are left out.
 */
import { type ConditionBlock, many, oneOrMany, type Statement } from '../policy.js';
import { type Arn, arnId } from './arn-pattern.js';
import { operators } from './operators.js';
import { remembered } from './remembered.js';
import { type CompiledStatement, compileStatement } from './statement.js';

/** Statements about the same actions; `statement` applies exactly where one of the members does. */
export interface StatementFamily {
  readonly statement: CompiledStatement;
  readonly members: readonly CompiledStatement[];
}

/** Of one effect and about one action. */
export interface Statements {
  readonly each: readonly CompiledStatement[];
  /** Those that may apply to a resource. */
  readonly on: (resource: Arn) => readonly StatementFamily[];
}

/** To arrange fewer costs more than it saves. */
const few = 50;

export function statementsOf(families: readonly StatementFamily[]): Statements {
  const each = families.flatMap(({ members }) => members);
  if (families.length < few) return { each, on: () => families };
  const mayCover = (resource: Arn) =>
    families.filter(({ statement }) => statement.coversResource(resource, anybody) !== false);
  return { each, on: remembered(arnId, mayCover) };
}

export function together(all: readonly Statements[]): Statements {
  return {
    each: all.flatMap(({ each }) => each),
    on: (resource) => all.flatMap(({ on }) => on(resource)),
  };
}

/** Policy variables in a resource stand for anything. */
const anybody = { layers: [], unstated: 'unknown' } as const;

/** Statements put together, and not compiled yet. */
interface Joined {
  readonly source: Statement;
  readonly members: readonly CompiledStatement[];
}

/** A list of a statement that others may differ in. */
interface ListOf {
  /** The statement but for this list, as a text to compare. */
  readonly rest: string;
  readonly values: readonly string[];
  readonly replaced: (values: readonly string[]) => Statement;
}

export function familiesOf(each: readonly CompiledStatement[]): readonly StatementFamily[] {
  if (each.length < few) return each.map((statement) => ({ statement, members: [statement] }));
  let joined: readonly Joined[] = each.map((one) => ({ source: one.source, members: [one] }));
  for (let before = Number.POSITIVE_INFINITY; joined.length < before; ) {
    before = joined.length;
    joined = joinedByOneList(joined);
  }
  return joined.flatMap(({ source, members }) => {
    const [first] = members;
    if (!first || members.length === 1) return members.map((statement) => ({ statement, members }));
    const { ref, syntax } = first;
    return [{ statement: compileStatement(source, { ref, syntax, reportAt: () => () => {} }), members }];
  });
}

/** Each with those that differ from it in the list that most others differ in. */
function joinedByOneList(all: readonly Joined[]): readonly Joined[] {
  const listed = all.map((one) => ({ one, lists: listsOf(one.source) }));
  const counts = new Map<string, number>();
  for (const { rest } of listed.flatMap(({ lists }) => lists)) counts.set(rest, (counts.get(rest) ?? 0) + 1);
  const groups = new Map<string, { readonly list: ListOf; readonly of: Joined }[]>();
  const alone: Joined[] = [];
  for (const { one, lists } of listed) {
    const [list] = lists.toSorted((a, b) => (counts.get(b.rest) ?? 0) - (counts.get(a.rest) ?? 0));
    if (!list) alone.push(one);
    else {
      const group = groups.get(list.rest) ?? [];
      groups.set(list.rest, group);
      group.push({ list, of: one });
    }
  }
  const joined = [...groups.values()].flatMap((group): Joined[] => {
    const [first, another] = group;
    if (!first || !another) return group.map(({ of }) => of);
    const values = new Set(group.flatMap(({ list }) => list.values));
    const members = group.flatMap(({ of }) => of.members);
    return [{ source: first.list.replaced([...values]), members }];
  });
  return [...joined, ...alone];
}

/**
 * That one of several lists has a match is that all values together have one. It is not so for `NotResource`, for negated
 * operators and for `ForAllValues`, nor for `Null`; and a policy variable may make its whole statement not apply.
 */
function listsOf({ Sid: _, ...source }: Statement): ListOf[] {
  const { Resource, Condition = {} } = source;
  const lists: ListOf[] = [];
  const add = (values: readonly string[], replaced: ListOf['replaced']) => {
    if (!values.some((value) => value.includes('${')))
      lists.push({ rest: JSON.stringify(replaced([])), values, replaced });
  };
  if (Resource !== undefined) add(many(Resource), (values) => ({ ...source, Resource: oneOrMany(values) }));
  for (const [operator, keys] of Object.entries(Condition)) {
    if (!isMetByOneValue(operator)) continue;
    for (const [key, wanted] of Object.entries(keys))
      add(many(wanted), (values) => ({ ...source, Condition: withValues(Condition, operator, key, values) }));
  }
  return lists;
}

function isMetByOneValue(operator: string): boolean {
  const base = operator.replace(/^ForAnyValue:|IfExists$/g, '');
  return operators.get(base)?.negated === false;
}

function withValues(
  block: ConditionBlock,
  operator: string,
  key: string,
  values: readonly string[],
): ConditionBlock {
  return { ...block, [operator]: { ...block[operator], [key]: oneOrMany(values) } };
}
