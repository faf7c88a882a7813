/**
 * A parsed text, the same for YAML and JSON: plain values that remember where they stood.
 * Knows nothing of the mapping language.
 */
import type { Path } from '../diagnostics/diagnostic.js';

/** Offsets count UTF-16 units from the start of the text; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface SourceScalar extends Span {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

interface SourceList extends Span {
  readonly kind: 'list';
  readonly items: readonly SourceNode[];
}

export interface SourceMap extends Span {
  readonly kind: 'map';
  /** In order of the text. */
  readonly entries: ReadonlyMap<string, SourceEntry>;
  /** Something in it was refused and left out, so that what seems missing may not be. */
  readonly incomplete: boolean;
}

export interface SourceEntry {
  readonly key: Span;
  readonly value: SourceNode;
}

export type SourceNode = SourceScalar | SourceList | SourceMap;

export type PlainValue = string | number | boolean | null | PlainValue[] | { [key: string]: PlainValue };

/** Objects have no prototype: `__proto__` is a key like any other. */
export function toPlain(node: SourceNode): PlainValue {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toPlain);
  const plain: { [key: string]: PlainValue } = Object.create(null);
  for (const [key, entry] of node.entries) plain[key] = toPlain(entry.value);
  return plain;
}

/** The entry or item under `step`; undefined where there is none. */
export function childOf(node: SourceNode, step: string | number): SourceNode | undefined {
  if (node.kind === 'map') return node.entries.get(String(step))?.value;
  if (node.kind === 'list') return node.items[Number(step)];
  return undefined;
}

/** The node at `path`, or undefined. */
export function nodeAt(root: SourceNode, path: Path): SourceNode | undefined {
  let node: SourceNode | undefined = root;
  for (const step of path) {
    if (node === undefined) return undefined;
    node = childOf(node, step);
  }
  return node;
}

/**
 * The span of a path's key or value. What does not exist is found at its nearest ancestor that does. `visit` is called for each
 * entry on the way.
 */
export function spanAt(
  root: SourceNode,
  path: Path,
  point: 'key' | 'value',
  visit?: (entry: SourceEntry) => void,
): Span {
  let node: SourceNode = root;
  let span: Span = { start: root.start, end: root.start };
  for (const [depth, step] of path.entries()) {
    const child = childOf(node, step);
    if (child === undefined) return span;
    const entry = node.kind === 'map' ? node.entries.get(String(step)) : undefined;
    if (entry) visit?.(entry);
    const keySpan: Span = entry?.key ?? child;
    span = depth === path.length - 1 && point === 'value' ? child : keySpan;
    node = child;
  }
  return span;
}
