/**
 * What a lock file leaves out. npm adds the optional packages of other platforms only to a lock file that it makes from
 * nothing; where they are missing, `npm ci` fails.
 */

type Versions = Readonly<Record<string, string>>;

interface LockedPackage {
  readonly version?: string;
  readonly inBundle?: boolean;
  readonly dependencies?: Versions;
  readonly optionalDependencies?: Versions;
}

export interface LockFile {
  /** By path below the repository, such as `node_modules/a/node_modules/b`; the repository itself is the empty path. */
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** `PATH: NAME@VERSION` for each dependency that is not in the lock file, or only in another version. */
export function missingPackages({ packages }: LockFile): string[] {
  return Object.entries(packages).flatMap(([path, { inBundle, dependencies, optionalDependencies }]) =>
    // What a package carries in its own archive is not installed by npm.
    inBundle
      ? []
      : Object.entries({ ...dependencies, ...optionalDependencies })
          .filter(([name, wanted]) => !isThere(wanted, nearest(name, path)))
          .map(([name, wanted]) => `${path}: ${name}@${wanted}`),
  );

  function nearest(name: string, path: string): LockedPackage | undefined {
    const place = placesFor(name, path).find((each) => each in packages);
    return place === undefined ? undefined : packages[place];
  }
}

/** Packages for a platform are asked for in one exact version; ranges are npm's to judge. */
function isThere(wanted: string, found: LockedPackage | undefined): boolean {
  const isExact = /^\d+\.\d+\.\d+/.test(wanted) && !wanted.includes(' ');
  return found !== undefined && (!isExact || found.version === wanted);
}

/** Where Node looks for a package that the package at `path` requires, nearest first. */
function placesFor(name: string, path: string): string[] {
  const inner = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  const at = path.lastIndexOf('node_modules/');
  if (at === -1) return [inner];
  return [inner, ...placesFor(name, path.slice(0, Math.max(0, at - 1)))];
}
