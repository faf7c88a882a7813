/**
 * Looks for mappings below a folder, for `--all` and for a hint. Enters no folder by a link, and passes over Git's files, packages and
 * the copies of modules that Terraform and Terragrunt make. A mapping below generated files is one like any other.
 */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { systemCode } from '../diagnostics/system-error.js';
import { mappingNames } from '../input/open-mapping.js';

const passedOver: ReadonlySet<string> = new Set([
  '.git',
  'node_modules',
  '.terraform',
  '.terragrunt-cache',
]);

/** Relative to `cwd`, in order of path. Looks into `most` folders only; folders that cannot be read are passed over. */
export function findMappings(cwd: string, most = Number.POSITIVE_INFINITY): readonly string[] {
  const found: string[] = [];
  const folders = [cwd];
  for (let at = 0; at < Math.min(folders.length, most); at += 1) {
    const folder = folders[at] ?? cwd;
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !passedOver.has(entry.name)) folders.push(path);
      if (mappingNames.includes(entry.name) && !isFolder(entry, path)) found.push(relative(cwd, path));
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

/** What is neither a file nor a folder, such as a link that leads nowhere, is for the reader to refuse. */
function isFolder(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}
