/** Files of the published package, found from wherever the bundler put this code. */
import { existsSync, readFileSync } from 'node:fs';
import type { RoleMapping } from '../mapping/model.js';
import { mappingDigest, type Origin } from '../mapping/origin.js';

/** `path` is relative to the folder of `package.json`. */
export function readPackageFile(path: string): string {
  let folder = new URL('.', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) {
    const parent = new URL('..', folder);
    if (parent.href === folder.href) throw new Error('the package has lost its package.json');
    folder = parent;
  }
  return readFileSync(new URL(path, folder), 'utf8');
}

export function packageVersion(): string {
  return JSON.parse(readPackageFile('package.json')).version;
}

export function originOf(mapping: RoleMapping): Origin {
  return { version: packageVersion(), digest: mappingDigest(mapping) };
}
