/**
 * Terraform values as meaning: what is text, what refers, what is a JSON document.
 * Spelling (quotes, `$${`, indentation) belongs to the targets and must not appear here.
 */

import type { JsonTree } from '../../aws/json-text.js';

export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  | {
      readonly kind: 'list';
      readonly items: readonly Value[];
      /** A line above each item, for targets that have comments; as many as items, if any. */
      readonly comments: readonly (string | undefined)[];
    }
  | { readonly kind: 'map'; readonly entries: readonly MapEntry[] }
  /** A JSON document as Terraform's own value. */
  | { readonly kind: 'tree'; readonly tree: JsonTree }
  | Expression;

export type TextValue = Extract<Value, { kind: 'text' }>;
export type ListValue = Extract<Value, { kind: 'list' }>;
export type MapValue = Extract<Value, { kind: 'map' }>;

/** Something that Terraform computes. */
export type Expression =
  /** A traversal such as `aws_ssm_document.admin.name`. */
  | { readonly kind: 'reference'; readonly steps: readonly string[] }
  | { readonly kind: 'call'; readonly function: string; readonly arguments: readonly Value[] }
  | { readonly kind: 'index'; readonly collection: Expression; readonly index: number | string | Expression }
  | {
      readonly kind: 'comparison';
      readonly operator: '==' | '!=';
      readonly left: Value;
      readonly right: Value;
    }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  /** A list with an item for each element of a collection; the names are those that the other parts use. */
  | {
      readonly kind: 'for';
      readonly names: readonly string[];
      readonly in: Expression;
      readonly item: Value;
      readonly where?: Expression;
    }
  /** The same as a map. */
  | {
      readonly kind: 'for-map';
      readonly names: readonly string[];
      readonly in: Expression;
      readonly key: Expression;
      readonly value: Value;
    }
  /** Text with computed parts. */
  | { readonly kind: 'template'; readonly parts: readonly (string | Expression)[] };

export interface MapEntry {
  readonly key: string;
  readonly value: Value;
}

export const text = (value: string): TextValue => ({ kind: 'text', text: value });
export const list = (items: readonly Value[], comments: readonly (string | undefined)[] = []): ListValue => ({
  kind: 'list',
  items,
  comments,
});
export const number = (value: number): Extract<Value, { kind: 'number' }> => ({
  kind: 'number',
  number: value,
});
export const yesOrNo = (value: boolean): Extract<Value, { kind: 'boolean' }> => ({
  kind: 'boolean',
  boolean: value,
});
export const tree = (document: JsonTree): Value => ({ kind: 'tree', tree: document });

/** A map with its entries in the given order. */
export function map(entries: Readonly<Record<string, Value>>): MapValue {
  return { kind: 'map', entries: Object.entries(entries).map(([key, value]) => ({ key, value })) };
}

/** A map of many entries; what would stand first in an object stands first. */
export function mapOf(entries: readonly (readonly [key: string, value: Value])[]): MapValue {
  // Assigned one by one: of a thousand entries, `Object.fromEntries` takes ten times as long.
  const record: Record<string, Value> = Object.create(null);
  for (const [key, value] of entries) record[key] = value;
  return map(record);
}

/** A map of texts, in order of key. */
export function textMap(texts: Readonly<Record<string, string>>): MapValue {
  const keys = Object.keys(texts).sort();
  return { kind: 'map', entries: keys.map((key) => ({ key, value: text(texts[key] ?? '') })) };
}

export const reference = (...steps: readonly string[]): Expression => ({ kind: 'reference', steps });

export const call = (name: string, ...args: readonly Value[]): Expression => ({
  kind: 'call',
  function: name,
  arguments: args,
});

export const index = (collection: Expression, at: number | string | Expression): Expression => ({
  kind: 'index',
  collection,
  index: at,
});

export const attributeOf = (of: Expression, name: string): Expression => ({ kind: 'attribute', of, name });

/** In a block with `for_each`. */
export const eachKey: Expression = reference('each', 'key');

export const equal = (left: Value, right: Value): Expression => ({
  kind: 'comparison',
  operator: '==',
  left,
  right,
});

export const differ = (left: Value, right: Value): Expression => ({
  kind: 'comparison',
  operator: '!=',
  left,
  right,
});

export const template = (...parts: readonly (string | Expression)[]): Expression => ({
  kind: 'template',
  parts,
});
