/**
 * Brings rendered files to their folder: read, compare and, unless only asked, write.
 * Decides nothing about the content and prints nothing.
 */
import { platform } from 'node:os';
import { hasErrors } from '../diagnostics/diagnostic.js';
import type { RenderedFile } from '../terraform/plan/file.js';
import { type Comparison, compare } from './compare.js';
import { type FileSystem, realFileSystem } from './file-system.js';
import { type FolderOwner, manifestPath } from './manifest.js';
import { claimFolder } from './owner.js';
import { type OutputFolder, readFolder } from './read-folder.js';
import { writeFolder } from './write.js';

export interface DeliveryRequest {
  readonly folder: OutputFolder;
  readonly files: readonly RenderedFile[];
  readonly owner: FolderOwner;
  /** Absolute; undefined when the mapping is not in a file. */
  readonly mappingFile: string | undefined;
  /** Absolute: the root of the repository that the mapping is in. */
  readonly root: string;
  /** Of what the files were rendered from, as `mappingDigest` makes it. */
  readonly mappingDigest: string;
  /** Compares only. */
  readonly check: boolean;
  readonly fs?: FileSystem;
}

/**
 * Nothing is written when the folder belongs to another mapping, or when the comparison holds errors. Throws a `Failure` when the
 * system refuses to read or write.
 */
export function deliver(request: DeliveryRequest): Comparison {
  const { folder, files, owner, mappingDigest, check, fs = realFileSystem } = request;
  const paths = [...files.map(({ path }) => path), manifestPath];
  const state = readFolder(folder, paths, fs);
  const claim = claimFolder(request, owner, state);
  if (claim.kind === 'refused') return { changes: [], diagnostics: claim.diagnostics };
  const comparison = compare({
    folder,
    files,
    owner,
    mappingDigest,
    state,
    keepsModes: platform() !== 'win32',
  });
  if (!check && !hasErrors(comparison.diagnostics)) {
    writeFolder({ folder, changes: comparison.changes, owner, state }, fs);
  }
  return { ...comparison, ...(claim.kind === 'taken-over' && { takenFrom: claim.from }) };
}
