/**
 * The package as npm packs it, from a copy of what it publishes: packing in the repository would build again and change package.json
 * while other tests read it. `scripts/check-package.mjs` judges the package itself.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hangGuard } from '../hang-guard.js';

const root = join(import.meta.dirname, '../..');

/** Packs into `folder`; answers the path of the tarball. */
export function packedInto(folder: string): string {
  const copy = join(folder, 'package');
  mkdirSync(copy, { recursive: true });
  const {
    scripts: _,
    devDependencies: __,
    ...published
  } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(copy, 'package.json'), JSON.stringify(published));
  for (const name of ['dist', 'schema', 'docs', 'examples', 'README.md', 'LICENSE'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  const { stdout, stderr, status } = spawnSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: copy,
    encoding: 'utf8',
    timeout: hangGuard,
  });
  if (status !== 0) throw new Error(stderr);
  return join(folder, stdout.trim());
}
