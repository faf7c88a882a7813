/** The lock file: `npm ci` must install from it on every platform. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type LockFile, missingPackages } from './missing-packages.js';

const dependencyKinds = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
] as const;

type Manifest = Readonly<Partial<Record<(typeof dependencyKinds)[number], Readonly<Record<string, string>>>>>;

function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
}

const lock = read<LockFile & { readonly packages: { readonly '': Manifest } }>('package-lock.json');

test('the lock file holds the packages of all platforms', () => {
  expect(missingPackages(lock)).toEqual([]);
});

test('the lock file was made for the dependencies of package.json', () => {
  const manifest = read<Manifest>('package.json');
  for (const kind of dependencyKinds) expect(lock.packages[''][kind]).toEqual(manifest[kind]);
});

test('finds packages that are not in the lock file, or only in another version', () => {
  const packages = {
    '': { optionalDependencies: { top: '1.0.0' } },
    'node_modules/top': { version: '1.0.0' },
    'node_modules/tool': {
      dependencies: { lib: '^2.0.0', gone: '1.0.0' },
      optionalDependencies: { 'tool-linux': '3.0.0', 'tool-mac': '3.0.0', top: '2.0.0' },
    },
    'node_modules/lib': { version: '2.1.0' },
    'node_modules/tool/node_modules/tool-linux': { version: '3.0.0' },
    'node_modules/a/node_modules/@b/c': { optionalDependencies: { near: '1.0.0', far: '1.0.0' } },
    'node_modules/a/node_modules/near': { version: '1.0.0' },
    'node_modules/d': { inBundle: true, optionalDependencies: { bundled: '1.0.0' } },
  };
  expect(missingPackages({ packages })).toEqual([
    'node_modules/tool: gone@1.0.0',
    'node_modules/tool: tool-mac@3.0.0',
    'node_modules/tool: top@2.0.0',
    'node_modules/a/node_modules/@b/c: far@1.0.0',
  ]);
});
