/** Where a repository begins. Looks for `.git`, which is a folder, or a file in worktrees and submodules. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `folder` (absolute) and its parents, nearest first, ending with the repository's root; `folder` alone outside of one. */
export function foldersUpToRoot(folder: string): readonly string[] {
  const folders: string[] = [];
  for (let each = folder; ; each = dirname(each)) {
    folders.push(each);
    if (existsSync(join(each, '.git'))) return folders;
    if (dirname(each) === each) return [folder];
  }
}

/** The nearest parent with `.git`, or `folder` itself where there is none. */
export function repositoryRoot(folder: string): string {
  return foldersUpToRoot(folder).at(-1) ?? folder;
}
