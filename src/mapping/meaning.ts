/**
 * What the output depends on besides the tool itself, as one text: equal for mappings that mean the same, whatever
 * their key order, comments or line ends, because a role mapping is built in an order of its own.
 */
import type { RoleMapping } from './model.js';

/** `syntax` is the one that was rendered, which the command line may have chosen. */
export function meaningDigest(mapping: RoleMapping, syntax: RoleMapping['output']['syntax']): string {
  return JSON.stringify({ ...mapping, output: { ...mapping.output, syntax } });
}
