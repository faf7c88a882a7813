/** A sign of life for long runs, on a real terminal: it counts, and it is gone before anything else is said. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { mappingOf } from '../bench/mapping-of.mjs';
import { builtProgram } from '../built-program.js';
import { hangGuard } from '../hang-guard.js';
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
        timeout: hangGuard,
        env: { ...process.env, TERM: 'xterm', GITHUB_ACTIONS: '', CI: '' },
      }).stdout;
    const [, afterwards = ''] = ran('--color never').split('\rworking: 2 s');
    expect(afterwards).toContain('\r\u001b[K');
    expect(ran('--quiet')).not.toContain('working');
  },
);
