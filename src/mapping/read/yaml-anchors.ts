/**
 * What the anchors of a YAML document stand for, and how far its aliases may expand it.
 * Knows nothing of the mapping language.
 */
import type { SourceNode } from '../../source/source-tree.js';
import { maximumDepth, type ReportProblem } from '../../source/syntax-problem.js';

/** Nodes that aliases may add; thousands of roles may share a block, a bomb may not go off. */
const maximumAliasedNodes = 100_000;

/** How much a node holds when aliases are written out. */
interface Extent {
  /** Values and keys, the node itself included. */
  readonly size: number;
  /** Levels of lists and maps, the node itself included. */
  readonly height: number;
}

export class Anchors {
  private readonly byName = new Map<string, SourceNode>();
  private readonly extents = new Map<SourceNode, Extent>();
  private added = 0;

  constructor(private readonly report: ReportProblem) {}

  /** To be called when the value is complete: an alias inside its own anchor would never end. */
  set(name: string, value: SourceNode): void {
    this.byName.set(name, value);
  }

  /** The value of the nearest anchor before, for an alias at `depth`; undefined after a report. */
  resolve(alias: string, depth: number, start: number, end: number): SourceNode | undefined {
    const target = this.byName.get(alias);
    if (target === undefined) {
      this.report('source-alias', start, end, { alias, reason: 'unknown' });
      return undefined;
    }
    const { size, height } = this.extentOf(target);
    if (depth + height > maximumDepth) {
      this.report('source-too-deep', start, end, { limit: maximumDepth });
      return undefined;
    }
    const before = this.added;
    this.added += size;
    if (this.added <= maximumAliasedNodes) return target;
    if (before <= maximumAliasedNodes) this.report('source-alias', start, end, { alias, reason: 'too-many' });
    return undefined;
  }

  /** Looks at each node once, however many aliases lead to it; the depth of the whole tree is bounded. */
  private extentOf(node: SourceNode): Extent {
    if (node.kind === 'scalar') return { size: 1, height: 0 };
    const known = this.extents.get(node);
    if (known) return known;
    const isMap = node.kind === 'map';
    const children = isMap ? [...node.entries.values()].map(({ value }) => value) : node.items;
    let size = isMap ? 1 + children.length : 1;
    let height = 1;
    for (const child of children) {
      const inside = this.extentOf(child);
      size += inside.size;
      height = Math.max(height, 1 + inside.height);
    }
    const extent = { size, height };
    this.extents.set(node, extent);
    return extent;
  }
}
