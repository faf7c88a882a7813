/**
 * A sign of life on a terminal for runs of more than two seconds. The work itself leaves no room for timers, so that a
 * thread of its own counts the seconds; starting it is worth it for large inputs only.
 */
import type { Invocation } from './command.js';
import { speaksToPeople } from './findings.js';

/** Smaller mappings are done within two seconds anywhere; in bytes. */
export const largeFor = { generating: 64 * 1024, proving: 16 * 1024 } as const;
const clearLine = '\r\u001b[K';

/** Written as text, since a bundle has no file for it. `shown` tells the main thread whether there is a line to clear. */
const counter = `
const { workerData: shown } = require('node:worker_threads');
const { writeSync } = require('node:fs');
let seconds = 0;
setInterval(() => {
  seconds += 1;
  if (seconds < 2) return;
  Atomics.store(shown, 0, 1);
  try { writeSync(2, '\\rworking: ' + seconds + ' s'); } catch {}
}, 1000);
`;

export async function withProgress<Result>(
  invocation: Pick<Invocation, 'io' | 'options'>,
  isLarge: boolean,
  action: () => Promise<Result>,
): Promise<Result> {
  const { io } = invocation;
  const isWanted = isLarge && speaksToPeople(invocation);
  if (!isWanted || !io.stderr.isTerminal || io.env.TERM === 'dumb') return action();
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  const shown = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(counter, { eval: true, workerData: shown });
  try {
    return await action();
  } finally {
    await worker.terminate();
    if (Atomics.load(shown, 0) === 1) await io.stderr.write(clearLine);
  }
}
