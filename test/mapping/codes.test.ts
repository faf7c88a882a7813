/** Each code of the mapping language has a case under `test/cases/invalid`, named CODE or CODE--VARIANT. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { access } from '../../src/diagnostics/catalog/access.js';
import { attribute } from '../../src/diagnostics/catalog/attribute.js';
import { documents } from '../../src/diagnostics/catalog/documents.js';
import { roles } from '../../src/diagnostics/catalog/roles.js';
import { schema } from '../../src/diagnostics/catalog/schema.js';
import { session } from '../../src/diagnostics/catalog/session.js';
import { source } from '../../src/diagnostics/catalog/source.js';
import { text } from '../../src/diagnostics/catalog/text.js';

test('every code of the mapping language has a case', () => {
  const catalog = {
    ...source(),
    ...schema(),
    ...text(),
    ...roles(),
    ...documents(),
    ...session(),
    ...access(),
    ...attribute(),
  };
  const covered = new Set(
    readdirSync(join(import.meta.dirname, '../cases/invalid')).map((name) => name.split('--')[0]),
  );
  expect(Object.keys(catalog).filter((code) => !covered.has(code))).toEqual([]);
});
