/**
 * One file written whole: first under a temporary name, then renamed to its place. Runs side by side may take each
 * other's temporary files and empty folders away; both are made again.
 */
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { systemCode } from '../diagnostics/system-error.js';
import type { RenderedFile } from '../terraform/plan/file.js';
import { type FileSystem, makeFolder } from './file-system.js';

/** Names of temporary files; Terraform reads none of them. */
export const temporaryName = /^\.ssm-runas-gen-[0-9a-f]{12}\.tmp$/;

/** How often to give way to other runs before it counts as a refusal. */
const retries = 20;

export interface StagedFile {
  readonly file: RenderedFile;
  /** Where it is to stand; absolute, like the others. */
  readonly target: string;
  /** The folder of the temporary file; on the same file system as the target. */
  readonly folder: string;
  readonly temporary: string;
  /** Permissions it must have, whatever the umask; absent for those of a new file. */
  readonly mode?: number | undefined;
}

type Move = (temporary: string, target: string) => void;

export function stage(
  file: RenderedFile,
  target: string,
  folder: string,
  fs: FileSystem,
  mode?: number,
): StagedFile {
  const temporary = join(folder, `.ssm-runas-gen-${randomBytes(6).toString('hex')}.tmp`);
  const descriptor = create(temporary, mode ?? (file.executable ? 0o777 : 0o666), fs);
  try {
    try {
      if (mode !== undefined) fs.fchmodSync(descriptor, mode);
      fs.writeFileSync(descriptor, file.text);
      // Quotas and network file systems may report a full disk only here, or when the file is closed.
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  } catch (error) {
    removeQuietly(temporary, fs);
    throw error;
  }
  return { file, target, folder, temporary, mode };
}

/** `move` brings the temporary file to its place. Renaming replaces whatever file is at the target and follows no link there. */
export function settle(staged: StagedFile, fs: FileSystem, move: Move = fs.renameSync): void {
  const { file, target, folder, mode } = staged;
  let { temporary } = staged;
  for (let rest = retries; ; rest -= 1) {
    try {
      makeFolder(dirname(target), fs);
      move(temporary, target);
      return;
    } catch (error) {
      if (systemCode(error) !== 'ENOENT' || rest === 0) {
        removeQuietly(temporary, fs);
        throw error;
      }
    }
    removeQuietly(temporary, fs);
    temporary = stage(file, target, folder, fs, mode).temporary;
  }
}

function create(temporary: string, mode: number, fs: FileSystem): number {
  for (let rest = retries; ; rest -= 1) {
    try {
      makeFolder(dirname(temporary), fs);
      // `wx` refuses whatever exists there, links included.
      return fs.openSync(temporary, 'wx', mode);
    } catch (error) {
      if (systemCode(error) !== 'ENOENT' || rest === 0) throw error;
    }
  }
}

/** Removes the temporary files that killed runs left in a folder; absolute. A refusal does not matter. */
export function removeLeftovers(folder: string, fs: FileSystem): void {
  try {
    for (const found of fs.readdirSync(folder, { withFileTypes: true }))
      if (temporaryName.test(found.name) && found.isFile()) removeQuietly(join(folder, found.name), fs);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
}

/** A refusal does not matter: what stays is a leftover, and the next run tries again. */
export function removeQuietly(path: string, fs: FileSystem): void {
  try {
    fs.unlinkSync(path);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
}
