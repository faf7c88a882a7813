/** Each code of the mapping language has a case under `test/cases/invalid`, named CODE or CODE--VARIANT. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessEntries } from '../../src/diagnostics/catalog/access.js';
import { attributeEntries } from '../../src/diagnostics/catalog/attribute.js';
import { documentEntries } from '../../src/diagnostics/catalog/documents.js';
import { roleEntries } from '../../src/diagnostics/catalog/roles.js';
import { schemaEntries } from '../../src/diagnostics/catalog/schema.js';
import { sessionEntries } from '../../src/diagnostics/catalog/session.js';
import { sourceEntries } from '../../src/diagnostics/catalog/source.js';
import { textEntries } from '../../src/diagnostics/catalog/text.js';

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
  const covered = new Set(
    readdirSync(join(import.meta.dirname, '../cases/invalid')).map((name) => name.split('--')[0]),
  );
  expect(Object.keys(catalog).filter((code) => !covered.has(code))).toEqual([]);
});
