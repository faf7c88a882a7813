/**
 * Merges the trees of a mapping and of the mappings that it extends, and remembers from which file each entry comes. Knows of the
 * language only which keys are not inherited and which values are paths.
 */
import { posix } from 'node:path';
import type { Path } from '../../diagnostics/diagnostic.js';
import type { Locate } from '../../diagnostics/report.js';
import { type SourceEntry, type SourceMap, type SourceNode, spanAt } from '../../source/source-tree.js';
import type { ParsedSource } from '../read/parse.js';

/** One of the files, the extending one or a base. */
export interface MappingFile {
  /** As the user would name it. */
  readonly file: string;
  /** Relative to the folder of the extending file, with `/`. */
  readonly path: string;
  readonly root: SourceMap;
  readonly parsed: ParsedSource;
}

export interface MergedFiles {
  readonly root: SourceMap;
  readonly locate: Locate;
  readonly writtenAt: (path: Path) => string;
  /** Each file without the entries that only remove an inherited key; in the order given. */
  readonly parts: readonly SourceMap[];
}

type Entries = ReadonlyMap<string, SourceEntry>;

/** `files` holds the extending file first, then its base, then the base of that. */
export function mergeFiles(files: readonly [MappingFile, ...MappingFile[]]): MergedFiles {
  const [own, ...bases] = files;
  /** Entries that are not here come from the file of the entry around them. */
  const origins = new Map<SourceEntry, MappingFile>();
  const merge = (upper: SourceMap, from: MappingFile, lower: SourceMap, base: MappingFile): SourceMap => {
    const entries = new Map<string, SourceEntry>();
    const keep = (key: string, entry: SourceEntry, origin: MappingFile) => {
      if (!origins.has(entry)) origins.set(entry, origin);
      entries.set(key, entry);
    };
    for (const [key, inherited] of lower.entries) {
      const entry = upper.entries.get(key);
      if (entry === undefined) keep(key, inherited, base);
      else if (entry.value.kind === 'map' && inherited.value.kind === 'map') {
        const value = merge(entry.value, from, inherited.value, origins.get(inherited) ?? base);
        keep(key, { key: entry.key, value }, from);
      } else if (!isNull(entry.value)) keep(key, entry, from);
    }
    for (const [key, entry] of upper.entries) if (!lower.entries.has(key)) keep(key, entry, from);
    return { ...upper, entries, incomplete: upper.incomplete || lower.incomplete };
  };

  const parts: SourceMap[] = [];
  const merged = bases
    .toReversed()
    .concat(own)
    .reduce<SourceMap | undefined>((below, file, at) => {
      const placed = withPaths(file.root, posix.dirname(file.path));
      const base = files[files.length - at];
      if (below === undefined || base === undefined) {
        parts.unshift(file.root);
        return placed;
      }
      const inherited = withoutOwn(below);
      parts.unshift(withoutRemovals(file.root, inherited));
      return merge(placed, file, inherited, base);
    }, undefined);
  const root = without(merged ?? own.root, 'extends');

  const placeAt = (path: Path, point: 'key' | 'value') => {
    let origin = own;
    const span = spanAt(root, path, point, (entry) => {
      origin = origins.get(entry) ?? origin;
    });
    return { span, origin };
  };
  return {
    root,
    parts,
    locate: (path, point) => {
      const { span, origin } = placeAt(path, point);
      return { file: origin.file, range: origin.parsed.rangeOf(span) };
    },
    writtenAt: (path) => {
      const { span, origin } = placeAt(path, 'value');
      return origin.parsed.textOf(span);
    },
  };
}

function isNull(node: SourceNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

function without(map: SourceMap, key: string): SourceMap {
  if (!map.entries.has(key)) return map;
  return { ...map, entries: new Map([...map.entries].filter(([each]) => each !== key)) };
}

/** What says which mapping a file is, and where it writes, is each file's own. */
function withoutOwn(map: SourceMap): SourceMap {
  const inherited = ['$schema', 'extends', 'name'].reduce(without, map);
  return changed(inherited, 'output', (output) =>
    output.kind === 'map' ? without(output, 'directory') : output,
  );
}

function withoutRemovals(upper: SourceMap, lower: SourceMap): SourceMap {
  const entries: Entries = new Map(
    [...upper.entries].flatMap(([key, entry]): [string, SourceEntry][] => {
      const below = lower.entries.get(key)?.value;
      if (below !== undefined && isNull(entry.value)) return [];
      if (entry.value.kind !== 'map' || below?.kind !== 'map') return [[key, entry]];
      return [[key, { ...entry, value: withoutRemovals(entry.value, below) }]];
    }),
  );
  return { ...upper, entries };
}

/** Paths relative to the folder of the extending file, from which the merged mapping's paths start. */
function withPaths(root: SourceMap, folder: string): SourceMap {
  if (folder === '.') return root;
  const moved = (node: SourceNode): SourceNode =>
    node.kind === 'scalar' && typeof node.value === 'string' && !/^(?:\/|[A-Za-z]:)/.test(node.value)
      ? { ...node, value: posix.join(folder, node.value) }
      : node;
  return changed(root, 'roles', (roles) =>
    eachChanged(roles, (role) =>
      changedIn(role, 'inlinePolicy', (policy) => changedIn(policy, 'merge', moved)),
    ),
  );
}

function changed(map: SourceMap, key: string, change: (node: SourceNode) => SourceNode): SourceMap {
  const entry = map.entries.get(key);
  const value = entry && change(entry.value);
  if (!entry || !value || value === entry.value) return map;
  return { ...map, entries: new Map(map.entries).set(key, { ...entry, value }) };
}

function changedIn(node: SourceNode, key: string, change: (node: SourceNode) => SourceNode): SourceNode {
  return node.kind === 'map' ? changed(node, key, change) : node;
}

function eachChanged(node: SourceNode, change: (node: SourceNode) => SourceNode): SourceNode {
  if (node.kind !== 'map') return node;
  return [...node.entries.keys()].reduce<SourceMap>((map, key) => changed(map, key, change), node);
}
