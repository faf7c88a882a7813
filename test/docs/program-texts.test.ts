/** Texts of the program, of its schema and of what it generates: unclear sentences that were replaced do not come back. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './pages.js';

const oldTexts = readFileSync(join(import.meta.dirname, 'old-program-texts.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** Strings of the source stand on one line; quotes in them may be escaped. */
const plain = (text: string) => text.replaceAll('\\', '').replaceAll(/\s+/g, ' ');

const folders = ['src', 'templates', 'schema', 'docs', 'generated', 'test/cases'];

describe.each(folders)('%s', (folder) => {
  it('has no text of the list of unclear texts', () => {
    const found = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ts|md|hbs|json|txt|diff)$/.test(entry.name))
      .flatMap(({ parentPath, name }) => {
        const text = plain(readFileSync(join(parentPath, name), 'utf8'));
        return oldTexts.filter((old) => text.includes(plain(old))).map((old) => `${name}: ${old}`);
      });
    expect(found).toEqual([]);
  });
});
