/**
 * Lets Node.js keep the code that V8 compiled of the program, for the next run. Knows nothing of what the program does,
 * and never makes a run fail or say anything.
 */
import { mkdirSync, statSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';

/** Node.js 20 has no compile cache, and the types are those of 20. */
interface ModuleWithCache {
  readonly enableCompileCache?: (folder: string) => unknown;
}

/**
 * `folder` holds the program. Node.js checks the cache against damage, not against an attacker, so that nobody else may
 * write to it: it is made for its owner alone, whatever the umask, and only where the program belongs to the same user. Another
 * user's folder is left alone for one more reason: what root writes there, its owner could not remove.
 */
export function keepCompiledCode(folder: string): void {
  const { enableCompileCache } = module as object as ModuleWithCache;
  if (!enableCompileCache || process.env.NODE_DISABLE_COMPILE_CACHE !== undefined) return;
  const cache = join(folder, 'compile-cache');
  try {
    if (process.getuid && process.getuid() !== statSync(folder).uid) return;
    mkdirSync(cache, { recursive: true, mode: 0o700 });
  } catch {
    return;
  }
  enableCompileCache(cache);
}
