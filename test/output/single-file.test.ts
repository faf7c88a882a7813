/** Files outside of the output folder: whole or not at all, and nothing left beside them. */
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FileSystem, realFileSystem } from '../../src/output/file-system.js';
import { replaceFile, writeNewFile } from '../../src/output/single-file.js';
import { systemError, temporaryFolder, tree } from './folder.js';

/** Stops for good at the nth call, as a kill does: no cleaning up. */
function killedAt(nth: number): FileSystem {
  let times = 0;
  const guard =
    (call: keyof FileSystem) =>
    (...args: unknown[]) => {
      times += 1;
      if (times >= nth) throw systemError('EKILLED');
      return Reflect.apply(realFileSystem[call], fs, args);
    };
  const calls = ['openSync', 'writeFileSync', 'fsyncSync', 'linkSync', 'renameSync', 'unlinkSync'] as const;
  return { ...realFileSystem, ...Object.fromEntries(calls.map((call) => [call, guard(call)])) };
}

describe('a new file', () => {
  it('is there whole or not at all after a kill at any moment, and the next run cleans up', () => {
    for (let nth = 1; nth < 9; nth += 1) {
      const folder = temporaryFolder();
      const path = join(folder, 'ssm-runas.yaml');
      try {
        writeNewFile(path, 'whole', killedAt(nth));
      } catch {
        // As killed.
      }
      const left = tree(folder);
      expect([undefined, 'whole']).toContain(left['ssm-runas.yaml']);
      if (left['ssm-runas.yaml'] === undefined) writeNewFile(path, 'whole');
      else expect(() => writeNewFile(path, 'other')).toThrow(expect.objectContaining({ code: 'EEXIST' }));
      expect(tree(folder)).toEqual({ 'ssm-runas.yaml': 'whole' });
    }
  });

  it('replaces nothing, also where the file system has no links', () => {
    const noLinks: FileSystem = {
      ...realFileSystem,
      linkSync: () => {
        throw systemError('EPERM');
      },
    };
    for (const fileSystem of [realFileSystem, noLinks]) {
      const folder = temporaryFolder();
      const path = join(folder, 'a.yaml');
      writeNewFile(path, 'mine', fileSystem);
      expect(() => writeNewFile(path, 'theirs', fileSystem)).toThrow(
        expect.objectContaining({ code: 'EEXIST' }),
      );
      fs.symlinkSync('nowhere', join(folder, 'b.yaml'));
      expect(() => writeNewFile(join(folder, 'b.yaml'), 'x', fileSystem)).toThrow();
      expect(tree(folder)).toEqual({ 'a.yaml': 'mine', 'b.yaml': '-> nowhere' });
    }
  });
});

it('a replaced file is old or new after a kill at any moment, and the next run cleans up', () => {
  for (let nth = 1; nth < 9; nth += 1) {
    const folder = temporaryFolder();
    const path = join(folder, 'alias');
    fs.writeFileSync(path, 'old');
    fs.writeFileSync(join(folder, '.ssm-runas-gen-notours.tmp'), 'kept');
    try {
      replaceFile(path, { text: 'new', executable: false }, killedAt(nth));
    } catch {
      // As killed.
    }
    expect(['old', 'new']).toContain(fs.readFileSync(path, 'utf8'));
    replaceFile(path, { text: 'newer', executable: false });
    expect(tree(folder)).toEqual({ '.ssm-runas-gen-notours.tmp': 'kept', alias: 'newer' });
  }
});
