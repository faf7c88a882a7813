/**
 * JSON that somebody else wrote, looked at without trust: each question answers `undefined` where the shape is another.
 * Knows neither Terraform nor AWS.
 */

import { duplicateKeyIn, endOfText } from './duplicate-key.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** No tool nests deeper by far; whoever walks the values needs a stack of as many levels. */
const deepest = 250;

/** `undefined` when the text is not JSON, has a key twice in one object, or nests deeper than any tool does. */
export function jsonIn(text: string): unknown {
  try {
    const json = text.replace(/^\uFEFF/, '');
    const value: unknown = JSON.parse(json);
    return isWithin(value, deepest) && duplicateKeyIn(json) === undefined ? value : undefined;
  } catch {
    return undefined;
  }
}

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isWithin(inner, levels - 1));
}

/** Where the object or list ends with which `text` begins; the end of the text if it is cut, or begins otherwise. */
export function endOfJson(text: string): number {
  if (!/^[{[]/.test(text)) return text.length;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfText(text, at);
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

export function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** Empty unless it is a list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((item): item is string => typeof item === 'string');
}
