/** From the command line's MAPPING to an open mapping: a path, `-` for standard input, or what is found. */
import { type OpenedMapping, openMappingFile, openMappingText, readLimit } from '../input/open-mapping.js';
import { type Invocation, UsageError } from './command.js';
import { discoverMapping } from './discover.js';

/** Throws a `Failure` when there is no mapping or it cannot be read. */
export async function openNamedMapping({ argument, io }: Invocation): Promise<OpenedMapping> {
  if (argument === '') throw new UsageError('MAPPING is empty');
  if (argument !== '-') return openMappingFile(argument ?? discoverMapping(io.cwd), io.cwd);
  if (io.stdin.isTerminal)
    throw new UsageError('standard input is a terminal; send a mapping into it, or name a file');
  const bytes = await io.stdin.read(readLimit);
  return openMappingText({ file: '<stdin>', fileName: 'ssm-runas.yaml', bytes }, io.cwd);
}
