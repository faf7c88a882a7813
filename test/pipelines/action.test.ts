/** The action for GitHub: its script is run as the runner runs it, with an `npx` that only says what it got. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from '../output/folder.js';

const root = join(import.meta.dirname, '../..');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

function ran(inputs: Record<string, string> = {}): string[] {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'npx'), `#!/bin/sh\nprintf '%s\\n' "$@"\n`);
  chmodSync(join(folder, 'npx'), 0o755);
  const [step] = action.runs.steps;
  const inputOf = (expression: string) => {
    const name = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression)?.[1] ?? '';
    return inputs[name] ?? action.inputs[name].default;
  };
  const env = Object.fromEntries(
    Object.entries<string>(step.env).map(([name, expression]) => [name, inputOf(expression)]),
  );
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run],
    { encoding: 'utf8', cwd: folder, env: { PATH: `${folder}:${process.env.PATH}`, ...env } },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trimEnd().split('\n');
}

it('checks with the version of this repository when nothing is said', () => {
  expect(ran()).toEqual(['--yes', `ssm-runas-gen@${version}`, 'generate', '--check']);
});

it('hands over the inputs', () => {
  expect(
    ran({ command: 'validate', mapping: 'a b.yaml', args: '--strict\n--format sarif', version: '9' }),
  ).toEqual(['--yes', 'ssm-runas-gen@9', 'validate', 'a b.yaml', '--strict', '--format', 'sarif']);
  expect(ran({ args: '' })).toEqual(['--yes', `ssm-runas-gen@${version}`, 'generate']);
});

it('takes no input for program text', () => {
  const hostile = '$(touch hit);`touch hit`"\'';
  expect(ran({ mapping: hostile, args: '$(id) *' })).toEqual([
    '--yes',
    `ssm-runas-gen@${version}`,
    'generate',
    hostile,
    '$(id)',
    '*',
  ]);
  expect(action.runs.steps[0].run).not.toContain('${{');
});
