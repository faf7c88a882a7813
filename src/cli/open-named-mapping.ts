/**
 * Finds and opens the mapping that a command is about: the one that is named, or the first in the usual places.
 */
import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { failure } from '../diagnostics/failure.js';
import { systemCode } from '../diagnostics/system-error.js';
import {
  foldersUpToRoot,
  type OpenedMapping,
  openMappingFile,
  openMappingText,
  readLimit,
} from '../input/open-mapping.js';
import { type Invocation, UsageError } from './command.js';

const names = ['ssm-runas.yaml', 'ssm-runas.yml', 'ssm-runas.json'];

/** Relative to `cwd`. Throws a `Failure` when there is none. */
function discoverMapping(cwd: string): string {
  for (const folder of foldersUpToRoot(cwd)) {
    for (const place of [folder, join(folder, '.config')]) {
      const name = names.find((each) => isFile(join(place, each)));
      if (name !== undefined) return relative(cwd, join(place, name));
    }
  }
  throw failure('mapping-not-found', undefined, { folder: cwd });
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
  if (argument !== '-') return openMappingFile(argument ?? discoverMapping(io.cwd), io.cwd);
  if (io.stdin.isTerminal)
    throw new UsageError('standard input is a terminal; send a mapping into it, or name a file');
  const bytes = await io.stdin.read(readLimit);
  return openMappingText({ file: '<stdin>', fileName: 'ssm-runas.yaml', bytes }, io.cwd);
}
