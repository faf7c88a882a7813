/**
 * Where the output goes. `--out` may point anywhere; the mapping's own `output.directory` must stay inside the
 * repository, also when links are followed.
 */
import { relative, resolve } from 'node:path';
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
  readonly cwd: string;
}

export function chooseOutputFolder({ out, directory, mappingFolder, cwd }: FolderRequest): OutputFolder {
  if (out !== undefined) return { path: resolve(cwd, out), shown: out };
  const path = resolve(mappingFolder, directory);
  return { path, shown: shownFrom(cwd, path) };
}

/** Why the mapping must not name `directory`; `mappingFolder` and `root`, that of the repository, are absolute. */
export function directoryProblem(
  directory: string,
  mappingFolder: string,
  root: string,
): { readonly outsideOf: string } | { readonly taken: Taken } | undefined {
  const path = resolve(mappingFolder, directory);
  // A link to nowhere, or a refusal on the way, is noticed and named when the folder is read.
  const [real, realRoot] = [realPath(path, realFileSystem), realPath(root, realFileSystem)];
  if (!isInside(root, path) || !isInside(realRoot, real)) return { outsideOf: root };
  const taken = takenBy(real, realPath(mappingFolder, realFileSystem), realRoot);
  return taken && { taken };
}

/** To whom a folder of the repository belongs already. */
type Taken = 'mapping' | 'git' | 'root';

/** All paths are real ones. */
function takenBy(path: string, mappingFolder: string, root: string): Taken | undefined {
  if (path === mappingFolder) return 'mapping';
  if (path === root) return 'root';
  return isGits(root, path) ? 'git' : undefined;
}

/** Relative to `cwd` when it lies below, absolute otherwise. */
function shownFrom(cwd: string, path: string): string {
  return isInside(cwd, path) ? relative(cwd, path) || '.' : path;
}
