/** Prints findings in the format asked for. Loads a format only when there is something to say in it. */
import { isAcceptable } from '../diagnostics/catalog/index.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { type FormatName, formatNames, formats } from '../diagnostics/format/index.js';
import { type Command, hasFormatsOfItsOwn, type Invocation, UsageError } from './command.js';
import { type Output, usesColour } from './io.js';
import { packageVersion } from './package-file.js';

export interface FindingsToPrint {
  readonly diagnostics: readonly Diagnostic[];
  readonly bytesOf: (file: string) => Uint8Array | undefined;
}

const defaultColumns = 80;
const fewestColumns = 40;

/** Where findings are to be printed: for which command, and as asked by which options. */
export type Audience = Pick<Invocation, 'io' | 'options'> & {
  readonly command: Pick<Command, 'findings' | 'options'>;
};

export async function printFindings(found: FindingsToPrint, audience: Audience): Promise<void> {
  const { command, io, options } = audience;
  const stream = command.findings === 'product' ? io.stdout : io.stderr;
  if (!hasFormatsOfItsOwn(command)) return print(found, formatOf(audience), stream, options, io);
  if (command.findings === 'words')
    return print(found, separateFormat(audience) ?? 'pretty', stream, options, io);
  await printAsResult(found, audience);
  await printSeparately(found, audience);
}

/** Findings because of which there is no result that has formats of its own. */
export async function printAsResult(
  found: FindingsToPrint,
  { io, options }: Pick<Audience, 'io' | 'options'>,
): Promise<void> {
  await print(found, options.format === 'json' ? 'json' : 'pretty', io.stdout, options, io);
}

/** Findings that a result in a format of its own has in it, once more for `--findings` and for GitHub Actions. */
export async function printSeparately(found: FindingsToPrint, audience: Audience): Promise<void> {
  const { io, options } = audience;
  const name = separateFormat(audience);
  if (name !== undefined) await print(found, name, io.stderr, options, io);
}

async function print(
  { diagnostics, bytesOf }: FindingsToPrint,
  name: FormatName,
  stream: Output,
  options: Invocation['options'],
  { env }: Invocation['io'],
): Promise<void> {
  if (name === 'pretty' && diagnostics.length === 0) return;
  const format = await formats[name]();
  const colour = usesColour(stringOption(options.color), stream, env);
  const version = packageVersion();
  await stream.write(format({ diagnostics, bytesOf }, { colour, columns: columnsOf(stream), version }));
}

/** Whether messages for people are printed too; a program that asked for a format gets that alone. */
export function speaksToPeople({ options }: Pick<Invocation, 'options'>): boolean {
  return options.quiet !== true && !speaksToPrograms({ options });
}

/** Then standard error has nothing but findings. */
export function speaksToPrograms({ options }: Pick<Invocation, 'options'>): boolean {
  return [options.format, options.findings].some((name) => name === 'json' || name === 'sarif');
}

/** As asked; else annotations where GitHub Actions reads them. */
function formatOf({ io, options }: Pick<Invocation, 'io' | 'options'>): FormatName {
  return formatNames.find((name) => name === options.format) ?? (isGitHub(io) ? 'github' : 'pretty');
}

function separateFormat({ io, options }: Pick<Invocation, 'io' | 'options'>): FormatName | undefined {
  return formatNames.find((name) => name === options.findings) ?? (isGitHub(io) ? 'github' : undefined);
}

function isGitHub({ env }: Invocation['io']): boolean {
  return env.GITHUB_ACTIONS === 'true';
}

export function columnsOf(stream: Output): number {
  return Math.max(stream.columns ?? defaultColumns, fewestColumns);
}

export function stringOption(value: string | true | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** `1 role`, `2 roles`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The codes of `--accept`. Throws a `UsageError` for one that is not of a warning. */
export function acceptedCodes({ lists }: Pick<Invocation, 'lists'>): readonly string[] {
  const codes = lists.accept ?? [];
  const wrong = codes.find((code) => !isAcceptable(code));
  if (wrong !== undefined) throw new UsageError(`--accept ${wrong}: no warning has this code`);
  return codes;
}
