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

/** SHA-256 in hexadecimal. The manifest has the same, unless `--syntax` chose another syntax than the mapping. */
export function mappingDigest(mapping: RoleMapping): string {
  return hash('sha256', meaningOf(mapping, mapping.output.syntax));
}

/** For a program, to be put among the other properties of its JSON. */
export function originProperties({ version, digest }: Origin) {
  return { tool_version: version, mapping_digest: `sha256:${digest}` };
}

/**
 * What the output depends on besides the tool itself, as one text: equal for mappings that ask for the same, whatever their key
 * order, comments or line ends, because a role mapping is built in an order of its own. `syntax` is the one that was
 * rendered, which the command line may have chosen.
 */
export function meaningOf(mapping: RoleMapping, syntax: RoleMapping['output']['syntax']): string {
  return JSON.stringify({ ...mapping, output: { ...mapping.output, syntax } });
}
