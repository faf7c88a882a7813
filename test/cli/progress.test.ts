/** The message for large mappings: printed on a terminal only, only when wanted, and cleared before anything else is printed. */

import { expect, it } from 'vitest';
import { withProgress } from '../../src/cli/say.js';

const message = 'working on a large mapping ...';
const clearLine = '\r\u001b[K';

interface World {
  readonly isTerminal?: boolean;
  readonly TERM?: string;
}

/** A world in which standard error is recorded. */
function world({ isTerminal = true, TERM = 'xterm' }: World = {}) {
  const written: string[] = [];
  const io = {
    stdin: { isTerminal: false, read: async () => new Uint8Array() },
    stdout: { isTerminal, columns: 80, write: async () => {} },
    stderr: { isTerminal, columns: 80, write: async (text: string) => void written.push(text) },
    env: { TERM },
    cwd: '/',
  };
  return { io, written };
}

it('writes the message before the work and clears it after', async () => {
  const { io, written } = world();
  const during = await withProgress({ io, options: {} }, true, async () => [...written]);
  expect(during).toEqual([message]);
  expect(written).toEqual([message, clearLine]);
});

it('writes nothing for small mappings, pipes, dumb terminals, quiet runs and machine formats', async () => {
  const cases = [
    [{}, {}, false],
    [{ isTerminal: false }, {}, true],
    [{ TERM: 'dumb' }, {}, true],
    [{}, { quiet: true as const }, true],
    [{}, { format: 'json' }, true],
  ] as const;
  for (const [given, options, isLarge] of cases) {
    const { io, written } = world(given);
    expect(await withProgress({ io, options }, isLarge, async () => 'done')).toBe('done');
    expect(written).toEqual([]);
  }
});

it('clears the message and lets a failure through', async () => {
  const { io, written } = world();
  const failing = withProgress({ io, options: {} }, true, () => Promise.reject(new Error('as injected')));
  await expect(failing).rejects.toThrow('as injected');
  expect(written).toEqual([message, clearLine]);
});
