/**
 * What Terraform would send for each case, compared with what another commit of this repository generates:
 * `npm run compare-plans -- COMMIT`. Run by hand after a change that must not change any value; skipped otherwise.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RenderedFile } from '../../src/terraform/plan/file.js';
import type { Syntax } from '../../src/terraform/render.js';
import { caseFolder, caseNames, filesOfCase, syntaxes } from '../cases/case.js';
import { appliedValues, type CaseFiles } from './applied-values.js';

const commit = process.env.COMPARE_WITH ?? '';
/** Sids of statements that the change is about, separated by commas. */
const exceptStatements = new Set((process.env.EXCEPT_STATEMENTS ?? '').split(','));
const root = join(import.meta.dirname, '../..');
const run = (command: string, args: readonly string[], cwd: string) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

describe.skipIf(commit === '')(`the values that ${commit} generates`, () => {
  it('are generated still, in both syntaxes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-commit-'));
    try {
      const program = buildProgram(folder);
      for (const syntax of syntaxes) {
        const before: CaseFiles = new Map(caseNames.map((name) => [name, generate(program, name, syntax)]));
        const now: CaseFiles = new Map(
          await Promise.all(caseNames.map(async (name) => [name, await filesOfCase(name, syntax)] as const)),
        );
        const [was, is] = [await appliedValues(before), await appliedValues(now)];
        expect(Object.keys(was).length).toBeGreaterThan(caseNames.length);
        expect(withoutExcepted(is)).toEqual(withoutExcepted(was));
      }
    } finally {
      execFileSync('git', ['worktree', 'remove', '--force', folder], { cwd: root });
    }
  });

  function buildProgram(folder: string): string {
    rmSync(folder, { recursive: true });
    run('git', ['worktree', 'add', '--detach', folder, commit], root);
    // An older lock file may be incomplete, so not `npm ci`.
    run('npm', ['install', '--no-save', '--no-audit', '--no-fund'], folder);
    const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return join(folder, bin['ssm-runas-gen']);
  }

  function generate(program: string, name: string, syntax: Syntax): readonly RenderedFile[] {
    const out = mkdtempSync(join(tmpdir(), 'ssm-runas-case-'));
    const mapping = ['yaml', 'json']
      .map((ending) => join(caseFolder(name), `ssm-runas.${ending}`))
      .find((path) => existsSync(path));
    if (mapping === undefined) throw new Error(`${name} has no mapping`);
    run(process.execPath, [program, 'generate', mapping, '--out', out, '--syntax', syntax, '--quiet'], root);
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(out, path)).isFile())
      .map((path) => ({
        path: relative(out, join(out, path)),
        text: readFileSync(join(out, path), 'utf8'),
        executable: false,
      }));
    rmSync(out, { recursive: true });
    return files;
  }

  /** Policies are texts, in resources and outputs. */
  function withoutExcepted(value: unknown): unknown {
    if (typeof value === 'string' && value.startsWith('{"Statement":')) {
      const policy: { Statement: { Sid?: string }[] } = JSON.parse(value);
      return { ...policy, Statement: policy.Statement.filter(({ Sid = '' }) => !exceptStatements.has(Sid)) };
    }
    if (Array.isArray(value)) return value.map(withoutExcepted);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutExcepted(member)]));
  }
});
