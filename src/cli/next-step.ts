/** What to do after a command that succeeded, in one line for people. */

import { shellWord } from '../shell/quote.js';
import type { Invocation } from './command.js';
import { speaksToPeople } from './findings.js';
import { say } from './say.js';

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
