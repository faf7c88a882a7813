/**
 * Single files outside of the output folder: a new one, which must not be there yet, and one that is replaced. Each is written
 * whole or not at all.
 */

import { dirname } from 'node:path';
import { removeQuietly, settle, stage } from './atomic-file.js';
import { type FileSystem, realFileSystem } from './file-system.js';

/** `path` is absolute. Throws the system's error, `EEXIST` where something stands there, a link included. */
export function writeNewFile(path: string, text: string, fs: FileSystem = realFileSystem): void {
  const descriptor = fs.openSync(path, 'wx', 0o666);
  try {
    fs.writeFileSync(descriptor, text);
    fs.fsyncSync(descriptor);
  } catch (error) {
    removeQuietly(path, fs);
    throw error;
  } finally {
    fs.closeSync(descriptor);
  }
}

/** A file of ours replaced in one step, with the permissions it is told; whether it may be replaced is decided before. */
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
  settle(stage({ path, text, executable }, path, dirname(path), fs, mode), fs);
}
