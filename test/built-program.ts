/** The built program, copied to where every user may read it and no build takes it away meanwhile. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { programInPackage } from './program-path.mjs';

const root = join(import.meta.dirname, '..');

export interface ProgramCopy {
  readonly path: string;
  readonly remove: () => void;
}

export function copyBuiltProgram(): ProgramCopy {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-program-'));
  for (const name of ['dist', 'package.json', 'schema'])
    cpSync(join(root, name), join(folder, name), { recursive: true, filter: isNeeded });
  spawnSync('chmod', ['-R', 'a+rX', folder]);
  return {
    path: join(folder, programInPackage),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** No run reads the types, and what Node.js keeps of earlier runs is not part of the package. */
function isNeeded(source: string): boolean {
  return source !== join(root, 'dist/types') && basename(source) !== 'compile-cache';
}

/** The path of a copy that goes with the test; call it in one. */
export function builtProgram(): string {
  const { path, remove } = copyBuiltProgram();
  onTestFinished(remove);
  return path;
}
