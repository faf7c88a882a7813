/**
 * Looks for mappings below a folder, for `--all` and for a hint. Follows no links, and passes over Git's files, packages and the
 * folders that the tool writes.
 */
import { type Dirent, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { systemCode } from '../diagnostics/system-error.js';
import { mappingNames } from '../input/open-mapping.js';
import { manifestPath } from '../output/manifest.js';

const passedOver: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Relative to `cwd`, in order of path. Looks into `most` folders only; folders that cannot be read are passed over. */
export function findMappings(cwd: string, most = Number.POSITIVE_INFINITY): readonly string[] {
  const found: string[] = [];
  const folders = [cwd];
  for (let at = 0; at < Math.min(folders.length, most); at += 1) {
    const folder = folders[at] ?? cwd;
    const entries = entriesOf(folder);
    if (entries.some(({ name }) => name === manifestPath)) continue;
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !passedOver.has(entry.name)) folders.push(path);
      if (entry.isFile() && mappingNames.includes(entry.name)) found.push(relative(cwd, path));
    }
  }
  return found.sort();
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return [];
  }
}
