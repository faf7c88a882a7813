import { expect, test } from 'vitest';
import { nearest } from '../../src/mapping/nearest.js';

test.each([
  ['os_user', 'osUser'],
  ['OSUSER', 'osUser'],
  ['permisionSet', 'permissionSet'],
  ['sessions', 'session'],
  ['colour', undefined],
  ['', undefined],
  ['x'.repeat(100_000), undefined],
])('%.20s is %s', (word, meant) => {
  expect(nearest(word, ['osUser', 'permissionSet', 'session', 'nodes'])).toBe(meant);
});
