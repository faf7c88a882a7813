/** Finds the mapping when none is named: here, in `.config/`, then likewise in each parent up to the repository's root. */
import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { failure } from '../diagnostics/failure.js';
import { systemCode } from '../diagnostics/system-error.js';
import { foldersUpToRoot } from '../input/repository.js';

const names = ['ssm-runas.yaml', 'ssm-runas.yml', 'ssm-runas.json'];

/** Relative to `cwd`. Throws a `Failure` when there is none. */
export function discoverMapping(cwd: string): string {
  for (const folder of foldersUpToRoot(cwd)) {
    for (const place of [folder, join(folder, '.config')]) {
      const name = names.find((each) => isFile(join(place, each)));
      if (name !== undefined) return relative(cwd, join(place, name));
    }
  }
  throw failure('mapping-not-found', undefined, { folder: cwd });
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}
