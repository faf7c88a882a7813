/** `gate`: what it reads, what it prints, and how it ends. What is refused is tested in `test/gate`. */
import { describe, expect, it } from 'vitest';
import { compileMapping } from '../cases/case.js';
import { appliedPolicies } from '../gate/corpus/applied-policies.js';
import { readCase } from '../gate/plan-case.js';
import { policiesAsApplied } from '../gate/policies-as-applied.js';
import { policiesAsAttached } from '../gate/policies-as-attached.js';
import { badMapping, repository, run } from './world.js';

const { mapping, documents, plan } = readCase('switch');

const world = (files: Record<string, string> = {}) =>
  repository({
    'ssm-runas.yaml': mapping,
    'plan.json': plan,
    'documents.json': documents[0] ?? '',
    ...files,
  });

const judge = (...more: string[]) => [
  'gate',
  '--plan',
  'plan.json',
  '--documents',
  'documents.json',
  ...more,
];

describe('usage', () => {
  it.each([
    [['gate'], "missing option '--plan FILE'"],
    [['gate', '-', '--plan', '-'], 'standard input can be the mapping or the plan, not both'],
  ])('%j is refused', async (argv, reason) => {
    const { code, stderr } = await run(world(), argv);
    expect(code).toBe(2);
    expect(stderr).toContain(reason);
  });

  it.each([
    [['gate', '--plan', 'none.json'], 'none.json'],
    [['gate', '--plan', 'plan.json', '--documents', 'none.json'], 'none.json'],
    [['gate', '--plan', 'plan.json', '--policies', 'none.json'], 'none.json'],
    [['gate', '--plan', 'plan.json', '--attached-scp', 'none.json'], 'none.json'],
  ])('%j names the file that cannot be read', async (argv, file) => {
    const { code, stderr, stdout } = await run(world(), argv);
    expect(code).toBe(4);
    expect(stderr + stdout).toContain(file);
  });
});

describe('what was not shown', () => {
  const first = readCase('documents-first');
  const files = { 'ssm-runas.yaml': first.mapping, 'plan.json': first.plan };
  const judging = (...more: string[]) => ['gate', '--plan', 'plan.json', ...more];
  const policies = async () => {
    const { access } = await compileMapping(first.mapping, 'hcl');
    if (!access) throw new Error('the mapping is refused');
    return policiesAsAttached(access, { targets: [['r-ab12', 'ROOT']] });
  };

  it('is a warning, and a refusal with --strict', async () => {
    const plain = await run(world(files), judging());
    expect(plain.code).toBe(0);
    expect(plain.stdout).toContain('warning[gate-scp-unseen]');
    const strict = await run(world(files), judging('--strict'));
    expect(strict.code).toBe(1);
    expect(strict.stdout).toMatch(
      /\n--strict refuses warnings\. If you have checked them and accept the risk: --accept gate-scp-unseen\nrefused\n$/,
    );
  });

  it('can be accepted, for one run or in the mapping; an error cannot', async () => {
    const meant = await run(world(files), judging('--strict', '--accept', 'gate-scp-unseen'));
    expect(meant.code).toBe(0);
    expect(meant.stdout).not.toContain('gate-scp-unseen');
    const accept = 'accept: [{ code: gate-scp-unseen, reason: Attached by another team. }]\n';
    const stated = world({ ...files, 'ssm-runas.yaml': `${files['ssm-runas.yaml']}${accept}` });
    expect((await run(stated, judging('--strict'))).code).toBe(0);
    const json = await run(stated, judging('--strict', '--format', 'json'));
    expect(JSON.parse(json.stdout)).toMatchObject({
      accepted: true,
      diagnostics: [{ code: 'gate-scp-unseen', suppressed: true, reason: 'Attached by another team.' }],
    });
    const other = await run(world(files), judging('--strict', '--accept', 'gate-managed-policy-stays'));
    expect(other.code).toBe(1);
    for (const code of ['gate-scp-differs', 'gate-nothing', 'toString']) {
      const wrong = await run(world(files), judging('--accept', code));
      expect([wrong.code, wrong.stderr]).toEqual([2, `error: --accept ${code}: no warning has this code\n`]);
    }
  });

  it('can be shown', async () => {
    const [attached = ''] = await policies();
    const shown = world({ ...files, 'attached-scp-1.json': attached });
    const { code, stdout } = await run(shown, judging('--strict', '--attached-scp', 'attached-scp-1.json'));
    expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({ code: 0, last: 'accepted' });
  });

  it('says which file is something else', async () => {
    const { code, stdout } = await run(
      world({ ...files, 'scp.json': '{}' }),
      judging('--attached-scp', 'scp.json'),
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/error\[gate-scp-unreadable\][\s\S]*scp\.json/);
  });
});

describe('the plan of the state that owns the attributes', () => {
  const [owned, behind] = ['not shown', 'one is that of prepare'].map((name) => {
    const found = appliedPolicies.find((entry) => entry.name === name);
    if (!found) throw new Error(`no plan: ${name}`);
    return found.plan;
  });
  if (!owned || !behind) throw new Error('plans are missing');
  const policies = async (edit?: typeof behind.policies) => {
    const { access } = await compileMapping(owned.mapping, 'hcl');
    if (!access) throw new Error('the mapping is refused');
    return edit ? edit(access) : policiesAsApplied(access);
  };
  const files = { 'ssm-runas.yaml': owned.mapping, 'plan.json': owned.plan };

  it('may be applied once the policies are shown', async () => {
    const unseen = await run(world(files), judge('--strict'));
    expect(unseen.code).toBe(1);
    expect(unseen.stdout).toContain('warning[gate-policies-unseen]');
    const shown = world({ ...files, 'policies.json': await policies() });
    const { code, stdout } = await run(shown, judge('--strict', '--policies', 'policies.json'));
    expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({ code: 0, last: 'accepted' });
  });

  it('may not while those of `prepare` stand', async () => {
    const shown = world({ ...files, 'old.json': await policies(behind.policies) });
    const { code, stdout } = await run(shown, judge('--policies', 'old.json'));
    expect(code).toBe(1);
    expect(stdout).toMatch(/error\[gate-policies-behind\][\s\S]*old\.json/);
    expect(stdout).toContain('"LinuxDeveloper"');
  });
});

describe('the verdict', () => {
  it('is on standard output', async () => {
    const { code, stdout } = await run(world(), judge());
    expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({ code: 0, last: 'accepted' });
  });

  it('is a refusal when the plan is none', async () => {
    const { code, stdout } = await run(world({ 'plan.json': '[]' }), judge());
    expect(code).toBe(1);
    expect(stdout).toContain('error[gate-plan-unreadable]');
    expect(stdout).toMatch(/refused\n$/);
  });

  it('can be read by a program', async () => {
    const { stdout } = await run(world(), judge('--format', 'json'));
    expect(JSON.parse(stdout)).toMatchObject({ accepted: true, error_count: 0, meaning: expect.any(Array) });
  });

  it('waits for a sound mapping', async () => {
    const { code, stdout } = await run(world({ 'ssm-runas.yaml': badMapping }), [
      'gate',
      '--plan',
      'plan.json',
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('error[os-user-invalid]');
  });
});
