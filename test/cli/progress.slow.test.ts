/** The message for large mappings on a real terminal: it is gone before anything else is printed. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { mappingOf } from '../bench/mapping-of.mjs';
import { builtProgram } from '../built-program.js';
import { hangGuard } from '../hang-guard.js';
import { hasProgram } from '../tools.js';
import { repository } from './world.js';

const message = 'working on a large mapping ...';
const clearLine = '\r\u001b[K';

it.runIf(hasProgram('script'))('prints the message on a terminal, and clears it before the result', () => {
  const cwd = repository({ 'ssm-runas.yaml': mappingOf(700) });
  const ran = (options: string) =>
    spawnSync('script', ['-qec', `${process.execPath} ${builtProgram()} generate ${options}`, '/dev/null'], {
      cwd,
      input: '',
      encoding: 'utf8',
      timeout: hangGuard,
      env: { ...process.env, TERM: 'xterm', GITHUB_ACTIONS: '', CI: '' },
    }).stdout;
  const printed = ran('--color never');
  expect(printed.startsWith(`${message}${clearLine}`)).toBe(true);
  expect(printed.split(message)).toHaveLength(2);
  expect(printed).toContain('written');
  expect(ran('--quiet')).not.toContain('working');
});
