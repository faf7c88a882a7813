/** A file of ours replaced in one step, with the permissions it is told; whether it may be replaced is decided before. */
import { dirname } from 'node:path';
import { settle, stage } from './atomic-file.js';
import { type FileSystem, realFileSystem } from './file-system.js';

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
