/** Which nodes the roles of a mapping reach, taken together. */
import type { NodeKind, RoleMapping } from './model.js';

export interface CommonScope {
  /** Node tag keys that decide for any role whether it reaches a node, sorted. */
  readonly tagKeys: readonly string[];
  readonly kinds: readonly NodeKind[];
}

export function commonScope({ roles }: RoleMapping): CommonScope {
  const kinds = new Set(roles.flatMap(({ nodes }) => nodes.kinds));
  return {
    tagKeys: [...new Set(roles.flatMap(({ nodes }) => Object.keys(nodes.tags)))].sort(),
    kinds: (['ec2', 'hybrid'] as const).filter((kind) => kinds.has(kind)),
  };
}
