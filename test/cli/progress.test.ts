/** A sign of life for long runs: only on a terminal, only when wanted, and gone before anything else is said. */

import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { withProgress } from '../../src/cli/progress.js';
import { mappingOf } from '../bench/mapping-of.mjs';
import { builtProgram } from '../built-program.js';
import { hasProgram } from '../tools.js';
import { repository } from './world.js';

it.runIf(hasProgram('script'))(
  'counts seconds on a terminal while the program works, and clears the line',
  () => {
    // No two roles with the same node tags, so that none of them is proven by another.
    const text = mappingOf(1000).replaceAll(/Linux-(team-\d+),.*\[prod/g, '$&, $1');
    const cwd = repository({ 'ssm-runas.yaml': text });
    const ran = (options: string) =>
      spawnSync('script', ['-qec', `${process.execPath} ${builtProgram()} prove ${options}`, '/dev/null'], {
        cwd,
        input: '',
        encoding: 'utf8',
        timeout: 60_000,
        env: { ...process.env, TERM: 'xterm', GITHUB_ACTIONS: '', CI: '' },
      }).stdout;
    const [, afterwards = ''] = ran('--color never').split('\rworking: 2 s');
    expect(afterwards).toContain('\r\u001b[K');
    expect(ran('--quiet')).not.toContain('working');
  },
  60_000,
);

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
