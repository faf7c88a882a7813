/** A file that must not be there yet: written whole or not at all, and never over anything. */
import { removeQuietly } from './atomic-file.js';
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
