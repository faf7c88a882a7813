/** Opening mappings: bounded reading, related files, names that are safe in comments. */
import { spawnSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { nameInHeaders, openMappingFile, readLimit, repositoryRoot } from '../../src/input/open-mapping.js';
import { readBounded } from '../../src/input/read-bounded.js';
import { repository } from '../cli/world.js';

it.each([0, 1, 9, 10, 11, 5000])('reads %d bytes whole, up to the limit', (length) => {
  const cwd = repository({ file: 'x'.repeat(length) });
  for (const limit of [10, 4999, 1_000_000]) {
    expect(readBounded(join(cwd, 'file'), limit).length).toBe(Math.min(length, limit));
  }
});

it('refuses devices and pipes, which may keep it waiting', () => {
  const cwd = repository({});
  spawnSync('mkfifo', [join(cwd, 'pipe')]);
  for (const path of ['/dev/zero', '/dev/null', join(cwd, 'pipe')]) {
    expect(() => readBounded(path, 10), path).toThrow(expect.objectContaining({ code: 'EFTYPE' }));
  }
});

it('reads files relative to the mapping, and hands base mappings to findings, but no merge file', async () => {
  const cwd = repository({
    'team/ssm-runas.yaml': 'version: 1\n',
    'policy.json': '{}',
    'big.json': ' '.repeat(2_000_000),
  });
  const opened = openMappingFile('team/ssm-runas.yaml', cwd);
  expect(await opened.readRelated('../policy.json', 'merge file')).toHaveLength(2);
  expect(opened.bytesOf('policy.json')).toBeUndefined();
  expect(await opened.readRelated('../policy.json', 'base mapping')).toHaveLength(2);
  expect(opened.bytesOf('policy.json')).toHaveLength(2);
  expect(opened.bytesOf('team/ssm-runas.yaml')).toHaveLength(11);
  expect(await opened.readRelated('missing.json', 'merge file')).toBeUndefined();
  expect(await opened.readRelated('../big.json', 'merge file')).toHaveLength(readLimit);
  await expect(opened.readRelated('..', 'merge file')).rejects.toMatchObject({ code: 'EISDIR' });
});

it('reads merge files inside the repository only, links followed', async () => {
  const elsewhere = repository({ 'secret.json': 'secret', 'dir/secret.json': 'secret' });
  const cwd = repository({
    'team/ssm-runas.yaml': 'version: 1\n',
    'team/policy.json': '{}',
    '.git/config': 'secret',
    'nested/.git/config': 'secret',
  });
  symlinkSync(join(elsewhere, 'secret.json'), join(cwd, 'team/link.json'));
  symlinkSync(join(elsewhere, 'dir'), join(cwd, 'team/dir'));
  symlinkSync('../.git/config', join(cwd, 'team/config.json'));
  symlinkSync('policy.json', join(cwd, 'team/inside.json'));
  symlinkSync('nowhere.json', join(cwd, 'team/dangling.json'));
  symlinkSync('loop.json', join(cwd, 'team/loop.json'));
  const { readRelated } = openMappingFile('team/ssm-runas.yaml', cwd);
  const outside = ['link.json', 'dir/secret.json', 'config.json', '../.git/config', '../nested/.git/config'];
  for (const path of [...outside, '/dev/fd/0', `${relative(join(cwd, 'team'), elsewhere)}/secret.json`])
    expect({ path, read: await readRelated(path, 'merge file') }).toEqual({ path, read: 'outside' });
  expect(await readRelated('inside.json', 'merge file')).toHaveLength(2);
  expect(await readRelated('dangling.json', 'merge file')).toBeUndefined();
  await expect(readRelated('loop.json', 'merge file')).rejects.toMatchObject({ code: 'ELOOP' });
});

it('reads merge files of the folder alone where there is no repository', async () => {
  const cwd = repository({ 'team/ssm-runas.yaml': '', 'team/policies/a.json': '{}', 'b.json': '{}' });
  rmSync(join(cwd, '.git'), { recursive: true });
  const { readRelated } = openMappingFile('team/ssm-runas.yaml', cwd);
  expect(await readRelated('policies/a.json', 'merge file')).toHaveLength(2);
  expect(await readRelated('../b.json', 'merge file')).toBe('outside');
});

it.each([
  ['a/b/ssm-runas.yaml', 'ssm-runas.yaml'],
  ['team (1).yml', 'team (1).yml'],
  ['Rôles 役割.json', 'Rôles 役割.json'],
  ['x\nresource {}.yaml', 'x_resource __.yaml'],
  ['--><script>.yaml', '--__script_.yaml'],
  ['${x}\u202e.yaml', '__x__.yaml'],
])('%j appears in comments as %j', (path, name) => {
  expect(nameInHeaders(path)).toBe(name);
});

it('a repository begins at the nearest .git, folder or file; otherwise at the folder itself', () => {
  const outer = repository({ 'a/b/x': '', 'worktree/.git': 'gitdir: elsewhere\n', 'worktree/c/x': '' });
  expect(repositoryRoot(join(outer, 'a/b'))).toBe(outer);
  expect(repositoryRoot(join(outer, 'worktree/c'))).toBe(join(outer, 'worktree'));
  expect(repositoryRoot('/')).toBe('/');
});
