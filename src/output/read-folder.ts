/**
 * Reads what exists at the paths that matter in an output folder: those to be generated and those of the manifest.
 * Follows no link below the folder, opens nothing but regular files, and judges nothing.
 */
import type { Dirent } from 'node:fs';
import { dirname, join } from 'node:path';
import { failure } from '../diagnostics/failure.js';
import { systemCode, systemReason } from '../diagnostics/system-error.js';
import { temporaryName } from './atomic-file.js';
import { type FileSystem, isThere, realPath } from './file-system.js';
import { type Manifest, manifestPath, parseManifest, withLineFeeds } from './manifest.js';

export interface OutputFolder {
  /** Absolute. */
  readonly path: string;
  /** As the user would name it. */
  readonly shown: string;
}

export type Standing =
  | { readonly kind: 'missing' }
  /** `text` has LF line ends. */
  | { readonly kind: 'file'; readonly text: string; readonly executable: boolean }
  | { readonly kind: 'link' | 'not-a-file' }
  /** A folder on the way is a link, or is no folder; `at` is its path below the output folder. */
  | { readonly kind: 'linked-folder' | 'not-a-folder'; readonly at: string };

export interface FolderState {
  /** The output folder, links followed as far as it exists. */
  readonly realPath: string;
  readonly manifest: Manifest;
  /** By path below the output folder: every path asked for, every path of the manifest, and their other-syntax twins. */
  readonly standing: ReadonlyMap<string, Standing>;
  /** Files that change what generated Terraform files say, by path below the output folder. */
  readonly overrides: readonly Override[];
  /** Temporary files that killed runs left, by path below the output folder. */
  readonly leftovers: readonly string[];
}

export interface Override {
  readonly path: string;
  /** The generated file instead of which OpenTofu reads this one; without it, Terraform merges this one over the others. */
  readonly replaced?: string;
}

/** Bytes; what is generated for thousands of roles has a tenth of them. */
const largestFile = 256 * 1024 * 1024;

interface ListedFolder {
  readonly kind: 'folder';
  readonly entries: ReadonlyMap<string, Dirent>;
  readonly inLowerCase: ReadonlyMap<string, Dirent>;
}

type Listing =
  | ListedFolder
  | { readonly kind: 'missing' }
  | { readonly kind: 'linked-folder' | 'not-a-folder'; readonly at: string };

/** Throws a `Failure` when the folder, or a file that matters in it, cannot be read. */
export function readFolder(folder: OutputFolder, paths: readonly string[], fs: FileSystem): FolderState {
  // Before anything is read: what is written later must be where it was read.
  const real = realPath(folder.path, fs);
  const listings = new Map<string, Listing>([['', listRoot(folder, fs)]]);

  const entryAt = (path: string, { entries, inLowerCase }: ListedFolder): Dirent | undefined => {
    const name = nameOf(path);
    if (entries.has(name)) return entries.get(name);
    // Where letter case does not count, as on macOS and Windows, a path leads to what has other letters.
    const other = inLowerCase.get(name.toLowerCase());
    return other && isThere(join(folder.path, path), fs) ? other : undefined;
  };
  const list = (path: string): Listing => {
    const known = listings.get(path);
    if (known) return known;
    const parent = list(folderOf(path));
    const listing = parent.kind === 'folder' ? listChild(folder, path, entryAt(path, parent), fs) : parent;
    listings.set(path, listing);
    return listing;
  };
  const read = (path: string): Standing => {
    const parent = list(folderOf(path));
    if (parent.kind !== 'folder') return parent;
    return readStanding(folder, path, entryAt(path, parent), fs);
  };

  const written = read(manifestPath);
  const manifest: Manifest = written.kind === 'file' ? parseManifest(written.text) : new Map();
  const standing = new Map<string, Standing>([[manifestPath, written]]);
  for (const path of [...paths, ...manifest.keys(), ...paths.map(twinOf)]) {
    if (path !== undefined && !standing.has(path)) standing.set(path, read(path));
  }
  const leftovers = [...leftoversIn(listings)];
  return { realPath: real, manifest, standing, overrides: [...overridesIn(listings, paths)], leftovers };
}

const terraformFile = /\.tf(?:\.json)?$/;
/** Terraform ignores files whose names begin with a dot (`parser_config_dir.go`). */
const overrideFile = /^(?!\.)(?:.*_)?override\.(?:tf|tofu)(?:\.json)?$/;

/**
 * https://developer.hashicorp.com/terraform/language/files/override and, for `.tofu`,
 * https://opentofu.org/docs/language/files/#extension-precedence.
 */
