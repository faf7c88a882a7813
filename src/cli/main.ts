/**
 * The front door: a command line goes in, an exit code comes out. Whatever goes wrong on the way becomes words here;
 * a stack is shown only on request.
 */
import { Failure, failure } from '../diagnostics/failure.js';
import type { Pipeline } from '../library.js';
import { type Parsed, UsageError } from './command.js';
import { commands } from './commands/index.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { columnsOf, printFindings } from './findings.js';
import type { Io } from './io.js';
import { parseQuickly } from './parse.js';

/** `argv` without the program. `pipeline` replaces the real one in tests. Never throws. */
export async function main(argv: readonly string[], io: Io, pipeline?: Pipeline): Promise<ExitCode> {
  let parsed: Parsed | undefined;
  try {
    const result = parseQuickly(argv, commands) ?? (await parseSlowly(argv, io));
    if (typeof result === 'number') return result;
    parsed = result;
    return await parsed.command.run({ ...parsed, io, pipeline });
  } catch (error) {
    return await confess(error, io, parsed);
  }
}

async function parseSlowly(argv: readonly string[], io: Io): Promise<Parsed | ExitCode> {
  const { parseWithCommander } = await import('./parse-with-commander.js');
  const result = parseWithCommander(argv, commands, columnsOf(io.stdout));
  if (result.kind === 'parsed') return result.parsed;
  await io.stdout.write(result.stdout);
  await io.stderr.write(result.stderr);
  return result.isError ? exitCode.usage : exitCode.fine;
}

async function confess(error: unknown, io: Io, parsed: Parsed | undefined): Promise<ExitCode> {
  try {
    if (error instanceof UsageError) {
      await io.stderr.write(`error: ${error.message}\n`);
      return exitCode.usage;
    }
    const diagnostics = error instanceof Failure ? error.diagnostics : faultOf(error);
    const { command, options } = parsed ?? unparsed;
    await printFindings({ diagnostics, bytesOf: () => undefined }, { command, options, io });
    if (io.env.SSM_RUNAS_GEN_DEBUG === '1' && error instanceof Error)
      await io.stderr.write(`${error.stack}\n`);
  } catch {
    // Standard error itself is gone: nobody is left to tell.
  }
  return exitCode.failed;
}

/** For a fault before the command line was understood. */
const unparsed = { command: { findings: 'words' }, options: {} } as const;

function faultOf(error: unknown): Failure['diagnostics'] {
  const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return failure('internal-fault', undefined, { message }).diagnostics;
}
