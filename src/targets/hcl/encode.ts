/**
 * How values are written in HCL, in the canonical form of `terraform fmt`: `=` aligned in each run of one-line entries,
 * a value of several lines ending the run. No heredocs.
 */
import type { JsonTree } from '../../aws/json-text.js';
import type { Argument } from '../../plan/block.js';
import type { Value } from '../../plan/value.js';
import { spellExpression } from '../expression.js';
import {
  commaSeparated,
  type HclText,
  hcl,
  identifier,
  lines,
  literal,
  objectKey,
  padEnd,
  scalar,
} from '../hcl-text.js';

const indentation = 2;

/** Longer lists get a line for each item. */
const listWidth = 80;

/** `column` is where the first line starts; all further lines are indented from there. */
export function encodeArguments(entries: readonly Argument[], column: number): HclText {
  return assignments(
    entries.map(({ name, value }) => [identifier(name), encodeValue(value, column)]),
    column,
  );
}

function encodeValue(value: Value, column: number): HclText {
  switch (value.kind) {
    case 'text':
      return literal(value.text);
    case 'number':
      return scalar(value.number);
    case 'boolean':
      return scalar(value.boolean);
    case 'list':
      return list(value.items, encodeValue, column);
    case 'map':
      return object(
        value.entries.map((entry) => [entry.key, encodeValue(entry.value, column + indentation)]),
        column,
      );
    case 'json':
      return hcl`jsonencode(${encodeTree(value.document, column)})`;
    default:
      return spellExpression(value);
  }
}

function encodeTree(tree: JsonTree, column: number): HclText {
  if (typeof tree === 'string') return literal(tree);
  if (typeof tree !== 'object') return scalar(tree);
  if (isList(tree)) return list(tree, encodeTree, column);
  const known = spelled.get(tree);
  if (known?.column === column) return known.text;
  const text = encodeObject(tree, column);
  spelled.set(tree, { column, text });
  return text;
}

/** Trees are immutable, and policies share most of their statements: each object is spelled once a column. */
const spelled = new WeakMap<object, { readonly column: number; readonly text: HclText }>();

function encodeObject(tree: { readonly [key: string]: JsonTree | undefined }, column: number): HclText {
  const entries: [string, HclText][] = [];
  for (const [key, member] of Object.entries(tree)) {
    if (member !== undefined) entries.push([key, encodeTree(member, column + indentation)]);
  }
  return object(entries, column);
}

function isList(tree: JsonTree): tree is readonly JsonTree[] {
  return Array.isArray(tree);
}

/** On one line if that is short enough, else a line for each item. */
function list<Item>(
  items: readonly Item[],
  encode: (item: Item, column: number) => HclText,
  column: number,
): HclText {
  const encoded = items.map((item) => encode(item, column + indentation));
  if (!encoded.some(({ isMultiLine }) => isMultiLine)) {
    const line = hcl`[${commaSeparated(encoded)}]`;
    if (line.width <= listWidth) return line;
  }
  const body = lines(
    encoded.map((item) => hcl`${item},`),
    column + indentation,
  );
  return lines([hcl`[`, hcl`  ${body}`, hcl`]`], column);
}

function object(entries: readonly (readonly [string, HclText])[], column: number): HclText {
  if (entries.length === 0) return hcl`{}`;
  const body = assignments(
    entries.map(([key, value]) => [objectKey(key), value]),
    column + indentation,
  );
  return lines([hcl`{`, hcl`  ${body}`, hcl`}`], column);
}

function assignments(entries: readonly (readonly [HclText, HclText])[], column: number): HclText {
  const result: HclText[] = [];
  let run: (readonly [HclText, HclText])[] = [];
  const endRun = () => {
    const width = Math.max(0, ...run.map(([name]) => name.width));
    result.push(...run.map(([name, value]) => hcl`${padEnd(name, width)} = ${value}`));
    run = [];
  };
  for (const entry of entries) {
    const [name, value] = entry;
    if (!value.isMultiLine) {
      run.push(entry);
      continue;
    }
    endRun();
    result.push(hcl`${name} = ${value}`);
  }
  endRun();
  return lines(result, column);
}
