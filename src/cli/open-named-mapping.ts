/**
 * Finds and opens the mapping that a command is about: the one that is named, or the first in the usual places.
 */
import { existsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { failure } from '../diagnostics/failure.js';
import { systemCode } from '../diagnostics/system-error.js';
import { type CheckedMapping, check } from '../generate.js';
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
import { acceptedCodes, printFindings } from './findings.js';

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

export interface SoundMapping extends Required<Pick<CheckedMapping, 'mapping' | 'access'>> {
  readonly opened: OpenedMapping;
}

/** The same, checked for a command that writes nothing of it; undefined when it has errors, which are printed by then. */
export async function openSoundMapping(invocation: Invocation): Promise<SoundMapping | undefined> {
  const opened = await openNamedMapping(invocation);
  const pipeline = invocation.pipeline ?? { check };
  const { mapping, access, diagnostics } = await pipeline.check(opened.source, {
    readRelated: opened.readRelated,
    accept: acceptedCodes(invocation),
  });
  if (mapping && access) return { opened, mapping, access };
  await printFindings({ diagnostics, bytesOf: opened.bytesOf }, invocation);
  return undefined;
}
