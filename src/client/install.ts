/**
 * What installing the client's files would do, decided before anything is written. Knows which existing file is the
 * tool's own; reads and writes nothing.
 */
import { bearsMarker, withLineFeeds } from '../output/manifest.js';
import type { VerbatimFile } from '../terraform/plan/file.js';
import { isSameMapping } from './client-facts.js';

export type InstallStep =
  | { readonly kind: 'write'; readonly name: string; readonly text: string; readonly executable: boolean }
  | { readonly kind: 'unchanged'; readonly name: string }
  /** Something stands there that this tool did not write; it must stay. */
  | { readonly kind: 'foreign'; readonly name: string }
  /** A client of another mapping, which `replace` would replace. */
  | { readonly kind: 'other-mapping'; readonly name: string; readonly text: string };

/** A file as it stands in the folder; undefined when there is none. `'other'` is a folder, a link or a device. */
export type InstalledFile = { readonly text: string; readonly executable: boolean } | 'other' | undefined;

/**
 * One step per file, in their order; names are without folders. Nothing may be written when one of them is foreign, or of
 * another mapping.
 * `existing` is asked for each name.
 */
export function planInstall(
  files: readonly VerbatimFile[],
  existing: (name: string) => InstalledFile,
  replace = false,
): readonly InstallStep[] {
  return files.map(({ path, text, executable }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const found = existing(name);
    if (found === undefined) return { kind: 'write', name, text, executable };
    if (found === 'other' || !bearsMarker(withLineFeeds(found.text))) return { kind: 'foreign', name };
    if (!replace && !isSameMapping(found.text, text))
      return { kind: 'other-mapping', name, text: found.text };
    const isSame = found.text === text && found.executable === executable;
    return isSame ? { kind: 'unchanged', name } : { kind: 'write', name, text, executable };
  });
}
