import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from '../../src/output/file-system.js';
import { temporaryFolder } from './folder.js';

it('makes a folder with its parents, and leaves one that is there', () => {
  const folder = join(temporaryFolder(), 'a/b/c');
  makeFolder(folder, fs);
  fs.writeFileSync(join(folder, 'x'), '');
  makeFolder(folder, fs);
  makeFolder('/', fs);
  expect(fs.readdirSync(folder)).toEqual(['x']);
});

it('takes a link to a folder for a folder', () => {
  const root = temporaryFolder();
  makeFolder(join(root, 'real'), fs);
  fs.symlinkSync('real', join(root, 'link'));
  makeFolder(join(root, 'link/a'), fs);
  expect(fs.existsSync(join(root, 'real/a'))).toBe(true);
});

it('gives up at once where the system makes no folders, whatever it says', () => {
  for (const code of ['ENOENT', 'EPERM', 'EROFS']) {
    let calls = 0;
    const mkdirSync = () => {
      calls += 1;
      throw Object.assign(new Error(code), { code });
    };
    const refuse = { ...fs, mkdirSync: mkdirSync as unknown as typeof fs.mkdirSync };
    expect(() => makeFolder(join(temporaryFolder(), 'a'), refuse)).toThrow(expect.objectContaining({ code }));
    expect(calls).toBe(1);
  }
});
