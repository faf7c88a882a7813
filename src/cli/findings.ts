/** Prints findings in the format asked for. Loads a format only when there is something to say in it. */
import { isAcceptable } from '../diagnostics/catalog/index.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { type FormatName, formatNames, formats } from '../diagnostics/format/index.js';
import { usesColour } from './colour.js';
import { type Command, type Invocation, UsageError } from './command.js';
import type { Output } from './io.js';

export interface FindingsToPrint {
  readonly diagnostics: readonly Diagnostic[];
  readonly bytesOf: (file: string) => Uint8Array | undefined;
}

const defaultColumns = 80;
const fewestColumns = 40;

export async function printFindings(
  { diagnostics, bytesOf }: FindingsToPrint,
  {
    command,
    io,
    options,
  }: Pick<Invocation, 'io' | 'options'> & { readonly command: Pick<Command, 'findings'> },
): Promise<void> {
  const name = formatOf({ io, options });
  if (name === 'pretty' && diagnostics.length === 0) return;
  const stream = command.findings === 'product' ? io.stdout : io.stderr;
  const format = await formats[name]();
  const colour = usesColour(stringOption(options.color), stream, io.env);
  await stream.write(format({ diagnostics, bytesOf }, { colour, columns: columnsOf(stream) }));
}

/** What people may read beside the findings; machines that asked for a format get that alone. */
export function speaksToPeople(invocation: Pick<Invocation, 'io' | 'options'>): boolean {
  if (invocation.options.quiet === true) return false;
  const name = formatOf(invocation);
  // Annotations stand in a log that people read.
  return name === 'pretty' || name === 'github';
}

/** As asked; else annotations where GitHub Actions reads them. Commands with formats of their own print findings plainly. */
function formatOf({ io, options }: Pick<Invocation, 'io' | 'options'>): FormatName {
  const asked = formatNames.find((name) => name === options.format);
  if (asked) return asked;
  return options.format === undefined && io.env.GITHUB_ACTIONS === 'true' ? 'github' : 'pretty';
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
