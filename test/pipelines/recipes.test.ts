/** The recipe for GitLab Code Quality, run with bash as a job would run it: the report has what GitLab requires of each entry. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { builtProgram } from '../built-program.js';
import { badMapping, repository } from '../cli/world.js';

const recipes = readFileSync(join(import.meta.dirname, '../../docs/recipes.md'), 'utf8');
const [, block = ''] = /## GitLab Code Quality\n[\s\S]*?```yaml\n([\s\S]*?)```/.exec(recipes) ?? [];

function report(mapping: string) {
  const cwd = repository({ 'ssm-runas.yaml': mapping, npx: '' });
  const program = `shift 2; exec "${process.execPath}" "${builtProgram()}" "$@"`;
  writeFileSync(join(cwd, 'npx'), `#!/bin/sh\n${program}\n`);
  chmodSync(join(cwd, 'npx'), 0o755);
  const job = parse(block).code_quality;
  const { status, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', job.script.join('\n')],
    {
      encoding: 'utf8',
      cwd,
      env: { PATH: `${cwd}:${process.env.PATH}` },
    },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(readFileSync(join(cwd, job.artifacts.reports.codequality), 'utf8'));
}

it('has each finding with its file and line', () => {
  const accepted = `${badMapping}accept: [{ code: session-unencrypted, reason: TLS is enough. }]\n`;
  const entries = report(accepted);
  expect(entries).toContainEqual({
    description: expect.stringContaining('is not a Linux user name'),
    check_name: 'os-user-invalid',
    fingerprint: expect.stringMatching(/^\S+$/),
    severity: 'critical',
    location: { path: 'ssm-runas.yaml', lines: { begin: 13 } },
  });
  const fingerprints = entries.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
  expect(new Set(fingerprints).size).toBe(entries.length);
  expect(JSON.stringify(entries)).not.toContain('session-unencrypted');
});
