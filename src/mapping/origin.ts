/**
 * Where a result comes from: which version of the tool made it, from which mapping. Generated files name the mapping only, so
 * that an upgrade which changes nothing else does not make them stale.
 */
import { hash } from 'node:crypto';
import { meaningDigest, type RoleMapping } from './model.js';

export interface Origin {
  /** Of the tool. */
  readonly version: string;
  /** Of the mapping, as `mappingDigest` makes it. */
  readonly digest: string;
}

/** SHA-256 in hexadecimal. The manifest has the same, unless `--syntax` chose another syntax than the mapping. */
export function mappingDigest(mapping: RoleMapping): string {
  return hash('sha256', meaningDigest(mapping, mapping.output.syntax));
}

/** For a program, to be put among the other properties of its JSON. */
export function originProperties({ version, digest }: Origin) {
  return { tool_version: version, mapping_digest: `sha256:${digest}` };
}
