/** Refusals of the system, killed runs and runs side by side. The file system fails on demand. */
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/diagnostics/failure.js';
import { type FileSystem, realFileSystem } from '../../src/output/file-system.js';
import { manifestPath } from '../../src/output/manifest.js';
import { deliverTo, put, rendered, scp, systemError, temporaryFolder, tree } from './folder.js';

const one = rendered('a/one.tf');
const two = rendered('b/two.tf');

/** The real file system, one call of which fails from its `nth` time on. */
function failing(call: keyof FileSystem, code: string, nth = 1): FileSystem {
  let times = 0;
  const fail = (...args: unknown[]) => {
    times += 1;
    if (times >= nth) throw systemError(code);
    return Reflect.apply(realFileSystem[call], fs, args);
  };
  return { ...realFileSystem, [call]: fail };
}

function failureOf(action: () => unknown): Failure {
  try {
    action();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('did not fail');
}

describe('refusals', () => {
  const cases: readonly [keyof FileSystem, string, string][] = [
    ['accessSync', 'EACCES', 'permission denied'],
    ['mkdirSync', 'EROFS', 'the file system is read-only'],
    ['openSync', 'EACCES', 'permission denied'],
    ['writeFileSync', 'ENOSPC', 'no space is left on the disk'],
    ['fsyncSync', 'EDQUOT', 'the disk quota is used up'],
    ['renameSync', 'EPERM', 'operation not permitted'],
  ];

  it.each(cases)('%s %s names the file and leaves no trace', (call, code, words) => {
    const folder = join(temporaryFolder(), 'generated');
    const { diagnostics } = failureOf(() => deliverTo(folder, [one, two], { fs: failing(call, code) }));
    expect(diagnostics).toMatchObject([
      { code: 'output-unwritable', file: expect.stringContaining('generated') },
    ]);
    expect(diagnostics[0]?.detail).toContain(words);
    expect(fs.existsSync(folder)).toBe(false);
  });

  it('a full disk in the middle of staging leaves the old state', () => {
    const folder = temporaryFolder();
    deliverTo(folder, [one, two]);
    const before = tree(folder);
    const changed = [rendered(one.path, 'changed {}'), rendered(two.path, 'changed {}')];
    failureOf(() => deliverTo(folder, changed, { fs: failing('writeFileSync', 'ENOSPC', 2) }));
    expect(tree(folder)).toEqual(before);
  });

  it('what cannot be read is not judged', () => {
    const folder = temporaryFolder();
    deliverTo(folder, [one]);
    const unreadable = failureOf(() => deliverTo(folder, [one], { fs: failing('readFileSync', 'EACCES') }));
    expect(unreadable.diagnostics).toMatchObject([{ code: 'output-unreadable' }]);
    const unlisted = failureOf(() => deliverTo(folder, [one], { fs: failing('readdirSync', 'EACCES', 2) }));
    expect(unlisted.diagnostics).toMatchObject([{ code: 'output-unreadable', file: 'generated/a' }]);
  });

  it('a defect of our own is not dressed up as a refusal', () => {
    const fileSystem = { ...realFileSystem, renameSync: () => void JSON.parse('{') };
    expect(() => deliverTo(temporaryFolder(), [one], { fs: fileSystem })).toThrow(SyntaxError);
  });
});

describe('a killed run', () => {
  /** Stops for good at the nth call, as a kill does: no cleaning up. */
  function killedAt(nth: number): FileSystem {
    let times = 0;
    let isDead = false;
    const guard =
      (call: keyof FileSystem) =>
      (...args: unknown[]) => {
        times += 1;
        isDead ||= times >= nth;
        if (isDead) throw systemError('EKILLED');
        return Reflect.apply(realFileSystem[call], fs, args);
      };
    const changing = [
      'mkdirSync',
      'openSync',
      'writeFileSync',
      'renameSync',
      'unlinkSync',
      'rmdirSync',
    ] as const;
    return { ...realFileSystem, ...Object.fromEntries(changing.map((call) => [call, guard(call)])) };
  }

  it('leaves every file old or new at every moment, and the next run repairs even after the mapping changed', () => {
    const old = [one, rendered('gone/three.tf'), scp];
    const next = [rendered(one.path, 'changed {}'), two, { ...scp, path: 'b/scp.json' }];
    const later = [rendered(one.path, 'later {}')];
    for (let nth = 1; nth < 60; nth += 1) {
      const folder = temporaryFolder();
      deliverTo(folder, old);
      try {
        deliverTo(folder, next, { fs: killedAt(nth) });
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
      }
      const known = new Map([...old, ...next].map(({ path, text }) => [`${path}\n${text}`, true]));
      for (const [path, text] of Object.entries(tree(folder))) {
        if (/\.tf$|\.json$/.test(path) && path !== manifestPath)
          expect(known.has(`${path}\n${text}`)).toBe(true);
      }
      deliverTo(folder, later);
      expect(Object.keys(tree(folder)), `killed at call ${nth}`).toEqual([manifestPath, one.path]);
      expect(fs.readdirSync(folder), `killed at call ${nth}`).toEqual([manifestPath, 'a']);
    }
  });

  it('leaves temporary files that Terraform does not read and the next run removes', () => {
    const folder = temporaryFolder();
    deliverTo(folder, [one]);
    put(folder, 'a/.ssm-runas-gen-0123456789ab.tmp', 'half');
    put(folder, 'a/.ssm-runas-gen-notours.tmp', 'kept');
    expect(deliverTo(folder, [one], { check: true }).states).toEqual({});
    deliverTo(folder, [one]);
    expect(Object.keys(tree(folder))).toEqual([manifestPath, 'a/.ssm-runas-gen-notours.tmp', one.path]);
  });
});

describe('runs side by side', () => {
  it('a temporary file taken away by another run is written anew', () => {
    const folder = temporaryFolder();
    let isFirst = true;
    const fileSystem: FileSystem = {
      ...realFileSystem,
      renameSync: (from, to) => {
        if (isFirst) fs.unlinkSync(from);
        isFirst = false;
        fs.renameSync(from, to);
      },
    };
    deliverTo(folder, [one, two], { fs: fileSystem });
    expect(Object.keys(tree(folder))).toEqual([manifestPath, one.path, two.path]);
  });

  it('many processes in one folder end with whole files and no traces', async () => {
    const folder = temporaryFolder();
    const worker = join(import.meta.dirname, 'write-worker.mjs');
    const runs = Array.from({ length: 6 }, (_, seed) => {
      const child = spawn(process.execPath, [worker, folder, String(seed)], {
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      return new Promise<number | null>((resolve) => child.on('close', resolve));
    });
    expect(await Promise.all(runs)).toEqual([0, 0, 0, 0, 0, 0]);
    const last = [one, two];
    deliverTo(folder, last);
    expect(tree(folder)).toMatchObject({ [one.path]: one.text, [two.path]: two.text });
    expect(Object.keys(tree(folder)).filter((path) => path.endsWith('.tmp'))).toEqual([]);
  });
});
