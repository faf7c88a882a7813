/**
 * Finds and opens the mapping that a command is about: the one that is named, or the first in the usual places.
 */
import { existsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { failure } from '../diagnostics/failure.js';
import { systemCode } from '../diagnostics/system-error.js';
import {
  foldersUpToRoot,
  mappingNames,
  type OpenedMapping,
  openMappingFile,
  openMappingText,
  readLimit,
  repositoryRoot,
} from '../input/open-mapping.js';
import { type Invocation, UsageError } from './command.js';

/** So many are looked into for a hint. */
const mostFolders = 2000;

/** Relative to `cwd`; undefined when there is none. */
function discoverMapping(cwd: string): string | undefined {
  for (const folder of foldersUpToRoot(cwd)) {
    for (const place of [folder, join(folder, '.config')]) {
      const name = mappingNames.find((each) => isFile(join(place, each)));
      if (name !== undefined) return relative(cwd, join(place, name));
    }
  }
  return undefined;
}

/** Throws a `Failure` that names the mappings below `cwd`, if there are some. */
async function refuseMissing(cwd: string): Promise<never> {
  const { findMappings } = await import('./find-mappings.js');
  const inRepository = existsSync(join(repositoryRoot(cwd), '.git'));
  const below = findMappings(cwd, mostFolders);
  throw failure('mapping-not-found', undefined, { kind: 'upwards', folder: cwd, inRepository, below });
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}

/** Throws a `Failure` when there is no mapping or it cannot be read. */
export async function openNamedMapping({ argument, io }: Invocation): Promise<OpenedMapping> {
  if (argument === '') throw new UsageError('MAPPING is empty');
  const path = argument ?? discoverMapping(io.cwd) ?? (await refuseMissing(io.cwd));
  if (path !== '-') return openMappingFile(path, io.cwd);
  if (io.stdin.isTerminal)
    throw new UsageError('standard input is a terminal; send a mapping into it, or name a file');
  const bytes = await io.stdin.read(readLimit);
  return openMappingText({ file: '<stdin>', fileName: 'ssm-runas.yaml', bytes }, io.cwd);
}
