/** The entry of the program: the versions of Node.js that it refuses, and what it says when it cannot start. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ecmaVersion, parse } from 'acorn';
import { describe, expect, it, onTestFinished } from 'vitest';
import { refusalOf } from '../../src/cli/node-version.js';
import { builtProgram } from '../built-program.js';

function runs(args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
  return { status, stdout, stderr };
}

describe('the version of Node.js', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.12.0', true],
    ['22.23.5', true],
    ['23.0.0', true],
    ['24.0.0', true],
    ['26.1.0-nightly20260501abcdef', true],
    ['0.12.18', false],
    ['12.22.12', false],
    ['18.20.8', false],
    ['20.0.0', false],
    ['20.18.3', false],
    ['21.7.3', false],
    ['22.0.0', false],
    ['22.11.0', false],
  ])('%s is supported: %s', (version, isSupported) => {
    expect(refusalOf(version) === undefined).toBe(isSupported);
  });

  it('is the one that package.json asks for', () => {
    const { engines } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
    expect(engines).toEqual({ node: '^20.19.0 || >=22.12.0' });
  });

  /** A script that makes Node.js say that it is another version. */
  function pretends(version: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-node-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const script = join(folder, 'pretend.cjs');
    const versions = { ...process.versions, node: version };
    writeFileSync(
      script,
      `Object.defineProperty(process, 'versions', { value: ${JSON.stringify(versions)} });\n`,
    );
    return script;
  }

  it('is refused in one line when it is too old', () => {
    const args = ['--require', pretends('18.20.8'), builtProgram(), 'generate', '--help'];
    expect(runs(args)).toEqual({
      status: 4,
      stdout: '',
      stderr:
        'error: ssm-runas-gen needs Node.js 20.19 or a later version of 20, or Node.js 22.12 or later; this is Node.js 18.20.8\n',
    });
  });

  it('is accepted when it is the oldest that is supported', () => {
    const args = ['--require', pretends('20.19.0'), builtProgram(), '--version'];
    expect(runs(args)).toMatchObject({ status: 0, stderr: '' });
  });

  it.each(['script', 'module'] as const)(
    'is asked by a file that old versions read as a %s',
    (sourceType) => {
      const text = readFileSync(builtProgram(), 'utf8');
      // Node.js 10 knows `import()`, and besides it what the language had in 2015.
      const parses = (ecmaVersion: ecmaVersion, source: string) => () =>
        void parse(source, { ecmaVersion, sourceType, allowHashBang: true });
      expect(parses(2015, text.replaceAll('import(', 'load('))).not.toThrow();
      expect(parses(2015, `${text}\nasync () => {};`)).toThrow();
      expect(parses(2020, text)).not.toThrow();
    },
  );
});

describe('the program', () => {
  it('says so when a file of the package is missing', () => {
    const program = builtProgram();
    const chunks = join(program, '../chunks');
    for (const name of readdirSync(chunks)) if (name.startsWith('core-')) rmSync(join(chunks, name));
    const { status, stdout, stderr } = runs([program, 'gate']);
    expect({ status, stdout }).toEqual({ status: 4, stdout: '' });
    expect(stderr).toMatch(
      /^error: the installed package is damaged: Cannot find module .*core-.*; install it again\n$/,
    );
  });

  it('has failed when it ends without an answer', () => {
    const program = builtProgram();
    writeFileSync(join(program, '../program.js'), 'export const run = () => new Promise(() => {});');
    expect(runs([program, 'gate'])).toEqual({ status: 4, stdout: '', stderr: '' });
  });

  it('can be required from CommonJS, as Node.js allows since the oldest supported versions', () => {
    const library = join(builtProgram(), '../index.js');
    const script = `console.log(Object.keys(require(${JSON.stringify(library)})).sort().join())`;
    expect(runs(['--no-warnings', '--eval', script])).toEqual({
      status: 0,
      stdout: 'generate,validate\n',
      stderr: '',
    });
  });
});
