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
    const [, , page = ''] = readFileSync(join(cwd, 'generated/ACCESS.md'), 'utf8').split(' -->\n\n');
    const { code, stdout, stderr } = await run(cwd, ['report']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [shared] = page.split('## The proof\n');
    // The report also says which version wrote it; a file of the output folder would change with each version.
    const withoutVersion = stdout.replace(/by ssm-runas-gen \S+ (?=from the mapping)/, '');
    expect(withoutVersion.split('## The proof\n')[0]).toBe(shared);
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
    expect(stdout).toContain('| the tag decides the Linux user |');
    expect(stderr).toBe('The proof does not hold; the report shows why.\n');
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

  it('prints a page and compares it with an earlier one', async () => {
    const cwd = repository({ 'ssm-runas.yaml': enforced });
    const { code, stdout: page, stderr } = await run(cwd, ['report', '--format', 'html']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const other = repository({ 'ssm-runas.yaml': violated, 'main.html': page });
    const compared = await run(other, ['report', '--format', 'html', '--against', 'main.html']);
    expect(compared.code).toBe(1);
    expect(compared.stdout).toContain('New violations');
  });

  it('reads an earlier page of many roles to its end', async () => {
    const cwd = repository({ 'ssm-runas.yaml': enforced });
    const { stdout: page } = await run(cwd, ['report', '--format', 'html']);
    const large = page.replace('<body>', `<body><!--${' '.repeat(3_000_000)}-->`);
    const other = repository({ 'ssm-runas.yaml': enforced, 'large.html': large });
    const { code, stdout } = await run(other, ['report', '--format', 'html', '--against', 'large.html']);
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing, compared with');
  });

  it('refuses to compare with what is no page of its own', async () => {
    const cwd = repository({ 'ssm-runas.yaml': enforced, 'other.html': '<html></html>' });
    const { code, stdout, stderr } = await run(cwd, [
      'report',
      '--format',
      'html',
      '--against',
      'other.html',
    ]);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toContain(
      'error[report-against-foreign]: "other.html" is not an HTML report of this tool',
    );
    expect(stderr).toContain('It cannot be compared: it contains no data of a report.');
  });

  it('prints the picture whatever the proof says', async () => {
    const cwd = repository({ 'ssm-runas.yaml': violated });
    const { code, stdout, stderr } = await run(cwd, ['report', '--format', 'svg']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect([stdout.slice(0, 5), stdout.slice(-7)]).toEqual(['<svg ', '</svg>\n']);
  });

  it('compares only where a format can', async () => {
    const cwd = repository({ 'ssm-runas.yaml': enforced, earlier: '' });
    const { code, stderr } = await run(cwd, ['report', '--against', 'earlier']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `error: --against needs --format ${[...formatsThatCompare].join(' or ')}\n`,
    });
  });
});

it('every format of a report is documented', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/commands.md'), 'utf8');
  const [, section = ''] = page.split('## `report`\n');
  for (const name of reportFormatNames) expect(section).toContain(`\`${name}\``);
});
