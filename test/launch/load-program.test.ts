/** The launch: what is compiled is kept for the next run, never for another source, and never at the cost of a run. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadProgram } from '../../src/launch/load-program.js';
import { builtProgram } from '../built-program.js';

/** Long enough to be kept. */
const padding = `\n// ${'x'.repeat(20_000)}`;

function folderOf(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-launch-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const compiled = join(folder, 'compiled');
  return { first: join(folder, 'first.cjs'), compiled, kept: join(compiled, 'first.cjs.bin') };
}

function answerOf(first: string, compiled?: string): unknown {
  const { exports, keep } = loadProgram(first, compiled);
  const { answer } = exports as { answer: () => unknown };
  const given = answer();
  keep();
  return given;
}

describe('modules', () => {
  it('find each other, once each, in circles too, and the modules of Node', () => {
    const { first } = folderOf({
      'first.cjs':
        "const part = require('./parts/part.cjs'); exports.answer = () => [part.name(), part === require('./parts/part.cjs'), __filename.endsWith('first.cjs')]; exports.word = require('path').posix.join('a', 'b');",
      'parts/part.cjs': "const first = require('../first.cjs'); exports.name = () => first.word;",
    });
    expect(answerOf(first)).toEqual(['a/b', true, true]);
  });

  it('throw what they throw', () => {
    const { first, compiled } = folderOf({ 'first.cjs': `throw new TypeError('mine');${padding}` });
    expect(() => loadProgram(first, compiled)).toThrow(new TypeError('mine'));
  });
});

describe('compiled code', () => {
  it('is kept after a run and taken in the next', () => {
    const { first, compiled, kept } = folderOf({ 'first.cjs': `exports.answer = () => 42;${padding}` });
    expect(answerOf(first, compiled)).toBe(42);
    const made = readFileSync(kept);
    utimesSync(kept, 1, 1);
    expect(answerOf(first, compiled)).toBe(42);
    // Nothing was compiled anew, or it would have been kept anew.
    expect(statSync(kept).mtimeMs).toBe(1000);
    expect(readFileSync(kept)).toEqual(made);
    expect(readdirSync(compiled)).toEqual(['first.cjs.bin']);
  });

  it('is of no use for another source, be it as long and as old', () => {
    const { first, compiled, kept } = folderOf({ 'first.cjs': `exports.answer = () => 42;${padding}` });
    answerOf(first, compiled);
    const made = readFileSync(kept);
    const { atime, mtime } = statSync(first);
    writeFileSync(first, `exports.answer = () => 43;${padding}`);
    utimesSync(first, atime, mtime);
    expect(answerOf(first, compiled)).toBe(43);
    expect(readFileSync(kept)).not.toEqual(made);
    expect(answerOf(first, compiled)).toBe(43);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['noise', Buffer.from('no compiled code '.repeat(1000))],
  ])('that is damaged (%s) is made anew', (_, damage) => {
    const { first, compiled, kept } = folderOf({ 'first.cjs': `exports.answer = () => 42;${padding}` });
    answerOf(first, compiled);
    const made = readFileSync(kept);
    writeFileSync(kept, damage);
    expect(answerOf(first, compiled)).toBe(42);
    expect(readFileSync(kept).length).toBeGreaterThan(made.length * 0.9);
  });

  it('is not kept where nobody asks, of small files, or where its folder cannot be', () => {
    const large = folderOf({ 'first.cjs': `exports.answer = () => 42;${padding}` });
    answerOf(large.first);
    expect(existsSync(large.compiled)).toBe(false);

    const small = folderOf({ 'first.cjs': 'exports.answer = () => 42;' });
    answerOf(small.first, small.compiled);
    expect(existsSync(small.compiled)).toBe(false);

    const taken = folderOf({ 'first.cjs': `exports.answer = () => 42;${padding}`, compiled: 'a file' });
    expect(answerOf(taken.first, taken.compiled)).toBe(42);
    expect(readFileSync(taken.compiled, 'utf8')).toBe('a file');
  });
});

