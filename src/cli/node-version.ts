/**
 * Which versions of Node.js the program runs on, as `engines` in package.json says it too. Part of `bin.js`, which old
 * versions read.
 */

/** Why the program does not run on this version; undefined when it does. */
export function refusalOf(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const runs = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (runs) return undefined;
  return `ssm-runas-gen needs Node.js 20.19 or a later version of 20, or Node.js 22.12 or later; this is Node.js ${version}`;
}
