/** `prove` on the command line: streams, exit codes, files that are not there. What it prints has cases of its own. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { badMapping, goodMapping, repository, run } from './world.js';

const enforced = goodMapping.replace('rollout: prepare', 'rollout: enforce');
const secondFactor = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Deny',
    Action: 'ssm:*',
    Resource: '*',
    Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  },
});
const sound = enforced
  .replace(
    'nodes:',
    'accounts: ["111111111111"]\nsession: { kmsKey: alias/session-manager }\ndocuments: { deployedBy: ["arn:aws:iam::*:role/terraform"] }\nnodes:',
  )
  .replace('LinuxAdmin }', 'LinuxAdmin, inlinePolicy: { merge: admin.json } }');

describe('prove', () => {
  it('prints the proof on standard output and nothing else', async () => {
    const cwd = repository({ 'ssm-runas.yaml': enforced });
    const proven = await run(cwd, ['prove']);
    expect(proven).toMatchObject({ code: 0, stderr: expect.stringMatching(/^next: .*\n$/) });
    expect((await run(cwd, ['prove', '-q'])).stderr).toBe('');
    expect(proven.stdout).toMatch(/^The proof holds: 2 roles/);
    const json = JSON.parse((await run(cwd, ['prove', '--format', 'json'])).stdout);
    expect(json).toMatchObject({ format_version: '1.0', holds: true, rollout: 'enforce', violations: [] });
    expect((await run(cwd, ['prove', '--format', 'md'])).stdout).toMatch(/^## Who becomes whom\n/);
  });

  it('takes a mapping from standard input', async () => {
    expect((await run(repository({}), ['prove', '-'], { stdin: enforced })).code).toBe(0);
  });

  it('colours a terminal only', async () => {
    const cwd = repository({ 'ssm-runas.yaml': enforced });
    expect((await run(cwd, ['prove'], { isTerminal: true })).stdout).toContain('\u001b[');
    expect((await run(cwd, ['prove'])).stdout).not.toContain('\u001b[');
  });

  it('has no proof of a mapping with mistakes, and says them in a format of their own', async () => {
    const cwd = repository({ 'ssm-runas.yaml': badMapping });
    const text = await run(cwd, ['prove']);
    expect(text).toMatchObject({ code: 1, stderr: '' });
    expect(text.stdout).toContain('error[os-user-invalid]');
    const json = await run(cwd, ['prove', '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ valid: false });
  });

  it('tells a file from what is called like it', async () => {
    const document = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Deny', Action: 'ssm:StartSession', Resource: '*' },
    });
    const cwd = repository({ 'ssm-runas.yaml': enforced, AdministratorAccess: document });
    const proven = await run(cwd, ['prove', '--with-policy', 'AdministratorAccess', '--format', 'json']);
    expect(JSON.parse(proven.stdout)).toMatchObject({
      beside: ['nothing', 'AdministratorAccess', './AdministratorAccess'],
      violations: [{ code: 'proof-locks-out', beside: './AdministratorAccess', file: 'AdministratorAccess' }],
    });
  });

  it.each([
    [
      'a function of CloudFormation',
      { Statement: { Effect: 'Allow', Action: '*', Resource: { 'Fn::Sub': 'x' } } },
    ],
    ['a list of statements', [{ Effect: 'Allow', Action: '*', Resource: '*' }]],
    [
      'a version that is an object',
      { Version: {}, Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
    ],
    [
      'a condition one level too deep',
      {
        Statement: {
          Effect: 'Allow',
          Action: '*',
          Resource: '*',
          Condition: { Bool: { 'aws:a': { Ref: 'x' } } },
        },
      },
    ],
  ])('refuses %s with its place', async (_, policy) => {
    const cwd = repository({ 'ssm-runas.yaml': enforced, 'p.json': JSON.stringify(policy) });
    for (const option of ['--with-policy', '--scp'])
      expect(await run(cwd, ['prove', option, 'p.json'])).toMatchObject({
        code: 1,
        stdout: expect.stringMatching(/error\[proof-policy-unknown\][\s\S]* --> p\.json:1:/),
      });
  });

  it('counts 200,000 mistakes in a policy', async () => {
    const policy = { Statement: { Effect: 'Allow', Action: Array(200_000).fill(1), Resource: '*' } };
    const cwd = repository({ 'ssm-runas.yaml': enforced, 'p.json': JSON.stringify(policy) });
    const { code, stdout } = await run(cwd, ['prove', '--with-policy', 'p.json']);
    expect(code).toBe(1);
    expect(stdout).toContain('200000 errors');
  });

  it('lets a possible lock-out pass unless strict', async () => {
    const cwd = repository({ 'ssm-runas.yaml': sound, 'admin.json': secondFactor });
    const lenient = await run(cwd, ['prove']);
    expect(lenient.stdout).toContain('warning[proof-may-lock-out]');
    expect(lenient.code).toBe(0);
    const strict = await run(cwd, ['prove', '--strict']);
    expect(strict.stdout).toContain('The proof does not hold');
    expect(strict.stdout).toContain('error[proof-may-lock-out]');
    expect(strict.stdout).not.toContain('warning[');
    expect(strict.code).toBe(1);
  });

  it.each(['--with-policy', '--scp'])('exits 4 for a file that %s cannot read', async (option) => {
    const cwd = repository({ 'ssm-runas.yaml': enforced });
    const failed = await run(cwd, ['prove', option, 'missing.json']);
    expect(failed).toMatchObject({ code: 4 });
    expect(failed.stdout).toContain('error[proof-file-unreadable]: "missing.json" cannot be read');
    expect((await run(cwd, ['prove', option, ''])).code).toBe(2);
  });

  it('accepts principals that a service control policy excepts by name only if that is said', async () => {
    const cwd = repository({ 'ssm-runas.yaml': sound.replace(', inlinePolicy: { merge: admin.json }', '') });
    expect((await run(cwd, ['generate'])).code).toBe(0);
    const scp = join(cwd, 'generated/identity-center/scp.json');
    const excepted = 'arn:aws:iam::*:role/OrganizationAccountAccessRole';
    const policy = readFileSync(scp, 'utf8');
    const changed = policy.replaceAll(
      /("arn:aws:iam::\*:role\/aws-reserved[^"]*_\?{16}")/g,
      `[$1, "${excepted}"]`,
    );
    expect(changed).not.toBe(policy);
    writeFileSync(scp, changed);
    const prove = ['prove', '--scp', scp, '--strict'];
    const refused = await run(cwd, prove);
    expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('error[proof-exempt]') });
    expect(refused.stdout.replace(/\s+/g, ' ')).toContain(excepted);
    const accepted = await run(cwd, [...prove, '--accept', 'proof-exempt', '--format', 'json']);
    expect(accepted.code).toBe(0);
    expect(JSON.parse(accepted.stdout)).toMatchObject({
      holds: true,
      violations: [],
      suppressed: [{ code: 'proof-exempt' }],
    });
  });

  it('takes one permissions boundary, for a permission set has no second', async () => {
    const all = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
    });
    const cwd = repository({ 'ssm-runas.yaml': enforced, 'a.json': all, 'b.json': all });
    const once = await run(cwd, ['prove', '--boundary', 'a.json', '--format', 'json']);
    expect(once.code).toBe(0);
    expect(JSON.parse(once.stdout)).toMatchObject({ holds: true, boundaries: ['a.json'] });
    for (const second of ['b.json', 'a.json'])
      expect(await run(cwd, ['prove', '--boundary', 'a.json', '--boundary', second])).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining('--boundary is given twice'),
      });
  });

  it('takes options several times, also through the slow parser', async () => {
    const cwd = repository({ 'ssm-runas.yaml': enforced, 'a.json': secondFactor, 'b.json': secondFactor });
    const quick = await run(cwd, ['prove', '--with-policy', 'a.json', '--with-policy', 'b.json']);
    const slow = await run(cwd, [
      'prove',
      '--with-policy',
      'a.json',
      '--with-policy=b.json',
      '--no-color',
      'x',
    ]);
    expect(quick.stdout).toContain('with a.json and with b.json');
    expect(slow.code).toBe(2);
    const help = await run(cwd, ['prove', '--help']);
    expect(help.stdout).toContain('(repeatable)');
  });
});

it('the shape of its JSON is documented', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/proof.md'), 'utf8');
  const cwd = repository({ 'ssm-runas.yaml': sound, 'admin.json': secondFactor });
  const json = JSON.parse((await run(cwd, ['prove', '--format', 'json'])).stdout);
  const names = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(names);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) =>
      name === 'context' ? [name] : [name, ...names(inner)],
    );
  };
  for (const name of new Set(names(json))) expect(page).toContain(`\`${name}\``);
});

describe('--findings', () => {
  const violated = { 'ssm-runas.yaml': sound, 'admin.json': secondFactor };
  const actions = { env: { GITHUB_ACTIONS: 'true' } };

  it.each(['prove', 'report'])(
    'of %s prints findings on standard error as well, in its format',
    async (command) => {
      const cwd = repository(violated);
      const plain = await run(cwd, [command, '-q']);
      const annotated = await run(cwd, [command, '-q', '--findings', 'github']);
      expect(annotated.stdout).toBe(plain.stdout);
      expect(annotated.stderr).toMatch(/^::warning file=[^\n]*title=proof-may-lock-out::/);
      const { stderr } = await run(cwd, [command, '--strict', '--findings', 'json']);
      expect(JSON.parse(stderr)).toMatchObject({
        valid: false,
        diagnostics: [{ code: 'proof-may-lock-out' }],
      });
      const sarif = JSON.parse((await run(cwd, [command, '--findings', 'sarif'])).stderr);
      expect(sarif.runs[0].results).toMatchObject([{ ruleId: 'proof-may-lock-out' }]);
    },
  );

  it.each(['prove', 'report'])('of %s are annotations in GitHub Actions', async (command) => {
    const { stdout, stderr } = await run(repository(violated), [command, '--format', 'md'], actions);
    expect(stdout).toContain('proof-may-lock-out');
    expect(stdout).not.toContain('::warning');
    expect(stderr).toContain('::warning file=');
    const asked = await run(repository(violated), [command, '--findings', 'json'], actions);
    expect(JSON.parse(asked.stderr)).toMatchObject({ warning_count: 1 });
  });

  it.each(['prove', 'report'])('of %s has the mistakes of a mapping without a proof', async (command) => {
    const cwd = repository({ 'ssm-runas.yaml': badMapping });
    const { code, stderr } = await run(cwd, [command, '--findings', 'github']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^::error file=ssm-runas\.yaml,line=[^\n]*title=os-user-invalid::/m),
    });
    expect((await run(repository({}), [command], actions)).stderr).toContain('title=mapping-not-found::');
  });

  it('marks an accepted warning for programs and leaves it out for people', async () => {
    const cwd = repository(violated);
    const accepted = ['prove', '--accept', 'proof-may-lock-out', '--findings'];
    expect((await run(cwd, [...accepted, 'github', '-q'])).stderr).toBe('');
    expect(JSON.parse((await run(cwd, [...accepted, 'json'])).stderr)).toMatchObject({
      warning_count: 0,
      diagnostics: [{ code: 'proof-may-lock-out', suppressed: true }],
    });
  });

  it('of several mappings are one document', async () => {
    const cwd = repository({
      ...violated,
      'bad.yaml': badMapping.replace('version: 1', 'version: 1\nname: bad'),
    });
    const { stderr } = await run(cwd, ['prove', 'ssm-runas.yaml', 'bad.yaml', '--findings', 'json']);
    const { diagnostics } = JSON.parse(stderr);
    expect(diagnostics.map(({ code }: { code: string }) => code)).toEqual(
      expect.arrayContaining(['proof-may-lock-out', 'os-user-invalid']),
    );
  });

  it('is an option only of commands whose result has formats', async () => {
    expect(await run(repository({}), ['validate', '--findings', 'json'])).toMatchObject({ code: 2 });
  });
});
