/** Prints findings in the format asked for. Loads a format only when there is something to say in it. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { type FormatName, formats } from '../diagnostics/format/index.js';
import { usesColour } from './colour.js';
import type { Command, Invocation } from './command.js';
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
  const name = (options.format ?? 'pretty') as FormatName;
  if (name === 'pretty' && diagnostics.length === 0) return;
  const stream = command.findings === 'product' ? io.stdout : io.stderr;
  const format = await formats[name]();
  const colour = usesColour(stringOption(options.color), stream, io.env);
  await stream.write(format({ diagnostics, bytesOf }, { colour, columns: columnsOf(stream) }));
}

/** What people may read beside the findings; machines that asked for a format get that alone. */
export function speaksToPeople({ options }: Pick<Invocation, 'options'>): boolean {
  return options.quiet !== true && (options.format ?? 'pretty') === 'pretty';
}

export function columnsOf(stream: Output): number {
  return Math.max(stream.columns ?? defaultColumns, fewestColumns);
}

export function stringOption(value: string | true | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
