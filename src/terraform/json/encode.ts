/**
 * How values are written in Terraform's JSON: strings are templates, so texts are escaped and expressions interpolated
 * (https://developer.hashicorp.com/terraform/language/syntax/json).
 */
import { isList, type JsonTree } from '../../aws/json-text.js';
import { encodeExpression } from '../hcl/encode.js';
import { literal } from '../hcl/hcl-text.js';
import type { Argument, NestedBlock } from '../plan/block.js';
import type { Expression, MapEntry, Value } from '../plan/value.js';
import { escapeTemplate } from '../template-escape.js';

export type JsonValue =
  | string
  | number
  | boolean
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export function encodeJsonValue(value: Value): JsonValue {
  switch (value.kind) {
    case 'text':
      return templateOf(value.text);
    case 'number':
      return value.number;
    case 'boolean':
      return value.boolean;
    case 'list':
      return value.items.map(encodeJsonValue);
    case 'map':
      return encodeMap(value.entries);
    case 'tree':
      return encodeTree(value.tree);
    default:
      return interpolate(value);
  }
}

function encodeMap(entries: readonly MapEntry[]): JsonValue {
  // Assigned one by one: of a thousand entries, `Object.fromEntries` takes ten times as long.
  const members: Record<string, JsonValue> = Object.create(null);
  for (const { key, value } of entries) members[encodeKey(key)] = encodeJsonValue(value);
  return members;
}

/** cdktf would lose this one key by assigning it; as an expression it is a key like any other. */
function encodeKey(key: string): string {
  return key === '__proto__' ? '${"__proto__"}' : templateOf(key);
}

function encodeTree(tree: JsonTree): JsonValue {
  if (typeof tree === 'string') return templateOf(tree);
  if (typeof tree !== 'object') return tree;
  if (isList(tree)) return tree.map(encodeTree);
  const members: Record<string, JsonValue> = Object.create(null);
  for (const [key, member] of Object.entries(tree))
    if (member !== undefined) members[encodeKey(key)] = encodeTree(member);
  return members;
}

/** Terraform drops a byte order mark at the start of a template, but not in a literal inside of one. */
function templateOf(text: string): string {
  return text.startsWith('\ufeff') ? `\${${literal(text)}}` : escapeTemplate(text);
}

/** Text with computed parts is one template, anything else an interpolation by itself. */
export function interpolate(expression: Expression): string {
  return expression.kind === 'template'
    ? expression.parts
        .map((part) => (typeof part === 'string' ? escapeTemplate(part) : interpolate(part)))
        .join('')
    : `\${${encodeExpression(expression, undefined)}}`;
}

/** A construct's configuration: cdktf writes Terraform's argument names in camel case. */
export function configuration(
  entries: readonly Argument[],
  blocks: readonly NestedBlock[] = [],
): Configuration {
  const config: Record<string, JsonValue> = {};
  for (const { name, value } of entries) config[camelCase(name)] = encodeJsonValue(value);
  for (const block of blocks) {
    const name = camelCase(block.type);
    const inner = configuration(block.arguments, block.blocks);
    const earlier = config[name];
    config[name] = block.isSingle ? inner : [...(Array.isArray(earlier) ? earlier : []), inner];
  }
  return config;
}

export type Configuration = Readonly<Record<string, JsonValue>>;

function camelCase(name: string): string {
  const known = camelCased.get(name);
  if (known !== undefined) return known;
  const spelled = name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  camelCased.set(name, spelled);
  return spelled;
}

/** Every resource has the same few arguments. */
const camelCased = new Map<string, string>();
