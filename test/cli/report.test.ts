/** `report` on the command line: streams, exit codes, options. What ACCESS.md says has tests of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatsThatCompare, reportFormatNames } from '../../src/report/formats.js';
import { badMapping, goodMapping, repository, run } from './world.js';

const enforced = goodMapping.replace('rollout: prepare', 'rollout: enforce');
const violated = enforced.replace('nodes:', 'principalTag: ignore\nnodes:');

describe('report', () => {
  it('prints the page of ACCESS.md, with the whole proof in place of what generate tries', async () => {
    const cwd = repository({ 'ssm-runas.yaml': enforced });
    await run(cwd, ['generate']);
    const [, page = ''] = readFileSync(join(cwd, 'generated/ACCESS.md'), 'utf8').split(' -->\n\n');
    const { code, stdout, stderr } = await run(cwd, ['report']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [shared] = page.split('## The proof\n');
    expect(stdout.split('## The proof\n')[0]).toBe(shared);
    expect(stdout).toContain('✅ **The proof holds: 2 roles');
    expect(stdout).not.toContain('--no-prove');
  });

  it('takes a mapping from standard input', async () => {
    expect((await run(repository({}), ['report', '-'], { stdin: enforced })).code).toBe(0);
  });

  it('still prints what is violated, says so and exits with 1', async () => {
    const cwd = repository({ 'ssm-runas.yaml': violated });
    const { code, stdout, stderr } = await run(cwd, ['report']);
    expect(code).toBe(1);
    expect(stdout).toContain('### Violations');
    expect(stdout).toContain('| becomes what it says |');
    expect(stderr).toBe('The proof does not hold; the report says why.\n');
  });

  it('has nothing to report of a mapping with mistakes', async () => {
    const { code, stdout, stderr } = await run(repository({ 'ssm-runas.yaml': badMapping }), ['report']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error[os-user-invalid]');
  });

  it('takes warnings for errors where it is told to', async () => {
    const { code, stdout, stderr } = await run(repository({ 'ssm-runas.yaml': enforced }), [
      'report',
      '--strict',
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error[accounts-unstated]');
  });

  it('proves beside policies and under service control policies', async () => {
    const cwd = repository({ 'ssm-runas.yaml': enforced });
    await run(cwd, ['generate']);
    const { stdout } = await run(cwd, ['report', '--scp', 'generated/identity-center/scp.json']);
    expect(stdout).toContain('always under generated/identity-center/scp.json');
    expect((await run(cwd, ['report', '--with-policy', 'missing.json'])).code).toBe(4);
  });

  it('compares only where a format can', async () => {
    const cwd = repository({ 'ssm-runas.yaml': enforced, earlier: '' });
    const { code, stderr } = await run(cwd, ['report', '--against', 'earlier']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `error: --against goes with --format ${[...formatsThatCompare].join(' or ')}\n`,
    });
  });
});

it('every format of a report is documented', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/commands.md'), 'utf8');
  const [, section = ''] = page.split('## `report`\n');
  for (const name of reportFormatNames) expect(section).toContain(`\`${name}\``);
});
