/**
 * Single files outside of the output folder: a new one, which must not be there yet, and one that is replaced. Each is written
 * whole or not at all.
 */

import { constants } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '../diagnostics/system-error.js';
import { removeLeftovers, removeQuietly, settle, stage } from './atomic-file.js';
import { type FileSystem, realFileSystem } from './file-system.js';

/** `path` is absolute. Throws the system's error, `EEXIST` where something exists, a link included. */
export function writeNewFile(path: string, text: string, fs: FileSystem = realFileSystem): void {
  const folder = dirname(path);
  fs.accessSync(folder, constants.W_OK);
  removeLeftovers(folder, fs);
  settle(stage({ path, text, executable: false }, path, folder, fs), fs, (temporary, target) => {
    putNew(temporary, target, fs);
    removeQuietly(temporary, fs);
  });
}

/** A link, unlike a renamed file, replaces nothing. Some file systems have none: there it is looked first. */
function putNew(temporary: string, target: string, fs: FileSystem): void {
  try {
    fs.linkSync(temporary, target);
  } catch (error) {
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'].includes(systemCode(error) ?? ''))
      throw error;
    if (fs.lstatSync(target, { throwIfNoEntry: false }))
      throw Object.assign(new Error(`${target} exists`), { code: 'EEXIST' });
    fs.renameSync(temporary, target);
  }
}

/** Replaces a file of this tool in one step, with the permissions it is told; whether it may be replaced is decided before. */
export interface ReplacingFile {
  readonly text: string;
  readonly executable: boolean;
  readonly mode?: number | undefined;
}

/** `path` is absolute; missing folders are made. Without `mode` the file has the permissions of a new one. Throws the system's error. */
export function replaceFile(
  path: string,
  { text, executable, mode }: ReplacingFile,
  fs: FileSystem = realFileSystem,
): void {
  const folder = dirname(path);
  removeLeftovers(folder, fs);
  settle(stage({ path, text, executable }, path, folder, fs, mode), fs);
}
