/**
 * Each mistake has a case under `test/cases/invalid`, and each case says exactly what is found.
 * `UPDATE_GOLDEN=1` rewrites what is expected.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { access } from '../../src/diagnostics/catalog/access.js';
import { attribute } from '../../src/diagnostics/catalog/attribute.js';
import { documents } from '../../src/diagnostics/catalog/documents.js';
import { roles } from '../../src/diagnostics/catalog/roles.js';
import { schema } from '../../src/diagnostics/catalog/schema.js';
import { session } from '../../src/diagnostics/catalog/session.js';
import { source } from '../../src/diagnostics/catalog/source.js';
import { text } from '../../src/diagnostics/catalog/text.js';
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
    ...source,
    ...schema,
    ...text,
    ...roles,
    ...documents,
    ...session,
    ...access,
    ...attribute,
  };
  const covered = new Set(cases.map(({ name }) => name.split('--')[0]));
  expect(Object.keys(catalog).filter((code) => !covered.has(code))).toEqual([]);
});
