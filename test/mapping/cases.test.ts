/**
 * Each mistake has a case under `test/cases/invalid`, and each case says exactly what is found.
 * `UPDATE_GOLDEN=1` rewrites what is expected.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { accessEntries } from '../../src/diagnostics/catalog/access.js';
import { attributeEntries } from '../../src/diagnostics/catalog/attribute.js';
import { documentEntries } from '../../src/diagnostics/catalog/documents.js';
import { roleEntries } from '../../src/diagnostics/catalog/roles.js';
import { schemaEntries } from '../../src/diagnostics/catalog/schema.js';
import { sessionEntries } from '../../src/diagnostics/catalog/session.js';
import { sourceEntries } from '../../src/diagnostics/catalog/source.js';
import { textEntries } from '../../src/diagnostics/catalog/text.js';
import { describeFindings, findingsOf, invalidCases } from './invalid-case.js';

const update = process.env.UPDATE_GOLDEN === '1';
const cases = invalidCases();

describe('mistakes in a mapping', () => {
  test.each(cases)('$name', async (invalidCase) => {
    const found = await findingsOf(invalidCase);
    const [code] = invalidCase.name.split('--');
    expect(found.map((finding) => finding.code)).toContain(code);

    const golden = join(invalidCase.folder, 'expected.txt');
    const described = describeFindings(found);
    if (update) writeFileSync(golden, described);
    expect(existsSync(golden) && readFileSync(golden, 'utf8')).toBe(described);
  });
});

test('every code of the mapping language has a case', () => {
  const catalog = {
    ...sourceEntries,
    ...schemaEntries,
    ...textEntries,
    ...roleEntries,
    ...documentEntries,
    ...sessionEntries,
    ...accessEntries,
    ...attributeEntries,
  };
  const covered = new Set(cases.map(({ name }) => name.split('--')[0]));
  expect(Object.keys(catalog).filter((code) => !covered.has(code))).toEqual([]);
});