function* overridesIn(listings: ReadonlyMap<string, Listing>, paths: readonly string[]): Generator<Override> {
  const generated = new Map(
    paths
      .filter((path) => terraformFile.test(path))
      .map((path) => [path.replace(/\.tf(?=$|\.json$)/, '.tofu'), path]),
  );
  const folders = new Set([...generated.values()].map(folderOf));
  for (const [folder, listing] of listings) {
    if (listing.kind !== 'folder' || !folders.has(folder)) continue;
    for (const [name, found] of listing.entries) {
      if (found.isDirectory()) continue;
      const path = folder === '' ? name : `${folder}/${name}`;
      const replaced = generated.get(path);
      if (replaced !== undefined) yield { path, replaced };
      else if (overrideFile.test(name)) yield { path };
    }
  }
}

/** The same Terraform file in the other syntax: both in one folder would declare everything twice. */
function twinOf(path: string): string | undefined {
  if (path.endsWith('.tf.json')) return path.slice(0, -'.json'.length);
  return path.endsWith('.tf') ? `${path}.json` : undefined;
}

function* leftoversIn(listings: ReadonlyMap<string, Listing>): Generator<string> {
  for (const [path, listing] of listings) {
    if (listing.kind !== 'folder') continue;
    for (const [name, found] of listing.entries) {
      if (temporaryName.test(name) && found.isFile()) yield path === '' ? name : `${path}/${name}`;
    }
  }
}

function listRoot(folder: OutputFolder, fs: FileSystem): Listing {
  try {
    return toListing(fs.readdirSync(folder.path, { withFileTypes: true }));
  } catch (error) {
    if (systemCode(error) === 'ENOTDIR') {
      throw failure('output-not-a-folder', folder.shown, { file: folder.shown });
    }
    if (systemCode(error) !== 'ENOENT') {
      throw failure('output-unreadable', folder.shown, { file: folder.shown, reason: systemReason(error) });
    }
    return missingUnlessLink(folder, fs);
  }
}

/** `readdir` follows links, so a link to nowhere, the folder or one above it, looks like nothing at all. */
function missingUnlessLink(folder: OutputFolder, fs: FileSystem): Listing {
  let { path, shown } = folder;
  try {
    while (!fs.lstatSync(path, { throwIfNoEntry: false })) [path, shown] = [dirname(path), join(shown, '..')];
    if (fs.statSync(path, { throwIfNoEntry: false })) return { kind: 'missing' };
  } catch (error) {
    throw failure('output-unreadable', shown, { file: shown, reason: systemReason(error) });
  }
  throw failure('output-is-link', shown, { file: shown });
}

function listChild(folder: OutputFolder, path: string, found: Dirent | undefined, fs: FileSystem): Listing {
  if (!found) return { kind: 'missing' };
  if (found.isSymbolicLink()) return { kind: 'linked-folder', at: path };
  if (!found.isDirectory()) return { kind: 'not-a-folder', at: path };
  try {
    return toListing(fs.readdirSync(join(folder.path, path), { withFileTypes: true }));
  } catch (error) {
    // Another run may have removed it since its parent was listed.
    if (systemCode(error) === 'ENOENT') return { kind: 'missing' };
    const file = join(folder.shown, path);
    throw failure('output-unreadable', file, { file, reason: systemReason(error) });
  }
}

function readStanding(
  folder: OutputFolder,
  path: string,
  found: Dirent | undefined,
  fs: FileSystem,
): Standing {
  if (!found) return { kind: 'missing' };
  if (found.isSymbolicLink()) return { kind: 'link' };
  if (!found.isFile()) return { kind: 'not-a-file' };
  try {
    const absolute = join(folder.path, path);
    const { mode, size } = fs.lstatSync(absolute);
    if (size > largestFile) throw Object.assign(new Error(`${path} is too large`), { code: 'EFBIG' });
    // Without an encoding: with one, Node.js 20 aborts where the file system fails at closing the file.
    const text = withLineFeeds(fs.readFileSync(absolute).toString());
    return { kind: 'file', text, executable: (mode & 0o100) !== 0 };
  } catch (error) {
    // Another run may have removed it since its folder was listed.
    if (systemCode(error) === 'ENOENT') return { kind: 'missing' };
    const file = join(folder.shown, path);
    throw failure('output-unreadable', file, { file, reason: systemReason(error) });
  }
}

function toListing(found: readonly Dirent[]): Listing {
  return {
    kind: 'folder',
    entries: new Map(found.map((one) => [one.name, one])),
    inLowerCase: new Map(found.map((one) => [one.name.toLowerCase(), one])),
  };
}

/** The empty string for a path at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
