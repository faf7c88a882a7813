/** What is printed as evidence names the version of the tool and the mapping; what is generated names the mapping only. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageVersion } from '../../src/cli/package-file.js';
import { readCase } from '../gate/plan-case.js';
import { type Ran, repository, run } from './world.js';

const { mapping, documents, plan } = readCase('switch');
const files = { 'ssm-runas.yaml': mapping, 'plan.json': plan, 'documents.json': documents[0] ?? '' };
const gate = ['gate', '--plan', 'plan.json', '--documents', 'documents.json'];

async function generated() {
  const cwd = repository(files);
  expect((await run(cwd, ['generate'])).code).toBe(0);
  const read = (path: string) => readFileSync(join(cwd, 'generated', path), 'utf8');
  const digest = JSON.parse(read('.ssm-runas-gen.json')).mapping;
  return { cwd, read, digest };
}

describe('the version of the tool and the digest of the mapping, as the manifest has it, are in', () => {
  it.each([
    [['prove']],
    [['prove', '--format', 'md']],
    [gate],
    [['report']],
    [['report', '--format', 'html']],
    [['report', '--format', 'svg']],
    [['report', '--format', 'cloudtrail']],
  ])('%j', async (argv) => {
    const { cwd, digest } = await generated();
    const { stdout }: Ran = await run(cwd, argv);
    const text = stdout.replaceAll(/\s+/g, ' ');
    expect(text).toContain(digest);
    expect(text).toMatch(new RegExp(`(?:ssm-runas-gen|version) ${packageVersion()}`));
  });

  it.each([[['prove', '--format', 'json']], [[...gate, '--format', 'json']]])('%j', async (argv) => {
    const { cwd, digest } = await generated();
    const found = JSON.parse((await run(cwd, argv)).stdout);
    expect(found).toMatchObject({ tool_version: packageVersion(), mapping_digest: digest });
  });
});

it('SARIF names the version of the tool', async () => {
  const { stdout } = await run(repository(files), ['validate', '--format', 'sarif']);
  expect(JSON.parse(stdout).runs[0].tool.driver.version).toBe(packageVersion());
});

it.each(['ACCESS.md', 'ROLLOUT.md', '.ssm-runas-gen.json'])(
  '%s has the digest and no version',
  async (path) => {
    const { read, digest } = await generated();
    expect(read(path)).toContain(digest.replace('sha256:', ''));
    expect(read(path)).not.toContain(packageVersion());
  },
);

it('the last line of gate is still its verdict', async () => {
  const { stdout } = await run(repository(files), gate);
  expect(stdout).toMatch(/\nssm-runas-gen \S+, mapping sha256:[0-9a-f]{64}\naccepted\n$/);
});
