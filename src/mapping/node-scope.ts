/** Which nodes a role reaches, and all roles of a mapping taken together, by the tags and kinds of nodes. */
import type { NodeKind, NodeScope, RoleMapping } from './model.js';

/** Which nodes the roles of a mapping reach, taken together. */
export interface CommonScope {
  /** Node tag keys that decide for any role whether it reaches a node, sorted. */
  readonly tagKeys: readonly string[];
  readonly kinds: readonly NodeKind[];
}

/** Node tag keys that decide whether a role reaches a node. */
export const scopeTagKeys = ({ tags, matchTags }: NodeScope): readonly string[] => [
  ...Object.keys(tags),
  ...Object.keys(matchTags),
];

/** Whoever looks at each role asks for the scope of all of them. */
const known = new WeakMap<RoleMapping, CommonScope>();

export function commonScope(mapping: RoleMapping): CommonScope {
  const scope = known.get(mapping) ?? scopeOf(mapping);
  known.set(mapping, scope);
  return scope;
}

function scopeOf({ roles }: RoleMapping): CommonScope {
  const kinds = new Set(roles.flatMap(({ nodes }) => nodes.kinds));
  return {
    tagKeys: [...new Set(roles.flatMap(({ nodes }) => scopeTagKeys(nodes)))].sort(),
    kinds: (['ec2', 'hybrid'] as const).filter((kind) => kinds.has(kind)),
  };
}
