/** The command that is named next is the one for what this command named: the same mapping, folder and syntax. */
import { expect, it } from 'vitest';
import { goodMapping, repository, run } from './world.js';

const files = { 'team.yaml': goodMapping, 'other team.yaml': goodMapping };

it.each([
  ['team.yaml', 'ssm-runas-gen generate team.yaml'],
  ['other team.yaml', "ssm-runas-gen generate 'other team.yaml'"],
])('validate and prove of %s', async (mapping, command) => {
  const cwd = repository(files);
  expect((await run(cwd, ['validate', mapping])).stderr).toContain(`next: ${command}\n`);
  expect((await run(cwd, ['prove', mapping])).stderr).toContain(`next: ${command}, then follow`);
});

it('nothing, for a mapping from standard input', async () => {
  const { code, stderr } = await run(repository({}), ['validate', '-'], { stdin: goodMapping });
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('next:')]);
});

it('generate --check, with options', async () => {
  const cwd = repository(files);
  const options = ['--syntax', 'json', '--out', 'out of date', 'team.yaml'];
  const { code, stderr } = await run(cwd, ['generate', '--check', ...options]);
  expect(code).toBe(3);
  expect(stderr).toContain(
    "Run `ssm-runas-gen generate --syntax json --out 'out of date' team.yaml` and commit the result.",
  );
  expect((await run(cwd, ['generate', ...options])).code).toBe(0);
  expect((await run(cwd, ['generate', '--check', ...options])).code).toBe(0);
});
