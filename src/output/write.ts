/**
 * The only code that changes the output folder. Stages every file under a temporary name first, so that a full disk is
 * noticed before anything visible happens, then renames. A kill at any moment leaves each file old or new, never half.
 */
import { constants } from 'node:fs';
import { dirname, join } from 'node:path';
import { failure, unwritable } from '../diagnostics/failure.js';
import { systemCode } from '../diagnostics/system-error.js';
import type { RenderedFile } from '../terraform/plan/file.js';
import { removeQuietly, type StagedFile, settle, stage } from './atomic-file.js';
import type { FileChange } from './compare.js';
import { type FileSystem, makeFolder, realPath } from './file-system.js';
import { digest, type FolderOwner, manifestPath, renderManifest } from './manifest.js';
import { type FolderState, folderOf, type OutputFolder } from './read-folder.js';

export interface WriteInput {
  readonly folder: OutputFolder;
  /** From `compare`, without errors. */
  readonly changes: readonly FileChange[];
  readonly owner: FolderOwner;
  readonly state: FolderState;
}

/** Throws a `Failure` that names the file when the system refuses. */
export function writeFolder({ folder, changes, owner, state }: WriteInput, fs: FileSystem): void {
  const absolute = (path: string) => join(folder.path, path);
  const attempt = <Result>(path: string, action: () => Result): Result => {
    try {
      return action();
    } catch (error) {
      throw unwritable(join(folder.shown, path), error, true);
    }
  };

  const requireSamePlace = (path: string) => requireNoNewLink(folder, folderOf(path), state, fs);

  const files = filesInOrder(changes, owner, state);
  const orphans = changes.filter((change) => change.state === 'orphaned').map(({ path }) => path);
  // The folder of each path, by a path to blame.
  const folders = new Map(
    [...files.map(({ path }) => path), ...orphans].map((path) => [folderOf(path), path]),
  );
  for (const [path, blamed] of folders) attempt(blamed, () => requireWritable(absolute(path), fs));
  for (const path of state.leftovers) {
    requireSamePlace(path);
    removeQuietly(absolute(path), fs);
  }

  const staged: StagedFile[] = [];
  const made: string[] = [];
  const placed: string[] = [];
  const isNew = files.length > 0 && attempt('', () => firstMissing(folder.path, fs));
  const place = (each: StagedFile) => {
    requireSamePlace(each.file.path);
    attempt(each.file.path, () => settle(each, fs));
    placed.push(each.file.path);
  };
  try {
    for (const file of files) {
      const stagingFolder = stagingFolderOf(file.path, state);
      requireNoNewLink(folder, stagingFolder, state, fs);
      staged.push(attempt(file.path, () => stage(file, absolute(file.path), absolute(stagingFolder), fs)));
    }
    const [first, ...others] = staged;
    const last = others.pop() ?? first;
    // A manifest that comes first lists what is new, also folders.
    if (first && first !== last) place(first);
    // A disk may have room for files, and none for folders.
    for (const [path, blamed] of folders) {
      if (attempt(blamed, () => firstMissing(absolute(path), fs)) === undefined) continue;
      made.push(absolute(path));
      attempt(blamed, () => makeFolder(absolute(path), fs));
    }
    for (const each of others) place(each);
    for (const path of [...orphans, ...vanished(changes, state)]) {
      requireSamePlace(path);
      attempt(path, () => removeOrphan(folder, path, fs));
    }
    // The manifest comes last: once it is there, everything else is.
    if (last) place(last);
  } catch (error) {
    for (const { temporary } of staged) removeQuietly(temporary, fs);
    for (const path of made) removeEmptyFolders(path, folder.path, fs);
    const isAlone = placed.length === 1 && state.standing.get(manifestPath)?.kind === 'missing';
    if (isAlone && placed[0] === manifestPath) removeQuietly(absolute(manifestPath), fs);
    if (isNew) removeEmptyFolders(folder.path, dirname(isNew), fs);
    throw error;
  }
}

/**
 * Somebody who may write to the output folder could replace a folder in it by a link meanwhile, and files elsewhere would be
 * overwritten. A look before each change leaves no more than the moment between the two.
 */
function requireNoNewLink(folder: OutputFolder, path: string, state: FolderState, fs: FileSystem): void {
  if (realPath(join(folder.path, path), fs) === join(state.realPath, path)) return;
  const file = join(folder.shown, path);
  throw failure('output-is-link', file, { file });
}

/**
 * What is to be written, the manifest last. When files are new to the manifest, a manifest of old and new files goes
 * first: a run killed between the two must not leave files that no later run knows as its own.
 */
function filesInOrder(
  changes: readonly FileChange[],
  owner: FolderOwner,
  state: FolderState,
): RenderedFile[] {
  const manifest = changes.find(({ path }) => path === manifestPath);
  const toWrite = changes.flatMap((change) =>
    change.path !== manifestPath && (change.state === 'created' || change.state === 'changed')
      ? [change.after]
      : [],
  );
  if (!manifest || manifest.state === 'orphaned') return toWrite;

  const additions = toWrite.filter(({ path }) => !state.manifest.has(path));
  if (additions.length > 0) {
    const added = additions.map(({ path, text }) => [path, digest(text)] as const);
    return [renderManifest(new Map([...state.manifest, ...added]), owner), ...toWrite, manifest.after];
  }
  if (toWrite.length === 0 && manifest.state === 'unchanged') return [];
  return [...toWrite, manifest.after];
}

/**
 * Beside the target, if the manifest knows the folder, otherwise at the top: what a killed run leaves is only found in
 * folders that the next run looks into.
 */
function stagingFolderOf(path: string, state: FolderState): string {
  const own = folderOf(path);
  for (const [known, standing] of state.standing) {
    if (standing.kind === 'file' && state.manifest.has(known) && folderOf(known) === own) return own;
  }
  return '';
}

/** Files of a killed run's manifest that were never written; their folders may stand empty. */
function vanished(changes: readonly FileChange[], state: FolderState): string[] {
  const wanted = new Set(changes.map(({ path }) => path));
  return [...state.manifest.keys()].filter(
    (path) => !wanted.has(path) && state.standing.get(path)?.kind === 'missing',
  );
}

/** Looks at the nearest folder that exists: asked before the first write, so that a refusal leaves all as it was. */
function requireWritable(path: string, fs: FileSystem): void {
  try {
    fs.accessSync(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    const parent = dirname(path);
    if (systemCode(error) !== 'ENOENT' || parent === path) throw error;
    requireWritable(parent, fs);
  }
}

/** The topmost of `path` and its parents that does not exist; undefined when `path` does. */
function firstMissing(path: string, fs: FileSystem): string | undefined {
  if (fs.lstatSync(path, { throwIfNoEntry: false })) return undefined;
  return firstMissing(dirname(path), fs) ?? path;
}

function removeOrphan(folder: OutputFolder, path: string, fs: FileSystem): void {
  try {
    fs.unlinkSync(join(folder.path, path));
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  removeEmptyFolders(dirname(join(folder.path, path)), folder.path, fs);
}

/** Removes `path` and its parents below `end` as long as they are empty; whatever holds something stays. */
function removeEmptyFolders(path: string, end: string, fs: FileSystem): void {
  for (let each = path; each.length > end.length; each = dirname(each)) {
    try {
      fs.rmdirSync(each);
    } catch (error) {
      if (systemCode(error) === undefined) throw error;
    }
  }
}
