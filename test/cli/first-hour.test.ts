/** A newcomer's path without AWS: the sample outputs, `init`, what a person fills in, and no warning at the end. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fillIn } from '../init/fill-in.js';
import { repository, run } from './world.js';

it.each(['hcl', 'json'])('leads from the samples to files without a warning, as %s', async (syntax) => {
  const cwd = repository({});
  cpSync(join(import.meta.dirname, '../../examples'), join(cwd, 'examples'), { recursive: true });
  const inputs = [
    '--attributes',
    'examples/attributes.json',
    '--permission-sets',
    'examples/permission-sets.json',
  ];
  expect(await run(cwd, ['init', ...inputs, '--only', 'LinuxAdmin,LinuxDeveloper'])).toMatchObject({
    code: 0,
  });
  expect((await run(cwd, ['generate'])).code).toBe(1);

  const file = join(cwd, 'ssm-runas.yaml');
  const filled = fillIn(readFileSync(file, 'utf8'));
  expect(filled).not.toContain(': fill-in');
  writeFileSync(file, filled);
  const options = ['--strict', '--syntax', syntax];
  expect(await run(cwd, ['validate', '--strict'])).toMatchObject({ code: 0, stdout: '' });
  expect(await run(cwd, ['generate', ...options])).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringMatching(/^generated: \d+ written, 0 removed, 0 unchanged\nnext: /),
  });
  expect(await run(cwd, ['generate', '--check', ...options])).toMatchObject({ code: 0 });
  expect(await run(cwd, ['prove', '--strict'])).toMatchObject({ code: 0 });
  const sets = `generated/identity-center/permission-sets.tf${syntax === 'json' ? '.json' : ''}`;
  // By their ARNs, so that Terraform does not describe every permission set for each role.
  expect(readFileSync(join(cwd, sets), 'utf8')).toContain('ps-8a1b2c3d4e5f6071');
});
