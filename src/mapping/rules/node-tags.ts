/** Node tags that decide who reaches a node: keys that IAM tells apart, and attributes that people keep. */
import { runAsTag } from '../../aws/names.js';
import type { Path } from '../../diagnostics/diagnostic.js';
import { isHeldAs } from '../attribute-cut-over.js';
import { nearest } from '../nearest.js';
import type { WellFormed, WrittenNodes } from '../schema/raw-mapping.js';
import type { Rule, RuleContext } from './context.js';

type Nodes = WellFormed<WrittenNodes> | undefined;

const keysOf = (nodes: Nodes, part: 'tags' | 'matchTags') => Object.keys(nodes?.[part] ?? {});

/** IAM compares the tag key in `ssm:resourceTag/KEY` without letter case. */
export const nodeTagsDiffer: Rule = ({ mapping, roles, report }) => {
  for (const part of ['tags', 'matchTags'] as const) {
    const own = keysOf(mapping.nodes, part);
    reportPairs(['nodes', part], [], own);
    for (const { name, role } of roles) {
      const inherited = own.filter((key) => role.nodes?.[part]?.[key] === undefined);
      reportPairs(['roles', name, 'nodes', part], inherited, keysOf(role.nodes, part));
    }
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

/** One condition holds a key once: a tag has either listed values or the person's own. */
export const nodeTagsListedOrMatched: Rule = ({ mapping, roles, report }) => {
  const reportTaken = (path: Path, keys: readonly string[], others: readonly string[]) => {
    const taken = new Set(others.map((key) => key.toLowerCase()));
    for (const key of keys)
      if (taken.has(key.toLowerCase()))
        report('node-tag-twice', { path: [...path, key], point: 'key' }, { key });
  };
  const { nodes } = mapping;
  reportTaken(['nodes', 'matchTags'], keysOf(nodes, 'matchTags'), keysOf(nodes, 'tags'));
  for (const { name, role, nodes: merged } of roles) {
    const path = ['roles', name, 'nodes'];
    reportTaken([...path, 'matchTags'], keysOf(role.nodes, 'matchTags'), keysOf(merged, 'tags'));
    const inherited = keysOf(nodes, 'matchTags').filter((key) => role.nodes?.matchTags?.[key] === undefined);
    reportTaken([...path, 'tags'], keysOf(role.nodes, 'tags'), inherited);
  }
};

/** Without the attribute nobody would reach a node. */
export const matchedAttributesStay: Rule = (context) => {
  reportAttributes(['nodes', 'matchTags'], context.mapping.nodes, context);
  for (const { name, role } of context.roles)
    reportAttributes(['roles', name, 'nodes', 'matchTags'], role.nodes, context);
};

function reportAttributes(path: Path, nodes: Nodes, { mapping, isStated, report }: RuleContext): void {
  const { configuration, keep } = mapping.accessControlAttributes ?? {};
  const isUnstated = !isStated(['accessControlAttributes']);
  // What is wrong there, or missing, is reported already.
  const isKnown = isUnstated || (configuration !== undefined && (!isHeldAs(configuration) || keep));
  for (const [key, attribute] of Object.entries(nodes?.matchTags ?? {})) {
    if (attribute === undefined) continue;
    const place = { path: [...path, key] };
    const isRunAs = attribute.toLowerCase() === runAsTag.toLowerCase();
    if (isRunAs)
      report('match-attribute-gone', place, { attribute, because: 'run-as', suggestion: undefined });
    if (isRunAs || !isKnown || configuration === 'elsewhere') continue;
    if (configuration === 'disabled' || isUnstated) {
      const because = isUnstated ? 'unstated' : 'disabled';
      report('match-attribute-gone', place, { attribute, because, suggestion: undefined });
    } else if (keep && !isStated(['accessControlAttributes', 'keep', attribute])) {
      const suggestion = nearest(attribute, Object.keys(keep));
      report('match-attribute-gone', place, { attribute, because: 'removed', suggestion });
    }
  }
}
