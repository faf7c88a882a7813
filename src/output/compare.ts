/**
 * Decides what happens to each file: rendered files on one side, the files on disk on the other.
 * Pure; the only place that knows which files are the tool's own.
 */
import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { reportInto } from '../diagnostics/report.js';
import type { RenderedFile } from '../terraform/plan/file.js';
import {
  bearsMarker,
  digest,
  type FolderOwner,
  manifestOf,
  manifestPath,
  renderManifest,
  wasRenderedFrom,
  withLineFeeds,
} from './manifest.js';
import type { FolderState, OutputFolder, Standing } from './read-folder.js';

/** What became, or would become, of one file. Texts have LF line ends. */
export type FileChange =
  | ({ readonly state: 'created'; readonly after: RenderedFile } & Difference)
  | ({ readonly state: 'changed'; readonly after: RenderedFile; readonly before: string } & Difference)
  | { readonly state: 'unchanged'; readonly path: string; readonly after: RenderedFile }
  | ({ readonly state: 'orphaned'; readonly before: string } & Difference);

export interface Difference {
  readonly path: string;
  /** The mapping means what it meant and nobody edited the file: only another version of the tool explains it. */
  readonly onlyTool: boolean;
}

export interface Comparison {
  /** In order of path, the manifest among them. */
  readonly changes: readonly FileChange[];
  /** Errors forbid writing; warnings do not. */
  readonly diagnostics: readonly Diagnostic[];
  /** The mapping to which the folder belonged until now, where that mapping no longer exists. */
  readonly takenFrom?: string;
}

export interface ComparisonInput {
  readonly folder: OutputFolder;
  readonly files: readonly RenderedFile[];
  readonly owner: FolderOwner;
  /** Of what the files were rendered from. */
  readonly mappingDigest: string;
  readonly state: FolderState;
  /** Whether the file system keeps the executable bit; Windows does not. */
  readonly keepsModes: boolean;
}

export function compare({
  folder,
  files,
  owner,
  mappingDigest,
  state,
  keepsModes,
}: ComparisonInput): Comparison {
  const diagnostics: Diagnostic[] = [];
  const report = reportInto(diagnostics, undefined);
  const shown = (path: string) => join(folder.shown, path);
  const changes: FileChange[] = [];
  const isOnlyTool = judgeOfTool(state, mappingDigest);

  for (const after of [...files, renderManifest(manifestOf(files), owner, mappingDigest)]) {
    const { path } = after;
    const standing = state.standing.get(path) ?? { kind: 'missing' };
    const obstacle = obstacleTo(after, standing, state);
    if (obstacle) {
      const file = shown(obstacle.at);
      report(obstacle.code, { file }, { file });
    } else if (standing.kind !== 'file') {
      changes.push({ state: 'created', path, after, onlyTool: isOnlyTool(path, undefined) });
    } else if (isAsRendered(standing, after, keepsModes)) {
      changes.push({ state: 'unchanged', path, after });
    } else {
      const before = standing.text;
      const onlyTool = before !== withLineFeeds(after.text) && isOnlyTool(path, before);
      changes.push({ state: 'changed', path, after, before, onlyTool });
    }
  }

  for (const { path, replaced } of state.overrides) {
    const file = shown(path);
    report('output-override-file', { file }, { file, replaced: replaced && shown(replaced) });
  }

  const rendered = new Set(files.map(({ path }) => path));
  for (const [path, standing] of state.standing) {
    if (path === manifestPath || rendered.has(path) || standing.kind !== 'file') continue;
    if (isOwnOrphan(path, standing.text, state)) {
      const before = standing.text;
      changes.push({ state: 'orphaned', path, before, onlyTool: isOnlyTool(path, before) });
    } else if (state.manifest.has(path)) {
      report('output-orphan-kept', { file: shown(path) }, { file: shown(path) });
    }
  }
  return { changes: changes.sort((a, b) => (a.path < b.path ? -1 : 1)), diagnostics: onlyOnce(diagnostics) };
}

export function isStale(changes: readonly FileChange[]): boolean {
  return changes.some(({ state }) => state !== 'unchanged');
}

/** A file that the manifest does not list is new; one that it lists must stand as it was written. */
function judgeOfTool(state: FolderState, mappingDigest: string) {
  const manifest = state.standing.get(manifestPath);
  let isSame: boolean | undefined;
  return (path: string, before: string | undefined): boolean => {
    // Where nothing differs, nobody asks.
    isSame ??= manifest?.kind === 'file' && wasRenderedFrom(manifest.text, mappingDigest);
    if (!isSame || path === manifestPath) return isSame;
    return state.manifest.get(path) === (before === undefined ? undefined : digest(before));
  };
}

interface Obstacle {
  readonly code: 'output-foreign-file' | 'output-is-link' | 'output-not-a-file' | 'output-not-a-folder';
  readonly at: string;
}

function obstacleTo(file: RenderedFile, standing: Standing, state: FolderState): Obstacle | undefined {
  switch (standing.kind) {
    case 'missing':
      return undefined;
    case 'link':
      return { code: 'output-is-link', at: file.path };
    case 'linked-folder':
      return { code: 'output-is-link', at: standing.at };
    case 'not-a-file':
      return { code: 'output-not-a-file', at: file.path };
    case 'not-a-folder':
      return { code: 'output-not-a-folder', at: standing.at };
    case 'file':
      return isOwn(file, standing.text, state) ? undefined : { code: 'output-foreign-file', at: file.path };
  }
}

/**
 * A file that is generated with a marker must bear it; one without room for a marker must be listed, or hold what we
 * would write anyway.
 */
function isOwn(file: RenderedFile, text: string, state: FolderState): boolean {
  if (bearsMarker(text)) return true;
  if (bearsMarker(withLineFeeds(file.text))) return false;
  return state.manifest.has(file.path) || text === withLineFeeds(file.text);
}

/** Without a marker, only a file that is byte for byte as it was written certainly belongs to this tool. */
function isOwnOrphan(path: string, text: string, state: FolderState): boolean {
  return bearsMarker(text) || state.manifest.get(path) === digest(text);
}

function isAsRendered(
  standing: Standing & { readonly kind: 'file' },
  file: RenderedFile,
  keepsModes: boolean,
): boolean {
  // Bits too many are no matter: some file systems show every file as executable.
  const lacksExecutableBit = keepsModes && file.executable && !standing.executable;
  return !lacksExecutableBit && standing.text === withLineFeeds(file.text);
}

/** Many files below one linked folder are one mistake. */
function onlyOnce(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const byPlace = new Map(diagnostics.map((found) => [`${found.code} ${found.file}`, found]));
  return [...byPlace.values()];
}
