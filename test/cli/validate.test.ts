/** `validate`: where the mapping comes from, where findings go, and how it ends. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { badMapping, goodMapping, repository, run } from './world.js';

describe('findings', () => {
  it('are the product', async () => {
    const { code, stdout, stderr } = await run(repository({ 'ssm-runas.yaml': badMapping }), ['validate']);
    expect(code).toBe(1);
    expect(stdout).toContain('error[os-user-invalid]');
    expect(stdout).toContain(' --> ssm-runas.yaml:13:24 (roles.developer.osUser)');
    expect(stderr).toBe('');
  });

  it('that are warnings do not stop, unless strict', async () => {
    const cwd = repository({ 'ssm-runas.yaml': goodMapping });
    const lenient = await run(cwd, ['validate']);
    expect(lenient).toMatchObject({
      code: 0,
      stderr: 'ssm-runas.yaml is valid: 2 roles\nnext: ssm-runas-gen generate\n',
    });
    expect(lenient.stdout).toContain('warning[accounts-unstated]');
    const strict = await run(cwd, ['validate', '--strict']);
    expect(strict.code).toBe(1);
    expect(strict.stdout).toContain('error[accounts-unstated]');
  });

  it('are annotations in GitHub Actions, unless a format is asked for', async () => {
    const cwd = repository({ 'ssm-runas.yaml': badMapping });
    const env = { GITHUB_ACTIONS: 'true' };
    const { code, stdout } = await run(cwd, ['validate'], { env });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^::error file=ssm-runas\.yaml,line=13,col=24,endLine=13,endColumn=31,title=os-user-invalid::/m,
    );
    expect((await run(cwd, ['validate', '--format', 'pretty'], { env })).stdout).not.toContain('::error');
    expect((await run(cwd, ['validate'], { env: { GITHUB_ACTIONS: 'no' } })).stdout).not.toContain('::error');
    const sarif = await run(cwd, ['validate', '--format', 'sarif'], { env });
    expect(JSON.parse(sarif.stdout)).toMatchObject({ version: '2.1.0' });
    const fine = await run(repository({ 'ssm-runas.yaml': goodMapping }), ['validate'], { env });
    expect(fine.stderr).toBe('ssm-runas.yaml is valid: 2 roles\nnext: ssm-runas-gen generate\n');
  });

  it('can be read by a program', async () => {
    const cwd = repository({ 'ssm-runas.yaml': goodMapping });
    const { code, stdout, stderr } = await run(cwd, ['validate', '--format=json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ format_version: '1.0', valid: true, error_count: 0 });
  });

  it('come without other words when quiet', async () => {
    const cwd = repository({ 'ssm-runas.yaml': goodMapping });
    expect((await run(cwd, ['validate', '-q'])).stderr).toBe('');
  });
});

describe('the mapping', () => {
  it('is read from standard input', async () => {
    const { code, stdout } = await run(repository({}), ['validate', '-'], { stdin: badMapping });
    expect(code).toBe(1);
    expect(stdout).toContain(' --> <stdin>:13:24');
  });

  const places: readonly [string, Record<string, string>, string, string][] = [
    [
      'here first',
      { 'a/ssm-runas.json': '', 'a/.config/ssm-runas.yaml': '', 'ssm-runas.yaml': '' },
      'a',
      'ssm-runas.json',
    ],
    ['.yaml before .yml', { 'ssm-runas.yml': '', 'ssm-runas.yaml': '' }, '.', 'ssm-runas.yaml'],
    ['in .config', { '.config/ssm-runas.yml': '' }, '.', '.config/ssm-runas.yml'],
    ['in a parent', { 'ssm-runas.yaml': '', 'a/b/x': '' }, 'a/b', '../../ssm-runas.yaml'],
    ["in a parent's .config", { '.config/ssm-runas.yaml': '', 'a/x': '' }, 'a', '../.config/ssm-runas.yaml'],
  ];

  it.each(places)('is found %s', async (_, files, from, expected) => {
    const cwd = join(repository(files), from);
    const { code, stdout } = await run(cwd, ['validate', '--format', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).diagnostics[0].range.filename).toBe(expected);
  });

  it('is not looked for beyond the root of the repository', async () => {
    const outer = repository({ 'ssm-runas.yaml': goodMapping, 'inner/.git/HEAD': '' });
    expect(await run(join(outer, 'inner'), ['validate'])).toMatchObject({
      code: 4,
      stdout: expect.stringContaining('mapping-not-found'),
    });
  });

  it('that is missing, a folder, or behind a broken link ends with 4 and its name', async () => {
    const cwd = repository({ file: '' });
    mkdirSync(join(cwd, 'folder.yaml'));
    symlinkSync('nowhere', join(cwd, 'broken.yaml'));
    const ends = {
      'missing.yaml': 'mapping-not-found',
      'folder.yaml': 'It is a folder',
      'broken.yaml': 'mapping-not-found',
      'file/x.yaml': 'A part of the path is not a folder',
    };
    for (const [path, words] of Object.entries(ends)) {
      const { code, stdout } = await run(cwd, ['validate', path]);
      expect(code).toBe(4);
      expect(stdout).toContain(path);
      expect(stdout).toContain(words);
    }
  });

  it('of 20 MB is refused without being read whole', async () => {
    const cwd = repository({ 'big.yaml': '#'.repeat(20_000_000) });
    const { code, stdout } = await run(cwd, ['validate', 'big.yaml']);
    expect(code).toBe(1);
    expect(stdout).toContain('source-too-large');
  });
});

it('shows a mistake in the mapping that is extended, with its lines', async () => {
  const cwd = repository({
    'base/base.yaml': badMapping,
    'dev/ssm-runas.yaml': 'version: 1\nextends: ../base/base.yaml\nname: dev\n',
  });
  const { code, stdout } = await run(cwd, ['validate', 'dev/ssm-runas.yaml']);
  expect(code).toBe(1);
  expect(stdout).toContain(' --> base/base.yaml:13:24 (roles.developer.osUser)\n');
  expect(stdout).toMatch(/\n 13 \| {3}developer: \{ osUser: "x; id",/);
});

it('shows no lines of the mapping for a key that is not stated', async () => {
  const cwd = repository({ 'ssm-runas.yaml': `# comment\n${goodMapping}` });
  const { stdout } = await run(cwd, ['validate']);
  expect(stdout).toMatch(
    /warning\[accounts-unstated\].*\n --> ssm-runas\.yaml:2:1 \(accounts\)\n {2}Without it/,
  );
  expect(stdout).not.toContain('1 | # comment');
});
