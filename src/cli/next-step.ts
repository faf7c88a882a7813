/** What to do after a command that succeeded, in one line for people. */
import type { Invocation } from './command.js';
import { speaksToPeople } from './findings.js';
import { say } from './say.js';

export async function sayNext(invocation: Pick<Invocation, 'io' | 'options'>, step: string): Promise<void> {
  if (speaksToPeople(invocation)) await say(invocation.io.stderr, [`next: ${step}`]);
}
