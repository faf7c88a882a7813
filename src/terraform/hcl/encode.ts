/**
 * How values and expressions are written in HCL: over several lines in the canonical form of `terraform fmt`, or on one line,
 * as expressions stand in the strings of Terraform's JSON. No heredocs.
 */
import { isList, type JsonTree } from '../../aws/json-text.js';
import type { Argument } from '../plan/block.js';
import type { Expression, MapEntry, Value } from '../plan/value.js';
import {
  type Assignment,
  assignments,
  commaSeparated,
  type HclText,
  hcl,
  identifier,
  inBraces,
  indentation,
  inLines,
  interpolation,
  type Line,
  literal,
  objectInLines,
  objectKey,
  objectOnOneLine,
  scalar,
  templateLiteral,
} from './hcl-text.js';

/** Longer lists get a line for each item. */
const listWidth = 80;

/** Where the line of an opening bracket starts, in characters; undefined where all must stand on one line. */
type Column = number | undefined;

const deeper = (column: Column): Column => (column === undefined ? undefined : column + indentation);

/** `column` is where the first line starts; all further lines are indented from there. */
export function encodeArguments(entries: readonly Argument[], column: number): HclText {
  return assignments(
    entries.map(({ name, value, comment }) => ({
      name: identifier(name),
      value: encodeValue(value, column),
      comment,
    })),
    column,
  );
}

export function encodeValue(value: Value, column: Column): HclText {
  switch (value.kind) {
    case 'text':
      return literal(value.text);
    case 'number':
      return scalar(value.number);
    case 'boolean':
      return scalar(value.boolean);
    case 'list':
      return encodeList(
        value.items.map((item) => encodeValue(item, deeper(column))),
        column,
        value.comments,
      );
    case 'map':
      return encodeObject(value.entries.map(entryAt(deeper(column))), column);
    case 'tree':
      return encodeTree(value.tree, column);
    default:
      return encodeExpression(value, column);
  }
}

const entryAt =
  (column: Column) =>
  ({ key, value }: MapEntry): Assignment => ({ name: objectKey(key), value: encodeValue(value, column) });

/** On one line, unless an argument of a call takes several and there is a `column`. */
export function encodeExpression(expression: Expression, column: Column): HclText {
  switch (expression.kind) {
    case 'reference':
      return expression.steps.map(identifier).reduce((path, step) => hcl`${path}.${step}`);
    case 'call':
      return encodeCall(expression, column);
    case 'index':
      return hcl`${encodeExpression(expression.collection, column)}[${encodeIndex(expression.index)}]`;
    case 'comparison':
      return expression.operator === '=='
        ? hcl`${encodeValue(expression.left, undefined)} == ${encodeValue(expression.right, undefined)}`
        : hcl`${encodeValue(expression.left, undefined)} != ${encodeValue(expression.right, undefined)}`;
    case 'attribute':
      return hcl`${encodeExpression(expression.of, undefined)}.${identifier(expression.name)}`;
    case 'for': {
      const { item, where } = expression;
      const made = hcl`${forHead(expression)} ${encodeValue(item, undefined)}`;
      return where ? hcl`[${made} if ${encodeExpression(where, undefined)}]` : hcl`[${made}]`;
    }
    case 'for-map': {
      const head = hcl`${forHead(expression)} ${encodeExpression(expression.key, undefined)} =>`;
      const made = hcl`${head} ${encodeValue(expression.value, deeper(column))}`;
      return column === undefined ? hcl`{ ${made} }` : inBraces(made, column);
    }
    case 'template':
      return templateLiteral(
        expression.parts.map((part) =>
          typeof part === 'string' ? part : interpolation(encodeExpression(part, undefined)),
        ),
      );
  }
}

function forHead(expression: Extract<Expression, { kind: 'for' | 'for-map' }>): HclText {
  const names = commaSeparated(expression.names.map(identifier));
  return hcl`for ${names} in ${encodeExpression(expression.in, undefined)} :`;
}

/** A single argument keeps its brackets on the line of the call; several get a line each. */
function encodeCall(call: Extract<Expression, { kind: 'call' }>, column: Column): HclText {
  const name = identifier(call.function);
  const [only, ...others] = call.arguments;
  if (only && others.length === 0) return hcl`${name}(${encodeValue(only, column)})`;
  const encoded = call.arguments.map((argument) => encodeValue(argument, deeper(column)));
  if (column === undefined || !encoded.some(({ isMultiLine }) => isMultiLine))
    return hcl`${name}(${commaSeparated(encoded)})`;
  const lines = encoded.map((text) => ({ text }));
  return hcl`${name}${inLines('(', lines, ')', column)}`;
}

function encodeIndex(index: number | string | Expression): HclText {
  if (typeof index === 'number') return scalar(index);
  return typeof index === 'string' ? literal(index) : encodeExpression(index, undefined);
}

function encodeTree(tree: JsonTree, column: Column): HclText {
  if (typeof tree === 'string') return literal(tree);
  if (typeof tree !== 'object') return scalar(tree);
  if (isList(tree))
    return encodeList(
      tree.map((item) => encodeTree(item, deeper(column))),
      column,
    );
  const known = encodedTrees.get(tree);
  if (known && known.column === column) return known.text;
  const text = encodeMembers(tree, column);
  encodedTrees.set(tree, { column, text });
  return text;
}

/** Trees are immutable, and policies share most of their statements: each object is encoded once a column. */
const encodedTrees = new WeakMap<object, { readonly column: Column; readonly text: HclText }>();

function encodeMembers(tree: { readonly [key: string]: JsonTree | undefined }, column: Column): HclText {
  const entries: Assignment[] = [];
  Object.keys(tree).forEach((key) => {
    const member = tree[key];
    if (member === undefined) return;
    entries.push({ name: objectKey(key), value: encodeTree(member, deeper(column)) });
  });
  return encodeObject(entries, column);
}

/** On one line if that is short enough, else a line for each item. */
function encodeList(
  items: readonly HclText[],
  column: Column,
  comments: readonly (string | undefined)[] = [],
): HclText {
  const isPlain = comments.every((comment) => comment === undefined);
  if (column === undefined || (isPlain && !items.some(({ isMultiLine }) => isMultiLine))) {
    const line = hcl`[${commaSeparated(items)}]`;
    if (column === undefined || line.width <= listWidth) return line;
  }
  const lines: Line[] = items.map((text, at) => ({ text, comment: comments[at] }));
  return inLines('[', lines, ']', column);
}

/** One entry needs no line of its own, unless its value takes several. */
function encodeObject(entries: readonly Assignment[], column: Column): HclText {
  const [only] = entries;
  if (!only) return hcl`{}`;
  if (column === undefined || (entries.length === 1 && !only.value.isMultiLine))
    return objectOnOneLine(entries);
  return objectInLines(entries, column);
}
