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

describe('the output folder changes while a run writes', () => {
  const files = [rendered('a/one.tf'), rendered('a/more.tf'), rendered('b/two.tf')];

  /** The real file system; before the `nth` change of it, `act` is done once. */
  function disturbed(nth: number, act: () => void): FileSystem {
    let times = 0;
    const before =
      (call: keyof FileSystem) =>
      (...args: unknown[]) => {
        times += 1;
        if (times === nth) act();
        return Reflect.apply(realFileSystem[call], fs, args);
      };
    const changing = ['openSync', 'realpathSync', 'renameSync'] as const;
    return { ...realFileSystem, ...Object.fromEntries(changing.map((call) => [call, before(call)])) };
  }

  it.each(['a', 'b', '.'])('follows no link that replaces %s', (replaced) => {
    let refused = 0;
    for (let nth = 1; nth < 25; nth += 1) {
      const [elsewhere, parent] = [temporaryFolder(), temporaryFolder()];
      for (const { path } of files) put(elsewhere, path, 'foreign');
      for (const name of ['one.tf', 'more.tf', 'two.tf']) put(elsewhere, name, 'foreign');
      const folder = join(parent, 'generated');
      deliverTo(folder, files);
      const before = tree(elsewhere);
      const target = join(folder, replaced);
      let isReplaced = false;
      const fileSystem = disturbed(nth, () => {
        fs.renameSync(target, join(parent, 'away'));
        fs.symlinkSync(elsewhere, target);
        isReplaced = true;
      });
      const later = files.map(({ path }) => rendered(path, `later ${nth}`));
      try {
        deliverTo(folder, later, { fs: fileSystem });
      } catch (error) {
        expect((error as Failure).diagnostics).toMatchObject([{ code: 'output-is-link' }]);
        refused += 1;
      }
      // Only at the very moment between the look and the change can a link be followed: never by opening a file to write it.
      const changed = Object.entries(tree(elsewhere)).filter(([path, text]) => before[path] !== text);
      if (isReplaced) expect(changed.length).toBeLessThanOrEqual(1);
    }
    expect(refused).toBeGreaterThan(3);
  });

  it('makes a folder anew that was removed', () => {
    const folder = temporaryFolder();
    deliverTo(folder, files);
    const fileSystem = disturbed(3, () => fs.rmSync(join(folder, 'b'), { recursive: true }));
    deliverTo(
      folder,
      files.map(({ path }) => rendered(path, 'later')),
      { fs: fileSystem },
    );
    expect(Object.keys(tree(folder))).toEqual([manifestPath, ...files.map(({ path }) => path)].sort());
  });
});

describe('what a refusal leaves', () => {
  it('is nothing, where new folders cannot be made', () => {
    for (let nth = 1; nth < 5; nth += 1) {
      const folder = join(temporaryFolder(), 'generated');
      const made: string[] = [];
      const fileSystem: FileSystem = {
        ...realFileSystem,
        mkdirSync: ((path: string) => {
          if (made.length === nth - 1) throw systemError('ENOSPC');
          fs.mkdirSync(path);
          made.push(path);
        }) as FileSystem['mkdirSync'],
      };
      if (nth > 3) deliverTo(folder, [one, two], { fs: fileSystem });
      else failureOf(() => deliverTo(folder, [one, two], { fs: fileSystem }));
      expect(fs.existsSync(folder), `folder ${nth} cannot be made`).toBe(nth > 3);
    }
  });

  it('is no temporary file, where closing fails', () => {
    const folder = temporaryFolder();
    deliverTo(folder, [one]);
    const closing: FileSystem = {
      ...realFileSystem,
      closeSync: (descriptor) => {
        fs.closeSync(descriptor);
        throw systemError('EIO');
      },
    };
    failureOf(() => deliverTo(folder, [rendered(one.path, 'changed {}')], { fs: closing }));
    expect(Object.keys(tree(folder))).toEqual([manifestPath, one.path]);
  });

  it('names the folder where the system refuses any look at it', () => {
    for (const call of ['lstatSync', 'statSync'] as const) {
      for (let nth = 1; nth < 6; nth += 1) {
        const folder = join(temporaryFolder(), 'deep', 'generated');
        try {
          deliverTo(folder, [one], { fs: failing(call, 'EIO', nth) });
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }
    }
  });
});
