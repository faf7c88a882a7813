/**
 * Where the output goes. `--out` may point anywhere; the mapping's own `output.directory` must stay inside the
 * repository, also when links are followed.
 */
import { relative, resolve } from 'node:path';
import { failure } from '../diagnostics/failure.js';
import { isGits, isInside } from '../source/path-inside.js';
import { realFileSystem, realPath } from './file-system.js';
import type { OutputFolder } from './read-folder.js';

export interface FolderRequest {
  /** From the command line or the library; relative to `cwd`. */
  readonly out: string | undefined;
  /** `output.directory` of the mapping; relative to `mappingFolder`. */
  readonly directory: string;
  /** Absolute. */
  readonly mappingFolder: string;
  /** Absolute: the repository's root. */
  readonly root: string;
  readonly cwd: string;
  /** The mapping as the user named it, for the finding. */
  readonly mappingFile: string;
}

/** Throws a `Failure` of the code `output-outside` or `directory-unusable`, which are mistakes in the mapping. */
export function chooseOutputFolder(request: FolderRequest): OutputFolder {
  const { out, directory, mappingFolder, root, cwd, mappingFile } = request;
  if (out !== undefined) return { path: resolve(cwd, out), shown: out };

  const path = resolve(mappingFolder, directory);
  // A link to nowhere, or a refusal on the way, is noticed and named when the folder is read.
  const [real, realRoot] = [realPath(path, realFileSystem), realPath(root, realFileSystem)];
  const isWithin = isInside(root, path) && isInside(realRoot, real);
  if (!isWithin) throw failure('output-outside', mappingFile, { directory, root });
  const taken = takenBy(real, realPath(mappingFolder, realFileSystem), realRoot);
  if (taken) throw failure('directory-unusable', mappingFile, { directory, taken });
  return { path, shown: shownFrom(cwd, path) };
}

/** To whom a folder of the repository belongs already; all paths are real ones. */
function takenBy(path: string, mappingFolder: string, root: string): 'mapping' | 'git' | 'root' | undefined {
  if (path === mappingFolder) return 'mapping';
  if (path === root) return 'root';
  return isGits(root, path) ? 'git' : undefined;
}

/** Relative to `cwd` when it lies below, absolute otherwise. */
function shownFrom(cwd: string, path: string): string {
  return isInside(cwd, path) ? relative(cwd, path) || '.' : path;
}
