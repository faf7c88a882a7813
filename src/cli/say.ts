/**
 * Lines for people, on standard output or standard error: names in them are data, whatever characters they have. And what to do after a
 * command that succeeded, in one of these lines.
 */
import { visibleInLine, withoutCommands } from '../diagnostics/format/shown-text.js';
import { shellWord } from '../shell/quote.js';
import type { Invocation } from './command.js';
import { speaksToPeople } from './findings.js';
import type { Output } from './io.js';

export async function say(stream: Output, lines: readonly string[]): Promise<void> {
  await stream.write(withoutCommands(lines.map((line) => `${visibleInLine(line)}\n`).join('')));
}

export async function sayNext(invocation: Pick<Invocation, 'io' | 'options'>, step: string): Promise<void> {
  if (speaksToPeople(invocation)) await say(invocation.io.stderr, [`next: ${step}`]);
}

/** Nothing for a mapping from standard input, which the next command does not have. */
export async function sayGenerateNext(
  invocation: Pick<Invocation, 'io' | 'options' | 'arguments'>,
  andThen = '',
): Promise<void> {
  if (!invocation.arguments.includes('-'))
    await sayNext(invocation, `${commandToGenerate(invocation)}${andThen}`);
}

/** `generate` for what this invocation names: its mappings, and where and how its files are written. */
export function commandToGenerate({
  arguments: mappings,
  options,
}: Pick<Invocation, 'arguments' | 'options'>): string {
  const { all, out, syntax } = options;
  const words = [
    'ssm-runas-gen generate',
    ...(all === true ? ['--all'] : []),
    ...(typeof syntax === 'string' ? [`--syntax ${syntax}`] : []),
    ...(typeof out === 'string' ? [`--out ${shellWord(out)}`] : []),
    ...mappings.map(shellWord),
  ];
  return words.join(' ');
}
