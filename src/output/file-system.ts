/**
 * The calls of the file system that writing takes, so that tests can fail each of them. Folders are made one by one: Node's own
 * `recursive` tries for ever where a parent exists and still nothing can be made in it, as in `/proc`.
 */
import nodeFs from 'node:fs';
import { dirname, join } from 'node:path';
import { systemCode } from '../diagnostics/system-error.js';

export type FileSystem = Readonly<
  Pick<
    typeof nodeFs,
    | 'accessSync'
    | 'closeSync'
    | 'fchmodSync'
    | 'fsyncSync'
    | 'linkSync'
    | 'lstatSync'
    | 'mkdirSync'
    | 'openSync'
    | 'readdirSync'
    | 'readFileSync'
    | 'realpathSync'
    | 'renameSync'
    | 'rmdirSync'
    | 'statSync'
    | 'unlinkSync'
    | 'writeFileSync'
  >
>;

export const realFileSystem: FileSystem = nodeFs;

/** `path` is absolute. Throws the system's error; the caller notices what exists there already, a folder or not. */
export function makeFolder(path: string, fs: FileSystem): void {
  try {
    fs.mkdirSync(path);
  } catch (error) {
    const code = systemCode(error);
    const parent = dirname(path);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || parent === path || fs.lstatSync(parent, { throwIfNoEntry: false })) {
      // The root of a drive is refused with other codes than `EEXIST`.
      if (fs.lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
      throw error;
    }
    makeFolder(parent, fs);
    makeFolder(path, fs);
  }
}

/** Links followed as far as the path exists; a link to nowhere, or a refusal on the way, counts as its end. */
export function realPath(path: string, fs: FileSystem): string {
  try {
    return fs.realpathSync(path);
  } catch (error) {
    const parent = dirname(path);
    if (systemCode(error) === undefined || parent === path) throw error;
    return join(realPath(parent, fs), path.slice(parent.length));
  }
}

/** Whether anything is at a path, a broken link too; no where the system refuses to say. */
export function isThere(path: string, fs: FileSystem = realFileSystem): boolean {
  try {
    return fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}
