/** README and the pages in docs/: links lead somewhere, and code can be copied. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/world.js';
import { brokenLink, codeBlocks, linksTo, localLinks, pages, root, writtenPages } from './pages.js';

describe.each(pages)('$path', (page) => {
  it('has no broken link', () => {
    expect(localLinks(page).flatMap((target) => brokenLink(page, target) ?? [])).toEqual([]);
  });
});

describe.each(writtenPages)('$path', (page) => {
  it('has no prompt in code that people copy', () => {
    const copied = codeBlocks(page).filter(({ language }) => ['sh', 'bash', 'yaml'].includes(language));
    expect(copied.filter(({ text }) => /^[$>] /m.test(text))).toEqual([]);
  });
});

it('docs/README.md links every page in docs/', () => {
  const index = pages.find(({ path }) => path === 'docs/README.md');
  if (!index) throw new Error('docs/README.md is missing');
  const expected = pages
    .map(({ path }) => path)
    .filter((path) => /^docs\/[^/]+$/.test(path) && path !== index.path);
  expect(expected.filter((path) => !linksTo(index, path))).toEqual([]);
});

it('docs/adr/README.md links every decision', () => {
  const index = pages.find(({ path }) => path === 'docs/adr/README.md');
  if (!index) throw new Error('docs/adr/README.md is missing');
  const expected = pages.map(({ path }) => path).filter((path) => /^docs\/adr\/\d/.test(path));
  expect(expected.filter((path) => !linksTo(index, path))).toEqual([]);
});

it('docs/picture.svg is the picture of the example; `npm run generate` writes it', async () => {
  const { stdout } = await run(root, ['report', '--format', 'svg', 'ssm-runas.yaml']);
  expect(readFileSync(join(root, 'docs/picture.svg'), 'utf8')).toBe(stdout);
});
