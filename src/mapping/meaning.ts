/**
 * What the output depends on besides the tool itself, as one text: equal for mappings that mean the same, whatever
 * their key order, comments or line ends.
 */
import type { RoleMapping } from './model.js';

/** `syntax` is the one that was rendered, which the command line may have chosen. */
export function meaningOf(mapping: RoleMapping, syntax: RoleMapping['output']['syntax']): string {
  return JSON.stringify({ ...mapping, output: { ...mapping.output, syntax } }, sortKeys);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
