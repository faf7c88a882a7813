/**
 * The compile cache of Node.js: where it is switched on, and that a run with it says what a run without it says. Node.js 20
 * has none; there, only the first part runs.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { keepCompiledCode } from '../../src/cli/compile-cache.js';
import { builtProgram } from '../built-program.js';

const cacheOf = (folder: string) => join(folder, 'compile-cache');

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-cache-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the cache is switched on', () => {
  const enable = vi.fn();
  const real = Object.getOwnPropertyDescriptor(module, 'enableCompileCache');

  beforeEach(() => {
    vi.stubEnv('NODE_DISABLE_COMPILE_CACHE', undefined);
    enable.mockReset();
    Object.defineProperty(module, 'enableCompileCache', { value: enable, configurable: true });
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    if (real) Object.defineProperty(module, 'enableCompileCache', real);
    else Reflect.deleteProperty(module, 'enableCompileCache');
  });

  it('in a folder beside the program that only its owner may enter, whatever the umask', () => {
    const folder = emptyFolder();
    const umask = process.umask(0);
    try {
      keepCompiledCode(folder);
    } finally {
      process.umask(umask);
    }
    expect(enable.mock.calls).toEqual([[cacheOf(folder)]]);
    expect(statSync(cacheOf(folder)).mode & 0o777).toBe(0o700);
  });

  it('again in the next run', () => {
    const folder = emptyFolder();
    keepCompiledCode(folder);
    keepCompiledCode(folder);
    expect(enable).toHaveBeenCalledTimes(2);
  });

  function expectNothing(folder: string): void {
    keepCompiledCode(folder);
    expect(enable).not.toHaveBeenCalled();
  }

  it('unless NODE_DISABLE_COMPILE_CACHE is set', () => {
    vi.stubEnv('NODE_DISABLE_COMPILE_CACHE', '1');
    const folder = emptyFolder();
    expectNothing(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('unless the program belongs to another user', () => {
    const folder = emptyFolder();
    vi.spyOn(process, 'getuid').mockReturnValue(statSync(folder).uid + 1);
    expectNothing(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('unless its folder cannot be made', () => {
    const folder = emptyFolder();
    writeFileSync(cacheOf(folder), 'a file');
    expectNothing(folder);
    expectNothing(join(folder, 'nowhere'));
  });

  it('unless Node.js has none', () => {
    Reflect.deleteProperty(module, 'enableCompileCache');
    const folder = emptyFolder();
    expectNothing(folder);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe.runIf('enableCompileCache' in module)('a run of the built program', () => {
  const mapping = join(import.meta.dirname, '../../ssm-runas.yaml');

  function generate(program: string, env: Readonly<Record<string, string | undefined>> = {}) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [program, 'generate', mapping, '--stdout'],
      {
        encoding: 'utf8',
        timeout: 60_000,
        env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: undefined, ...env },
      },
    );
    return { status, stdout, stderr };
  }

  /** The files of the cache. */
  function keptBy(program: string): readonly string[] {
    const cache = cacheOf(join(program, '..'));
    if (!existsSync(cache)) return [];
    const names = readdirSync(cache, { recursive: true, encoding: 'utf8' });
    return names.map((name) => join(cache, name)).filter((file) => statSync(file).isFile());
  }

  it('says the same with the cache and without it', () => {
    const program = builtProgram();
    const without = generate(program, { NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(without).toMatchObject({ status: 0, stderr: '' });
    expect(keptBy(program)).toEqual([]);
    const first = generate(program);
    const kept = keptBy(program);
    expect(kept.length).toBeGreaterThan(0);
    for (const file of kept) utimesSync(file, 1, 1);
    expect([first, generate(program)]).toEqual([without, without]);
    // Nothing was compiled again, or it would have been kept again.
    expect(kept.map((file) => statSync(file).mtimeMs)).toEqual(kept.map(() => 1000));
    expect(keptBy(program)).toEqual(kept);
  });

  it('leaves nothing that another user may write', () => {
    const program = builtProgram();
    const umask = process.umask(0);
    try {
      expect(generate(program)).toMatchObject({ status: 0, stderr: '' });
    } finally {
      process.umask(umask);
    }
    const cache = cacheOf(join(program, '..'));
    expect(statSync(cache).mode & 0o077).toBe(0);
    expect(keptBy(program).filter((file) => (statSync(file).mode & 0o077) !== 0)).toEqual([]);
  });

  it.each([
    ['cut', (code: Buffer) => code.subarray(0, code.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    [
      'changed',
      (code: Buffer) => {
        const changed = Buffer.from(code);
        changed.writeUInt8(changed.readUInt8(code.length / 2) ^ 0x55, code.length / 2);
        return changed;
      },
    ],
  ])('compiles again what is %s', (_, damage) => {
    const program = builtProgram();
    const expected = generate(program);
    const kept = keptBy(program);
    expect(kept.length).toBeGreaterThan(0);
    for (const file of kept) {
      writeFileSync(file, damage(readFileSync(file)));
      utimesSync(file, 1, 1);
    }
    expect(generate(program)).toEqual(expected);
    expect(kept.map((file) => statSync(file).mtimeMs)).not.toContain(1000);
  });

  it('works in a folder that it may not write', () => {
    const program = builtProgram();
    const folder = join(program, '..');
    chmodSync(folder, 0o555);
    onTestFinished(() => chmodSync(folder, 0o755));
    expect(generate(program)).toMatchObject({ status: 0, stderr: '' });
    // The superuser may write everywhere.
    if (process.getuid?.() !== 0) expect(keptBy(program)).toEqual([]);
  });
});
