/**
 * Looks for mappings and generated folders below a folder. Enters no folder by a link, and skips Git's files, packages, and the copies
 * of modules that Terraform and Terragrunt make. A mapping below generated files is one like any other.
 */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { systemCode } from '../diagnostics/system-error.js';
import { mappingNames } from '../input/open-mapping.js';
import { realFileSystem, realPath } from '../output/file-system.js';
import { manifestPath } from '../output/manifest.js';

const passedOver: ReadonlySet<string> = new Set(['.git', 'node_modules', '.terraform', '.terragrunt-cache']);

/**
 * Relative to `cwd`, in order of path. Looks into `most` folders only; folders that cannot be read are skipped. A link to a mapping
 * that is found itself is left out.
 */
export function findMappings(cwd: string, most = Number.POSITIVE_INFINITY): readonly string[] {
  const found: string[] = [];
  const links: string[] = [];
  for (const { folder, entries } of foldersBelow(cwd, most)) {
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (!mappingNames.includes(entry.name) || isFolder(entry, path)) continue;
      (entry.isSymbolicLink() ? links : found).push(path);
    }
  }
  const own = new Set(links.length > 0 ? found.map(withoutLinks) : []);
  const others = links.filter((path) => !own.has(withoutLinks(path)));
  return [...found, ...others].map((path) => relative(cwd, path)).sort();
}

const withoutLinks = (path: string) => realPath(path, realFileSystem);

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
