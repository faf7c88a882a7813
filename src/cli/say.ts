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

/** Smaller mappings take less than two seconds on any machine; in bytes. */
export const largeFor = { generating: 64 * 1024, proving: 16 * 1024 } as const;
const progress = 'working on a large mapping ...';
const clearLine = '\r\u001b[K';

/**
 * A sign of life on a terminal while a large mapping is worked on. It is printed once, before the work, which leaves no
 * room for timers, and is cleared after it.
 */
export async function withProgress<Result>(
  invocation: Pick<Invocation, 'io' | 'options'>,
  isLarge: boolean,
  action: () => Promise<Result>,
): Promise<Result> {
  const { stderr, env } = invocation.io;
  if (!isLarge || !speaksToPeople(invocation) || !stderr.isTerminal || env.TERM === 'dumb') return action();
  await stderr.write(progress);
  try {
    return await action();
  } finally {
    await stderr.write(clearLine);
  }
}
