/**
 * From the nodes of the `yaml` package to a source tree: aliases within bounds, every key a text, none twice.
 * Knows nothing of the mapping language.
 */
import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLMap, type YAMLSeq } from 'yaml';
import type { SourceEntry, SourceNode } from './source-tree.js';
import type { ReportProblem } from './syntax-problem.js';

/** Nodes that aliases may add; thousands of roles may share a block, a bomb may not go off. */
const maximumAliasedNodes = 100_000;

export function yamlToTree(contents: ParsedNode, text: string, report: ReportProblem): SourceNode {
  return new TreeBuilder(text, report).build(contents)?.node ?? nothing(0).node;
}

/** A node and how many nodes it holds, itself included, with aliases written out. */
interface Sized {
  readonly node: SourceNode;
  readonly size: number;
}

class TreeBuilder {
  private readonly anchors = new Map<string, Sized>();
  private aliased = 0;

  constructor(
    private readonly text: string,
    private readonly report: ReportProblem,
  ) {}

  /** Undefined after a report, when there is no value to go on with. */
  build(node: ParsedNode | null, at = 0): Sized | undefined {
    if (node === null) return nothing(at);
    if (isAlias(node)) return this.alias(node.source, node.range);
    const sized = this.buildValue(node);
    // Set only now: an alias inside its own anchor would never end.
    if (node.anchor !== undefined) this.anchors.set(node.anchor, sized);
    return sized;
  }

  private buildValue(node: Exclude<ParsedNode, { source: string; type: 'ALIAS' }>): Sized {
    if (isMap(node)) return this.map(node as YAMLMap.Parsed);
    if (isSeq(node)) return this.list(node as YAMLSeq.Parsed);
    const [start, end] = node.range;
    return {
      node: { kind: 'scalar', value: isScalar(node) ? plainScalar(node.value) : null, start, end },
      size: 1,
    };
  }

  private alias(name: string, range: readonly number[]): Sized | undefined {
    const [start = 0, end = 0] = range;
    const target = this.anchors.get(name);
    if (target === undefined) {
      this.report('source-alias', start, end, { alias: name, reason: 'unknown' });
      return undefined;
    }
    const before = this.aliased;
    this.aliased += target.size;
    if (this.aliased <= maximumAliasedNodes) return target;
    if (before <= maximumAliasedNodes)
      this.report('source-alias', start, end, { alias: name, reason: 'too-many' });
    return undefined;
  }

  private list(list: YAMLSeq.Parsed): Sized {
    const [start, end] = list.range;
    let size = 1;
    const items: SourceNode[] = [];
    for (const item of list.items) {
      const built = this.build(item, start);
      if (built === undefined) continue;
      size += built.size;
      items.push(built.node);
    }
    return { node: { kind: 'list', items, start, end }, size };
  }

  private map(map: YAMLMap.Parsed): Sized {
    const [start, end] = map.range;
    const entries = new Map<string, SourceEntry>();
    let incomplete = false;
    let size = 1;
    for (const pair of map.items) {
      const [keyStart, keyEnd] = pair.key?.range ?? [start, start];
      const name = this.keyOf(pair.key, keyStart, keyEnd);
      const value = this.build(pair.value, keyEnd);
      size += (value?.size ?? 0) + 1;
      if (name === undefined || value === undefined) {
        incomplete = true;
      } else if (entries.has(name)) {
        this.report('source-duplicate-key', keyStart, keyEnd, { key: name });
        incomplete = true;
      } else {
        entries.set(name, { key: { start: keyStart, end: keyEnd }, value: value.node });
      }
    }
    return { node: { kind: 'map', entries, incomplete, start, end }, size };
  }

  /** The key's text, or undefined after a report. */
  private keyOf(key: ParsedNode | null, start: number, end: number): string | undefined {
    if (isScalar(key) && typeof key.value === 'string') {
      if (key.value !== '<<' || key.type !== 'PLAIN') return this.anchored(key, key.value);
      this.report('source-merge-key', start, end, {});
      return undefined;
    }
    this.report('source-key-not-text', start, end, {
      key: this.text.slice(start, Math.min(end, start + 40)),
    });
    return undefined;
  }

  private anchored(key: ParsedNode, name: string): string {
    if ('anchor' in key && key.anchor !== undefined) this.build(key);
    return name;
  }
}

function nothing(at: number): Sized {
  return { node: { kind: 'scalar', value: null, start: at, end: at }, size: 1 };
}

function plainScalar(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}
