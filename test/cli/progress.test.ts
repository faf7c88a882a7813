/** A sign of life for long runs: only on a terminal, and only when wanted. */
import { expect, it } from 'vitest';
import { withProgress } from '../../src/cli/progress.js';

it('starts nothing for small mappings, pipes, quiet runs and machines', async () => {
  const io = (isTerminal: boolean, TERM = 'xterm') => ({
    stdin: { isTerminal: false, read: async () => new Uint8Array() },
    stdout: { isTerminal, columns: 80, write: async () => {} },
    stderr: { isTerminal, columns: 80, write: () => Promise.reject(new Error('nothing was to be written')) },
    env: { TERM },
    cwd: '/',
  });
  const cases = [
    [io(true), {}, false],
    [io(false), {}, true],
    [io(true, 'dumb'), {}, true],
    [io(true), { quiet: true as const }, true],
    [io(true), { format: 'json' }, true],
    [io(true), {}, true],
  ] as const;
  for (const [each, options, isLarge] of cases)
    expect(await withProgress({ io: each, options }, isLarge, async () => 'done')).toBe('done');
});

it('lets a failure through', async () => {
  const io = {
    stdin: { isTerminal: false, read: async () => new Uint8Array() },
    stdout: { isTerminal: true, columns: 80, write: async () => {} },
    stderr: { isTerminal: true, columns: 80, write: async () => {} },
    env: {},
    cwd: '/',
  };
  const failing = withProgress({ io, options: {} }, true, () => Promise.reject(new Error('as injected')));
  await expect(failing).rejects.toThrow('as injected');
});
