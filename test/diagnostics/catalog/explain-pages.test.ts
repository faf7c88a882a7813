import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explainPages } from '../../../src/compiled/explain-pages.js';
import { catalog } from '../../../src/diagnostics/catalog/index.js';

const root = join(import.meta.dirname, '../../..');

test('every code has a page, and every page a code', () => {
  expect(Object.keys(explainPages).sort()).toEqual(Object.keys(catalog).sort());
});

test('every page says why and from where', () => {
  for (const [code, { why, source }] of Object.entries(explainPages)) {
    expect(code).toMatch(/^[a-z][a-z0-9-]+$/);
    expect([code, why.length > 20 && why.endsWith('.'), source !== '']).toEqual([code, true, true]);
  }
});

test('every page has a title and an example whose two sides differ', () => {
  const incomplete = Object.entries(explainPages).filter(
    ([, { title, example }]) => title === '' || !example || example.wrong === example.right,
  );
  expect(incomplete.map(([code]) => code)).toEqual([]);
});

test('what a page names as its source is on the web or in the package', () => {
  const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const missing = Object.entries(explainPages).filter(([, { source }]) => {
    if (source.startsWith('https://')) return false;
    const [path = ''] = source.split('#');
    return !files.includes(path.split('/')[0]) || !existsSync(join(root, path));
  });
  expect(missing.map(([code]) => code)).toEqual([]);
});
