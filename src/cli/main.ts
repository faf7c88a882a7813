/**
 * The front door: a command line goes in, an exit code comes out. Whatever goes wrong on the way becomes words here;
 * a stack is shown only on request.
 */
import { Failure, failure } from '../diagnostics/failure.js';
import { visible, withoutCommands } from '../diagnostics/format/shown-text.js';
import { replacementCharacter } from '../input/current-folder.js';
import type { Pipeline } from '../library.js';
import { type Parsed, UsageError } from './command.js';
import { commands } from './commands/index.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { type Audience, columnsOf, printFindings } from './findings.js';
import { type Io, processIo } from './io.js';
import { parseQuickly } from './parse.js';
import { say } from './say.js';

/** The command line of this process. Answers the exit code. */
export function runCommandLine(): Promise<ExitCode> {
  return main(process.argv.slice(2), processIo());
}

/** `argv` without the program. `pipeline` replaces the real one in tests. Never throws. */
export async function main(argv: readonly string[], io: Io, pipeline?: Pipeline): Promise<ExitCode> {
  let parsed: Parsed | undefined;
  try {
    refuseUndecoded(argv);
    const result = parseQuickly(argv, commands) ?? (await parseSlowly(argv, io));
    if (typeof result === 'number') return result;
    parsed = result;
    return await parsed.command.run({ ...parsed, io, pipeline });
  } catch (error) {
    return await reportError(error, io, parsed);
  }
}

async function parseSlowly(argv: readonly string[], io: Io): Promise<Parsed | ExitCode> {
  const { parseWithCommander } = await import('./parse-with-commander.js');
  const result = parseWithCommander(argv, commands, columnsOf(io.stdout));
  if (result.kind === 'parsed') return result.parsed;
  await io.stdout.write(result.stdout);
  await io.stderr.write(withoutCommands(visible(result.stderr)));
  return result.isError ? exitCode.usage : exitCode.fine;
}

/** Node.js decodes arguments with a replacement character for what is not UTF-8: the path would be another one. */
function refuseUndecoded(argv: readonly string[]): void {
  const undecoded = argv.find((argument) => argument.includes(replacementCharacter));
  if (undecoded !== undefined) throw new UsageError(`${undecoded}: the argument is not UTF-8`);
}

async function reportError(error: unknown, io: Io, parsed: Parsed | undefined): Promise<ExitCode> {
  if (error instanceof UsageError) {
    await say(io.stderr, `error: ${error.message}`.split('\n'));
    return exitCode.usage;
  }
  const diagnostics = error instanceof Failure ? error.diagnostics : faultOf(error);
  const { command, options } = parsed ?? unparsed;
  const print = (to: Audience['command']) =>
    printFindings({ diagnostics, bytesOf: () => undefined }, { command: to, options, io });
  try {
    await print(command);
  } catch {
    // Standard output, where this command prints its findings, is full or gone.
    await print(unparsed.command);
  }
  if (io.env.SSM_RUNAS_GEN_DEBUG === '1' && error instanceof Error) await io.stderr.write(`${error.stack}\n`);
  return exitCode.failed;
}

/** For a fault before the command line was understood. */
const unparsed: Pick<Audience, 'command' | 'options'> = {
  command: { findings: 'words', options: [] },
  options: {},
};

function faultOf(error: unknown): Failure['diagnostics'] {
  const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return failure('internal-fault', undefined, { message }).diagnostics;
}
