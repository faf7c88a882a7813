/** The built program, copied to where every user may read it and no build takes it away meanwhile. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '..');

/** The path of `bin.js`; call it in a test. */
export function builtProgram(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-program-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['dist', 'package.json', 'schema'])
    cpSync(join(root, name), join(folder, name), { recursive: true, filter: isPublished });
  spawnSync('chmod', ['-R', 'a+rX', folder]);
  return join(folder, 'dist/bin.js');
}

/** What Node.js keeps of earlier runs is not part of the package. */
function isPublished(source: string): boolean {
  return basename(source) !== 'compile-cache';
}
