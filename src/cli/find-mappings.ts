/**
 * Looks for mappings and generated folders below a folder. Enters no folder by a link, and skips Git's files, packages, and the copies
 * of modules that Terraform and Terragrunt make. A mapping below generated files is one like any other.
 */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { systemCode } from '../diagnostics/system-error.js';
import { mappingNames } from '../input/open-mapping.js';
import { manifestPath } from '../output/manifest.js';

const passedOver: ReadonlySet<string> = new Set(['.git', 'node_modules', '.terraform', '.terragrunt-cache']);

/** Relative to `cwd`, in order of path. Looks into `most` folders only; folders that cannot be read are skipped. */
export function findMappings(cwd: string, most = Number.POSITIVE_INFINITY): readonly string[] {
  const found: string[] = [];
  for (const { folder, entries } of foldersBelow(cwd, most)) {
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (mappingNames.includes(entry.name) && !isFolder(entry, path)) found.push(relative(cwd, path));
    }
  }
  return found.sort();
}

/** Absolute, in order of path: those that say from which mapping they were generated. */
export function findOutputFolders(cwd: string): readonly string[] {
  return [...foldersBelow(cwd)]
    .filter(({ entries }) => entries.some((entry) => entry.isFile() && entry.name === manifestPath))
    .map(({ folder }) => folder)
    .sort();
}

function* foldersBelow(cwd: string, most = Number.POSITIVE_INFINITY) {
  const folders = [cwd];
  for (let at = 0; at < Math.min(folders.length, most); at += 1) {
    const folder = folders[at] ?? cwd;
    const entries = entriesOf(folder);
    yield { folder, entries };
    for (const entry of entries)
      if (entry.isDirectory() && !passedOver.has(entry.name)) folders.push(join(folder, entry.name));
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

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return [];
  }
}
