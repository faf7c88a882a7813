/** Pages, texts of the program and its output: unclear sentences that were replaced do not come back. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { atTheRoot, root } from './pages.js';
import { unclearSentencesIn } from './unclear-sentences.js';

const folders = ['docs', 'templates', 'schema', 'src', 'examples', 'generated', 'test/cases'];

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

const foundIn = (files: readonly string[]) =>
  files.flatMap((file) =>
    unclearSentencesIn(readFileSync(file, 'utf8')).map((sentence) => `${file}: ${sentence}`),
  );

it.each(folders)('%s has no sentence of the list', (folder) => {
  expect(foundIn(filesIn(folder))).toEqual([]);
});

it('README.md and the other pages at the root have no sentence of the list', () => {
  expect(foundIn(atTheRoot.map((name) => join(root, name)))).toEqual([]);
});

it('finds a sentence that is wrapped and has escaped quotes', () => {
  expect(
    unclearSentencesIn("  'a session is allowed and its Linux user\n  is not the role\\'s to say'"),
  ).toEqual(expect.arrayContaining(["a session is allowed and its Linux user is not the role's to say"]));
});
