/**
 * A sign of life on a terminal while a large mapping is worked on. It is printed once, before the work, which leaves no
 * room for timers, and is cleared after it.
 */
import type { Invocation } from './command.js';
import { speaksToPeople } from './findings.js';

/** Smaller mappings take less than two seconds on any machine; in bytes. */
export const largeFor = { generating: 64 * 1024, proving: 16 * 1024 } as const;
const message = 'working on a large mapping ...';
const clearLine = '\r\u001b[K';

export async function withProgress<Result>(
  invocation: Pick<Invocation, 'io' | 'options'>,
  isLarge: boolean,
  action: () => Promise<Result>,
): Promise<Result> {
  const { stderr, env } = invocation.io;
  if (!isLarge || !speaksToPeople(invocation) || !stderr.isTerminal || env.TERM === 'dumb') return action();
  await stderr.write(message);
  try {
    return await action();
  } finally {
    await stderr.write(clearLine);
  }
}
