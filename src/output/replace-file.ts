/** A file of ours replaced in one step, with its permissions; whether it may be replaced is decided before. */
import { dirname } from 'node:path';
import { settle, stage } from './atomic-file.js';
import { type FileSystem, realFileSystem } from './file-system.js';

/** `path` is absolute; missing folders are made. Throws the system's error. */
export function replaceFile(
  path: string,
  { text, executable }: { readonly text: string; readonly executable: boolean },
  fs: FileSystem = realFileSystem,
): void {
  settle(stage({ path, text, executable }, path, dirname(path), fs), fs);
}
