/**
 * Opens a mapping, from a file or from text at hand, together with the folder that its own paths start from and the root of
 * the repository. Reads bytes and judges none of them.
 */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { failure } from '../diagnostics/failure.js';
import { systemCode, systemReason } from '../diagnostics/system-error.js';
import type { ReadRelated, SourceText } from '../generate.js';
import { maximumBytes } from '../source/decode-source.js';
import { isGits, isInside } from '../source/path-inside.js';
import { readBounded } from './read-bounded.js';

/** `folder` (absolute) and its parents, nearest first, ending with the repository's root; `folder` alone outside of one. */
export function foldersUpToRoot(folder: string): readonly string[] {
  const folders: string[] = [];
  for (let each = folder; ; each = dirname(each)) {
    folders.push(each);
    if (existsSync(join(each, '.git'))) return folders;
    if (dirname(each) === each) return [folder];
  }
}

/** The nearest parent with `.git`, or `folder` itself where there is none. */
export function repositoryRoot(folder: string): string {
  return foldersUpToRoot(folder).at(-1) ?? folder;
}

export interface OpenedMapping {
  readonly source: SourceText;
  /** Absolute; undefined for a text that is not in a file. */
  readonly path?: string;
  /** Absolute: what relative paths in the mapping start from. */
  readonly folder: string;
  readonly readRelated: ReadRelated;
  /** The bytes of the mapping and of those that it extends, for findings that quote them. Merge files are not quoted. */
  readonly bytesOf: (file: string) => Uint8Array | undefined;
}

/** By these a mapping is found that is not named, in this order. */
export const mappingNames: readonly string[] = ['ssm-runas.yaml', 'ssm-runas.yml', 'ssm-runas.json'];

/** One byte more than is allowed, of a mapping and of a merge file alike, so that the parser can tell. */
export const readLimit = maximumBytes + 1;

/** `path` is relative to `cwd`. Throws a `Failure` when there is none or it cannot be read. */
export function openMappingFile(path: string, cwd: string): OpenedMapping {
  const absolute = resolve(cwd, path);
  try {
    const bytes = readBounded(absolute, readLimit);
    const opened = openMappingText({ file: path, fileName: nameInHeaders(path), bytes }, dirname(absolute));
    return { ...opened, path: absolute };
  } catch (error) {
    if (systemCode(error) === 'ENOENT')
      throw failure('mapping-not-found', path, { kind: 'named', file: path });
    throw failure('mapping-unreadable', path, { file: path, reason: systemReason(error) });
  }
}

/** `folder` is absolute. */
export function openMappingText(source: SourceText, folder: string): OpenedMapping {
  const quotable = new Map([[source.file, source.bytes]]);
  return {
    source,
    folder,
    readRelated: async (path, as) => {
      const bytes = readInRepository(resolve(folder, path), repositoryRoot(folder));
      if (as === 'base mapping' && bytes !== undefined && bytes !== 'outside')
        quotable.set(join(dirname(source.file), path), bytes);
      return bytes;
    },
    bytesOf: (file) => quotable.get(file),
  };
}

/** Whoever may change the mapping in a pull request must not choose which file of a CI runner is read. */
function readInRepository(absolute: string, root: string): Uint8Array | 'outside' | undefined {
  if (!isInside(root, absolute)) return 'outside';
  try {
    const [real, realRoot] = [realpathSync(absolute), realpathSync(root)];
    const isWithin = isInside(realRoot, real) && !isGits(realRoot, real);
    return isWithin ? readBounded(real, readLimit) : 'outside';
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    // Where the mapping names the file is known to whoever asked.
    throw error;
  }
}

/** The name enters comments of generated files, which a line break or `-->` in it would end. */
export function nameInHeaders(path: string): string {
  const name = basename(path);
  // What is known of every letter there is takes a while to load.
  return /^[\w .+@=,()-]*$/.test(name) ? name : name.replace(/[^\p{L}\p{M}\p{N} ._+@=,()-]/gu, '_');
}
