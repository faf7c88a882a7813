/**
 * The current folder, for relative paths. Knows what can be wrong with it: it was removed, or its name is not UTF-8, so
 * that the path that Node.js decodes leads somewhere else.
 */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { failure } from '../diagnostics/failure.js';
import { systemReason } from '../diagnostics/system-error.js';

/** Stands for bytes that are not UTF-8 in what Node.js decoded. */
export const replacementCharacter = '\ufffd';

/** Absolute. Throws a `Failure` where no path leads there. */
export function currentFolder(): string {
  let folder: string;
  let leadsThere: boolean;
  try {
    folder = resolve('.');
    leadsThere = !folder.includes(replacementCharacter) || isHere(folder);
  } catch (error) {
    throw failure('current-folder-unusable', undefined, { reason: systemReason(error) });
  }
  if (!leadsThere) throw failure('current-folder-unusable', undefined, { reason: 'its name is not UTF-8' });
  return folder;
}

function isHere(folder: string): boolean {
  const [here, there] = [statSync('.'), statSync(folder, { throwIfNoEntry: false })];
  return here.dev === there?.dev && here.ino === there.ino;
}
