/**
 * What `generate` prints of files: what changes as a unified diff, or all of them as one text.
 */

import { posix, sep } from 'node:path';
import { FILE_HEADERS_ONLY, formatPatch } from 'diff';
import picocolors from 'picocolors';
import { visible } from '../diagnostics/format/shown-text.js';
import type { FileChange } from '../output/compare.js';
import { manifestPath } from '../output/manifest.js';
import type { RenderedFile } from '../terraform/plan/file.js';
import { hunksOf } from './line-diff.js';

/** `# file: PATH (N bytes)`, then exactly N bytes of UTF-8, then the next. */
export function bundleOf(files: readonly RenderedFile[]): string {
  return files
    .map(({ path, text }) => `# file: ${path} (${Buffer.byteLength(text)} bytes)\n${text}`)
    .join('');
}

export interface DiffStyle {
  /** The output folder as the user would name it. */
  readonly folder: string;
  readonly colour: boolean;
  /** Then control characters of hand-edited files are made visible. */
  readonly isTerminal: boolean;
}

/**
 * What changes in the output folder, as a unified diff that `git apply` and `patch -p1` take. Without the manifest: its lines are
 * digests, which tell a reader nothing.
 */
export function diffOf(changes: readonly FileChange[], { folder, colour, isTerminal }: DiffStyle): string {
  const diff = changes
    .filter(({ path }) => path !== manifestPath)
    .map((change) => diffOfOne(change, posix.join(folder.replaceAll(sep, '/'), change.path)))
    .join('');
  const safe = isTerminal ? visible(diff) : diff;
  return colour ? coloured(safe) : safe;
}

function diffOfOne(change: FileChange, path: string): string {
  const before = change.state === 'changed' || change.state === 'orphaned' ? change.before : '';
  const after = change.state === 'created' || change.state === 'changed' ? change.after.text : '';
  if (change.state === 'unchanged') return '';
  if (before === after) return `diff --git a/${path} b/${path}\nold mode 100644\nnew mode 100755\n`;
  const from = change.state === 'created' ? '/dev/null' : `a/${path}`;
  const to = change.state === 'orphaned' ? '/dev/null' : `b/${path}`;
  const hunks = hunksOf(before, after);
  const headers = { oldFileName: from, newFileName: to, oldHeader: undefined, newHeader: undefined };
  return formatPatch({ ...headers, hunks }, FILE_HEADERS_ONLY);
}

function coloured(diff: string): string {
  const { bold, cyan, green, red } = picocolors.createColors(true);
  const tint = (line: string) => {
    if (/^(?:---|\+\+\+|diff|old mode|new mode) /.test(line)) return bold(line);
    if (line.startsWith('@@')) return cyan(line);
    if (line.startsWith('+')) return green(line);
    return line.startsWith('-') ? red(line) : line;
  };
  return diff.split('\n').map(tint).join('\n');
}
