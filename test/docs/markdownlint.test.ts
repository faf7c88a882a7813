/**
 * Pages that people wrote and pages that the program writes keep markdownlint's default rules, but for the length of lines. `prove --format
 * md` prints no page but a comment for a pull request, with the HTML that GitHub folds.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from 'markdownlint/sync';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/world.js';
import { pages, root } from './pages.js';

const config = { default: true, MD013: false };

function complaints(text: string): readonly string[] {
  const { page = [] } = lint({ strings: { page: text }, config });
  return page.map(({ lineNumber, ruleNames, ruleDescription, errorDetail }) =>
    [lineNumber, ruleNames[0], ruleDescription, errorDetail ?? ''].join(' '),
  );
}

/** Written by the program, and committed. */
const generated = ['generated', 'examples', 'test/cases/generate'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

describe('markdownlint has no complaint about', () => {
  it.each(pages)('$path', ({ text }) => {
    expect(complaints(text)).toEqual([]);
  });

  it.each(generated)('%s', (path) => {
    expect(complaints(readFileSync(join(root, path), 'utf8'))).toEqual([]);
  });

  it('what `report` prints', async () => {
    const { stdout } = await run(root, ['report']);
    expect(complaints(stdout)).toEqual([]);
  });
});

it('a page with a table that is laid out in two ways has a complaint', () => {
  expect(complaints('# Title\n\n| name | b |\n|---|---|\n| 1 | 2 |\n').join()).toContain('MD060');
});
