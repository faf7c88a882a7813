/** How values are written in HCL, in the canonical form of `terraform fmt`. No heredocs. */
import type { JsonTree } from '../../aws/json-text.js';
import { spellExpression } from '../expression.js';
import type { Argument } from '../plan/block.js';
import type { Value } from '../plan/value.js';
import {
  type Assignment,
  assignments,
  commaSeparated,
  type HclText,
  hcl,
  identifier,
  indentation,
  listInLines,
  literal,
  objectInLines,
  objectKey,
  scalar,
} from './hcl-text.js';

/** Longer lists get a line for each item. */
const listWidth = 80;

/** `column` is where the first line starts; all further lines are indented from there. */
export function encodeArguments(entries: readonly Argument[], column: number): HclText {
  return assignments(
    entries.map(({ name, value }) => ({ name: identifier(name), value: encodeValue(value, column) })),
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
        value.entries.map((entry) => ({
          name: objectKey(entry.key),
          value: encodeValue(entry.value, column + indentation),
        })),
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
  const entries: Assignment[] = [];
  Object.keys(tree).forEach((key) => {
    const member = tree[key];
    if (member === undefined) return;
    entries.push({ name: objectKey(key), value: encodeTree(member, column + indentation) });
  });
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
  return listInLines(encoded, column);
}

function object(entries: readonly Assignment[], column: number): HclText {
  return entries.length === 0 ? hcl`{}` : objectInLines(entries, column);
}
