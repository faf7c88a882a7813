/**
 * JSON that somebody else wrote, looked at without trust: each question answers `undefined` where the shape is another.
 * Knows neither Terraform nor AWS.
 */

import { duplicateKeyIn } from './duplicate-key.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** `undefined` when the text is not JSON, or has a key twice in one object. JSON itself has no `undefined`. */
export function jsonIn(text: string): unknown {
  try {
    const json = text.replace(/^\uFEFF/, '');
    const value: unknown = JSON.parse(json);
    return duplicateKeyIn(json) === undefined ? value : undefined;
  } catch {
    return undefined;
  }
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
