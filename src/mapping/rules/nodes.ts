/** Which nodes roles reach: whether that is limited at all, and without ambiguity. */
import { placeOfLack, type Rule } from './context.js';

export const nodesScoped: Rule = ({ roles, isStated, report }) => {
  if (isStated(['nodes', 'tags'])) return;
  const unscoped = roles
    .map(({ name }) => name)
    .filter((name) => !isStated(['roles', name, 'nodes', 'tags']));
  if (unscoped.length === 0) return;
  const all = unscoped.length === roles.length;
  report('nodes-unscoped', placeOfLack(unscoped, roles.length, 'nodes'), { roles: unscoped, all });
};

/** IAM compares the tag key in `ssm:resourceTag/KEY` without letter case. */
export const nodeTagsDiffer: Rule = ({ mapping, roles, report }) => {
  const own = Object.keys(mapping.nodes?.tags ?? {});
  reportPairs(['nodes', 'tags'], [], own);
  for (const { name, role } of roles) {
    const inherited = own.filter((key) => role.nodes?.tags?.[key] === undefined);
    reportPairs(['roles', name, 'nodes', 'tags'], inherited, Object.keys(role.nodes?.tags ?? {}));
  }

  function reportPairs(path: readonly string[], inherited: readonly string[], keys: readonly string[]): void {
    const seen = new Map(inherited.map((key) => [key.toLowerCase(), key]));
    for (const key of keys) {
      const other = seen.get(key.toLowerCase());
      if (other !== undefined)
        report('node-tag-case', { path: [...path, key], point: 'key' }, { key, other });
      seen.set(key.toLowerCase(), key);
    }
  }
};
