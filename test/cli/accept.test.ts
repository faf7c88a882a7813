/** Warnings that a team accepts: in the mapping with a reason, or for one run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { goodMapping, repository, run } from './world.js';

/** `goodMapping` has these warnings. */
const warnings = ['accounts-unstated', 'deployed-by-unstated', 'session-unencrypted'];
const accepting = (codes: readonly string[]) =>
  `${goodMapping}accept:\n${codes.map((code) => `  - { code: ${code}, reason: We know. }\n`).join('')}`;
const world = (text: string) => repository({ 'ssm-runas.yaml': text });

describe('accepted in the mapping or with --accept', () => {
  const ways: readonly [string, string, readonly string[]][] = [
    ['the mapping', accepting(warnings), []],
    ['--accept', goodMapping, warnings.flatMap((code) => ['--accept', code])],
  ];

  it.each(ways)('%s: not printed, and not counted by --strict', async (_, text, options) => {
    for (const [command, ...more] of [
      ['validate'],
      ['generate'],
      ['generate', '--check'],
      ['validate', '--all'],
    ]) {
      const cwd = world(text);
      if (more.includes('--check')) await run(cwd, ['generate']);
      const { code, stdout, stderr } = await run(cwd, [command ?? '', ...more, '--strict', ...options]);
      expect({ command, code }).toEqual({ command, code: 0 });
      expect(`${stdout}${stderr}`).not.toContain('warning');
    }
    for (const command of ['prove', 'report', 'client'])
      expect((await run(world(text), [command, '--strict', ...options])).code).toBe(0);
  });

  it.each(ways)('%s: programs see the warning as suppressed', async (_, text, options) => {
    const cwd = world(text);
    const json = JSON.parse((await run(cwd, ['validate', '--format', 'json', ...options])).stdout);
    expect(json).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
    const reason = options.length === 0 ? 'We know.' : null;
    expect(json.diagnostics).toMatchObject(warnings.map((code) => ({ code, suppressed: true, reason })));
    const sarif = JSON.parse((await run(cwd, ['validate', '--format', 'sarif', ...options])).stdout);
    const suppression =
      options.length === 0 ? { kind: 'inSource', justification: 'We know.' } : { kind: 'external' };
    for (const result of sarif.runs[0].results) expect(result.suppressions).toEqual([suppression]);
    expect((await run(cwd, ['validate', '--format', 'github', ...options])).stdout).toBe('');
  });

  it('others are printed and counted', async () => {
    const cwd = world(accepting(['session-unencrypted']));
    const { code, stdout } = await run(cwd, ['validate', '--strict']);
    expect(code).toBe(1);
    expect(stdout).toContain('error[accounts-unstated]');
    expect(stdout).not.toContain('session-unencrypted');
  });

  it('they are accepted in a mapping with errors, too', async () => {
    const { stdout } = await run(world(`${accepting(warnings)}regions: 1\n`), ['validate']);
    expect(stdout).toContain('error[value-type]');
    expect(stdout).not.toContain('warning[');
  });

  it('a code that is not of a warning is refused', async () => {
    for (const code of ['os-user-forbidden', 'no-such-code', 'accept-unused']) {
      expect(await run(world(goodMapping), ['validate', '--accept', code])).toMatchObject({
        code: 2,
        stderr: `error: --accept ${code}: no warning has this code\n`,
      });
    }
  });
});

describe('an entry of accept without effect', () => {
  const unused = accepting([...warnings, 'nodes-unscoped']);

  it('is a warning at its place, from every command that would have reported the code', async () => {
    const { code, stdout } = await run(world(unused), ['validate']);
    expect(code).toBe(0);
    expect(stdout).toContain('warning[accept-unused]: The warning "nodes-unscoped" is accepted but does not');
    expect(stdout).toContain(' --> ssm-runas.yaml:18:13 (accept.3.code)');
    expect((await run(world(unused), ['generate', '--strict'])).code).toBe(1);
  });

  it('is no warning where the code depends on what a command is given', async () => {
    const text = accepting([...warnings, 'gate-scp-unseen', 'proof-may-lock-out', 'output-orphan-kept']);
    for (const command of ['validate', 'generate', 'prove'])
      expect((await run(world(text), [command, '--strict'])).code).toBe(0);
  });

  it('is no warning while the mapping has errors', async () => {
    const { stdout } = await run(world(`${unused}regions: 1\n`), ['validate']);
    expect(stdout).not.toContain('accept-unused');
  });
});

it('a violation that may lock people out can be accepted, and stays in the JSON', async () => {
  const files = {
    'policies/dev.json': JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Action: 'ssm:StartSession',
          Resource: '*',
          Condition: { StringEquals: { 'aws:PrincipalTag/Contractor': 'yes' } },
        },
      ],
    }),
  };
  const text = goodMapping.replace(
    'permissionSet: LinuxDeveloper',
    '$&, inlinePolicy: { merge: policies/dev.json }',
  );
  const cwd = repository({ ...files, 'ssm-runas.yaml': text });
  const accept = ['--strict', ...warnings.flatMap((code) => ['--accept', code])];
  const refused = await run(cwd, ['prove', ...accept]);
  expect(refused.stdout).toContain('proof-may-lock-out');
  expect(refused.code).toBe(1);
  const accepted = await run(cwd, ['prove', ...accept, '--accept', 'proof-may-lock-out']);
  expect(accepted.code).toBe(0);
  expect(accepted.stdout).not.toContain('proof-may-lock-out');
  const json = await run(cwd, ['prove', '--format', 'json', ...accept, '--accept', 'proof-may-lock-out']);
  const { violations, suppressed } = JSON.parse(json.stdout);
  expect(violations).toEqual([]);
  expect(suppressed[0]).toMatchObject({ code: 'proof-may-lock-out' });
});

it('ACCESS.md lists what the mapping accepts, with the reason', async () => {
  const cwd = world(accepting(warnings));
  await run(cwd, ['generate']);
  const page = readFileSync(join(cwd, 'generated/ACCESS.md'), 'utf8');
  expect(page).toContain('## Accepted warnings');
  expect(page).toContain('`session-unencrypted` | We know. |');
});