describe('the built program', () => {
  const mapping = join(import.meta.dirname, '../../ssm-runas.yaml');

  function runs(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...process.env, ...env },
    });
    return { status, stdout, stderr };
  }

  const keptBy = (program: string) => {
    const folder = join(program, '../compiled');
    return existsSync(folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bin'))
      : [];
  };

  it('says the same with compiled code and without', () => {
    const program = builtProgram();
    rmSync(join(program, '../compiled'), { recursive: true, force: true });
    const args = ['generate', mapping, '--stdout'];
    const without = runs(program, args, { NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(without).toMatchObject({ status: 0, stderr: '' });
    expect(keptBy(program)).toEqual([]);
    const first = runs(program, args);
    expect(keptBy(program)).toEqual([expect.stringContaining('core-')]);
    expect([first, runs(program, args)]).toEqual([without, without]);
  });

  it('makes anew what another version of V8 made, or what is damaged', () => {
    const program = builtProgram();
    rmSync(join(program, '../compiled'), { recursive: true, force: true });
    const args = ['generate', mapping, '--stdout'];
    const expected = runs(program, args);
    const [name = ''] = keptBy(program);
    const kept = join(program, '../compiled', name);
    const made = readFileSync(kept);
    const source = readFileSync(join(program, '../chunks', basename(name, '.bin')));
    const code = made.subarray(32);
    // V8's header begins with a magic number and a hash of its version.
    const foreign = Buffer.concat([code.subarray(0, 4), Buffer.alloc(4), code.subarray(8)]);
    const flipped = Buffer.from(made);
    flipped.writeUInt8(flipped.readUInt8(made.length / 2) ^ 0x55, made.length / 2);
    for (const damaged of [
      Buffer.concat([createHash('sha256').update(source).update(foreign).digest(), foreign]),
      flipped,
      made.subarray(0, made.length / 2),
    ]) {
      writeFileSync(kept, damaged);
      expect(runs(program, args)).toEqual(expected);
      expect(readFileSync(kept).length).toBeGreaterThan(made.length * 0.9);
      expect(readFileSync(kept).subarray(32, 40)).toEqual(made.subarray(32, 40));
    }
  });

  it('keeps what nobody else may write, whatever the umask', () => {
    const program = builtProgram();
    rmSync(join(program, '../compiled'), { recursive: true, force: true });
    const line = 'umask 0; exec "$@"';
    const args = ['-c', line, '-', process.execPath, program, 'generate', mapping, '--stdout'];
    expect(spawnSync('sh', args, { timeout: 60_000 }).status).toBe(0);
    const folder = join(program, '../compiled');
    const all = ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })];
    expect(all.length).toBeGreaterThan(3);
    expect(all.filter((name) => (statSync(join(folder, name)).mode & 0o022) !== 0)).toEqual([]);
  });

  it('says so when a file of the package is gone', () => {
    const program = builtProgram();
    const chunks = join(program, '../chunks');
    for (const name of readdirSync(chunks)) if (name.startsWith('core-')) rmSync(join(chunks, name));
    const { status, stderr } = runs(program, ['gate']);
    expect(status).toBe(4);
    expect(stderr).toMatch(/^error: the installed package is damaged: ENOENT.*; install it again\n$/);
  });

  it('keeps nothing of a run that found mistakes, only explained itself, or was short', () => {
    const program = builtProgram();
    rmSync(join(program, '../compiled'), { recursive: true, force: true });
    expect(runs(program, ['validate', join(program, '../nowhere.yaml')]).status).toBe(4);
    expect(runs(program, ['--version']).status).toBe(0);
    expect(runs(program, ['generate', '--help']).status).toBe(0);
    expect(keptBy(program)).toEqual([]);
  });

  it('runs from a folder that it may not write', () => {
    const program = builtProgram();
    const folder = join(program, '..');
    rmSync(join(folder, 'compiled'), { recursive: true, force: true });
    chmodSync(folder, 0o555);
    onTestFinished(() => chmodSync(folder, 0o755));
    expect(runs(program, ['generate', mapping, '--stdout'])).toMatchObject({ status: 0, stderr: '' });
    // The superuser may write everywhere.
    if (process.getuid?.() !== 0) expect(keptBy(program)).toEqual([]);
  });

  it('has failed when it ends without an answer', () => {
    const { first } = folderOf({ 'first.cjs': '' });
    const folder = join(first, '..');
    cpSync(join(builtProgram(), '..', 'bin.cjs'), join(folder, 'bin.cjs'));
    writeFileSync(join(folder, 'program.cjs'), 'exports.run = () => new Promise(() => {});');
    expect(runs(join(folder, 'bin.cjs'), ['gate']).status).toBe(4);
  });

  it('holds nothing but ASCII, and imports nothing by itself, as the launch loads it', () => {
    const folder = join(builtProgram(), '..');
    const programs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.cjs$/.test(name),
    );
    expect(programs.length).toBeGreaterThan(20);
    const unfit = programs.filter((name) =>
      /[^\0-\x7f]|\bimport\(/.test(readFileSync(join(folder, name), 'utf8')),
    );
    expect(unfit).toEqual([]);
  });
});
