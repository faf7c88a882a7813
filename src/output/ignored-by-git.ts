/**
 * Whether Git ignores what was written, by the `.gitignore` files of the repository and `.git/info/exclude`, read without running Git.
 * It is only a hint: patterns that this file does not know are passed over, and so are the user's own `core.excludesFile` and
 * the files that Git tracks already. Where it answers, Git says the same.
 */
import { lstatSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { systemCode } from '../diagnostics/system-error.js';
import { isInside } from '../source/path-inside.js';
import { isThere } from './file-system.js';

export interface IgnoredPath {
  /** From the root of the repository, with `/`: the path itself or the folder above it that is ignored. */
  readonly path: string;
  /** The file with the pattern, from the root, and the pattern as it is written there. */
  readonly file: string;
  readonly line: number;
  readonly pattern: string;
}

interface Rule extends Omit<IgnoredPath, 'path'> {
  readonly isNegated: boolean;
  /** `undefined`: a pattern that is not known. */
  readonly matches: ((path: string, isFolder: boolean) => boolean) | undefined;
}

const mostBytes = 1024 * 1024;

/** The first of the paths (absolute) that is ignored. `root` is the root of the repository. */
export function ignoredByGit(root: string, paths: readonly string[]): IgnoredPath | undefined {
  if (!isThere(join(root, '.git'))) return undefined;
  const rulesIn = new Map<string, readonly Rule[]>();
  const rulesOf = (file: string, base: string) => {
    const known = rulesIn.get(file) ?? readRules(root, file, base);
    rulesIn.set(file, known);
    return known;
  };
  for (const absolute of paths) {
    if (!isInside(root, absolute) || absolute === root) continue;
    const steps = relative(root, absolute).split(sep);
    for (let length = 1; length <= steps.length; length += 1) {
      const path = steps.slice(0, length).join('/');
      const folders = steps.slice(0, length).map((_, at) => steps.slice(0, at).join('/'));
      const rules = [
        ...rulesOf('.git/info/exclude', ''),
        ...folders.flatMap((folder) =>
          rulesOf(folder === '' ? '.gitignore' : `${folder}/.gitignore`, folder),
        ),
      ];
      // What is below an ignored folder cannot be taken back, so the first answer on the way is the last.
      const found = ignoring(rules, path, length < steps.length);
      if (found) return { path, file: found.file, line: found.line, pattern: found.pattern };
    }
  }
  return undefined;
}

/** The last rule that matches decides. An unknown exception might be for this path. */
function ignoring(rules: readonly Rule[], path: string, isFolder: boolean): Rule | undefined {
  const last = rules.findLastIndex(({ matches }) => matches?.(path, isFolder));
  const rule = rules[last];
  if (!rule || rule.isNegated) return undefined;
  const mayBeTakenBack = rules.slice(last).some(({ isNegated, matches }) => isNegated && !matches);
  return mayBeTakenBack ? undefined : rule;
}

function readRules(root: string, file: string, base: string): readonly Rule[] {
  const text = textOf(join(root, file));
  return text.split('\n').flatMap((line, at) => {
    const pattern = line.replace(/\r$/, '');
    if (pattern.trim() === '' || pattern.startsWith('#')) return [];
    const isNegated = pattern.startsWith('!');
    const matches = matcher(isNegated ? pattern.slice(1) : pattern, base);
    return [{ file, line: at + 1, pattern, isNegated, matches }];
  });
}

/** Git reads no link, and neither does a hint read what is large. */
function textOf(path: string): string {
  try {
    const status = lstatSync(path);
    return status.isFile() && status.size <= mostBytes ? readFileSync(path).toString() : '';
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return '';
  }
}

/** Names, `*`, `?`, and `**` as a whole step; classes and backslashes are not known, nor are spaces and tabs at the end. */
function matcher(pattern: string, base: string): Rule['matches'] {
  if (/[[\]\\\s]/.test(pattern)) return undefined;
  const forFolders = pattern.endsWith('/');
  const body = forFolders ? pattern.slice(0, -1) : pattern;
  if (body === '' || body.startsWith('//') || body.endsWith('/')) return undefined;
  const isAnchored = body.includes('/');
  const steps = body.replace(/^\//, '').split('/');
  if (steps.some((step) => step === '' || (step.includes('**') && step !== '**'))) return undefined;
  const expression = new RegExp(
    `^${isAnchored ? '' : '(?:.*/)?'}${steps.map(stepExpression).join('')}$`,
    's',
  );
  return (path, isFolder) => {
    if (forFolders && !isFolder) return false;
    if (base === '') return expression.test(path);
    return path.startsWith(`${base}/`) && expression.test(path.slice(base.length + 1));
  };
}

function stepExpression(step: string, at: number, all: readonly string[]): string {
  const isLast = at === all.length - 1;
  // At the end: everything below. Elsewhere: any number of folders.
  if (step === '**') return isLast ? '.+' : '(?:.*/)?';
  const name = step
    .replace(/[.+^${}()|]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return isLast ? name : `${name}/`;
}
