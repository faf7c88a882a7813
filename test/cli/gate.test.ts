/** `gate`: what it reads, what it prints, and how it ends. What is refused is tested in `test/gate`. */
import { describe, expect, it } from 'vitest';
import { readCase } from '../gate/plan-case.js';
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
  ])('%j names the file that cannot be read', async (argv, file) => {
    const { code, stderr, stdout } = await run(world(), argv);
    expect(code).toBe(4);
    expect(stderr + stdout).toContain(file);
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
