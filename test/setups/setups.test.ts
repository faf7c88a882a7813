/** Setups that others published, as mappings: each is generated without errors in both syntaxes, and its proof holds. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prove } from '../../src/verify/prove.js';
import { compileMapping, syntaxes } from '../cases/case.js';

const folder = import.meta.dirname;
const setups = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const page = readFileSync(join(folder, '../../docs/setups.md'), 'utf8');

describe.each(setups)('%s', (name) => {
  it.each(syntaxes)('is generated as %s without a finding', async (syntax) => {
    const { files, mapping, diagnostics } = await compileMapping(
      readFileSync(join(folder, name)),
      syntax,
      folder,
    );
    const accepted = new Set<string>(mapping?.accept.map(({ code }) => code));
    expect(diagnostics.map(({ code }) => code).filter((code) => !accepted.has(code))).toEqual([]);
    expect(files?.some(({ path }) => path.startsWith('session-documents/'))).toBe(true);
  });

  it('is proven', async () => {
    const { mapping, access } = await compileMapping(readFileSync(join(folder, name)), 'hcl', folder);
    if (!mapping || !access) throw new Error('not generated');
    const { holds, violations } = prove(mapping, access);
    expect(violations).toEqual([]);
    expect(holds).toBe(true);
  });

  it('is on the page of setups', () => {
    expect(page).toContain(`\`${name}\``);
  });
});

it('all thirteen are on the page', () => {
  expect(rowsOf(page)).toHaveLength(13);
  expect(new Set(rowsOf(page).map(([, id]) => id))).toEqual(
    new Set(Array.from({ length: 13 }, (_, at) => `S${at + 1}`)),
  );
});

it('those that are expressed in full have a mapping, and are most of them', () => {
  const [, full = ''] = page.split(/^## .*$/m);
  const mappings = rowsOf(full).map(([, , mapping]) => mapping);
  expect(mappings.length).toBeGreaterThanOrEqual(7);
  for (const mapping of mappings) expect(setups.map((name) => `\`${name}\``)).toContain(mapping);
});

function rowsOf(markdown: string): RegExpMatchArray[] {
  return [...markdown.matchAll(/^\| (S\d+): .*? \| +(\S+) +\|/gm)];
}
