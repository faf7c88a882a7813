/** The release workflow: it runs what the repository has, and a tag of another version is refused. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { scripts, version, repository } = JSON.parse(read('package.json'));
const { jobs } = parse(read('.github/workflows/release.yml'));
const steps: readonly { name?: string; run?: string }[] = jobs.publish.steps;

test('every script that it runs exists', () => {
  const called = steps.flatMap(({ run = '' }) =>
    [...run.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name),
  );
  expect(called.length).toBeGreaterThan(2);
  for (const name of called) expect(Object.keys(scripts)).toContain(name);
});

test('only a tag of the version of package.json and action.yml is published', () => {
  const check = steps.find(({ name }) => name?.startsWith('The tag is'))?.run ?? '';
  const status = (tag: string) =>
    spawnSync('bash', ['-e', '-c', check], { cwd: root, env: { PATH: process.env.PATH, TAG: tag } }).status;
  expect(status(`v${version}`)).toBe(0);
  expect(status('v9.9.9')).not.toBe(0);
  expect(check).not.toContain('${{');
});

test('publishes with provenance, which needs the repository in package.json', () => {
  const publish = steps.find(({ run }) => run?.startsWith('npm publish'))?.run;
  expect(publish).toContain('--provenance');
  expect(jobs.publish.permissions).toMatchObject({ 'id-token': 'write' });
  expect(repository.url).toMatch(/^git\+https:\/\//);
});
