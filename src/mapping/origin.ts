/**
 * Where a result comes from: which version of the tool made it, from which mapping. Generated files name the mapping only, so
 * that an upgrade which changes nothing else does not make them stale.
 */
import { hash } from 'node:crypto';
import type { RoleMapping } from './model.js';

export interface Origin {
  /** Of the tool. */
  readonly version: string;
  /** Of the mapping, as `mappingDigest` makes it. */
  readonly digest: string;
}

/**
 * SHA-256, in hexadecimal, of what the output depends on besides the tool itself: equal for mappings that ask for the same, whatever
 * their key order, comments or line ends, because a role mapping is built in an order of its own. `syntax`: what is rendered, where
 * the command line chose another syntax than the mapping; only the manifest names that digest.
 */
export function mappingDigest(mapping: RoleMapping, syntax = mapping.output.syntax): string {
  return hash('sha256', JSON.stringify({ ...mapping, output: { ...mapping.output, syntax } }));
}

/** For a program, to be put among the other properties of its JSON. */
export function originProperties({ version, digest }: Origin) {
  return { tool_version: version, mapping_digest: `sha256:${digest}` };
}
