/**
 * What installing a client would do, decided before anything is written. Knows which existing file is the tool's own; reads and
 * writes nothing.
 */
import { bearsMarker, withLineFeeds } from '../output/manifest.js';
import type { VerbatimFile } from '../terraform/plan/file.js';
import { isSameMapping } from './client-facts.js';

export type InstallStep =
  | { readonly kind: 'write' | 'unchanged' }
  /** Something exists there that this tool did not write; it must stay. */
  | { readonly kind: 'foreign' }
  /** A client of another mapping, which `replace` would replace. */
  | { readonly kind: 'other-mapping'; readonly text: string };

/** A file as it is in the folder; undefined when there is none. `'other'` is a folder, a link or a device. */
export type InstalledFile = { readonly text: string; readonly executable: boolean } | 'other' | undefined;

export function planInstall(
  { text, executable }: VerbatimFile,
  found: InstalledFile,
  replace = false,
): InstallStep {
  if (found === undefined) return { kind: 'write' };
  if (found === 'other' || !bearsMarker(withLineFeeds(found.text))) return { kind: 'foreign' };
  if (!replace && !isSameMapping(found.text, text)) return { kind: 'other-mapping', text: found.text };
  const isSame = found.text === text && found.executable === executable;
  return { kind: isSame ? 'unchanged' : 'write' };
}
