import { expect, test } from 'vitest';
import { explainPages } from '../../../src/compiled/explain-pages.js';
import { catalog } from '../../../src/diagnostics/catalog/index.js';

test('every code has a page, and every page a code', () => {
  expect(Object.keys(explainPages).sort()).toEqual(Object.keys(catalog).sort());
});

test('every page says why and from where', () => {
  for (const [code, { why, source }] of Object.entries(explainPages)) {
    expect(code).toMatch(/^[a-z][a-z0-9-]+$/);
    expect([code, why.length > 20 && why.endsWith('.'), source !== '']).toEqual([code, true, true]);
  }
});
