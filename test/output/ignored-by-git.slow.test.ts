/** Git is the judge: what is said to be ignored is ignored, and nothing is missed where every pattern is known. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ignoredByGit } from '../../src/output/ignored-by-git.js';
import { hasProgram } from '../tools.js';
import { temporaryFolder } from './folder.js';

const step = fc.constantFrom('a', 'b', 'ab', '*', '**', '?', 'a*', '*b', '.a', 'a.b');
const known = fc
  .tuple(
    fc.constantFrom('', '!', '/', '!/'),
    fc.array(step, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '', '/'),
  )
  .map(([before, steps, after]) => `${before}${steps.join('/')}${after}`);
const odd = fc.constantFrom('[ab]', '!\\\\a', 'a ', '***', 'a**', '!a[', '', '#a', '//', '/');
const paths = ['a/b/ab', 'a/.a', 'b', 'ab/a/b/a.b', '.a/b'];

function judge(lines: { readonly root: readonly string[]; readonly below: readonly string[] }) {
  const root = temporaryFolder();
  const git = (...argv: string[]) =>
    spawnSync('git', ['-c', 'core.excludesFile=/dev/null', ...argv], { cwd: root, encoding: 'utf8' });
  git('init', '-q', '--template=');
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
  writeFileSync(join(root, '.gitignore'), `${lines.root.join('\n')}\n`);
  writeFileSync(join(root, 'a/.gitignore'), `${lines.below.join('\n')}\n`);
  const ignored = new Set(git('check-ignore', '--no-index', ...paths).stdout.split('\n'));
  return paths.map((path) => ({
    path,
    git: ignored.has(path),
    own: ignoredByGit(root, [join(root, path)]) !== undefined,
  }));
}

it.skipIf(!hasProgram('git'))('agrees with git check-ignore where every pattern is known', () => {
  const lists = fc.record({
    root: fc.array(known, { minLength: 1, maxLength: 4 }),
    below: fc.array(known, { maxLength: 2 }),
  });
  fc.assert(
    fc.property(lists, (lines) => {
      for (const { git, own, path } of judge(lines)) expect({ path, own }).toEqual({ path, own: git });
    }),
    { numRuns: 150 },
  );
});

it.skipIf(!hasProgram('git'))('says nothing that Git does not say, whatever the patterns', () => {
  const any = fc.oneof(known, odd);
  const lists = fc.record({ root: fc.array(any, { maxLength: 5 }), below: fc.array(any, { maxLength: 3 }) });
  fc.assert(
    fc.property(lists, (lines) => {
      for (const { git, own, path } of judge(lines))
        expect({ path, wrong: own && !git }).toEqual({ path, wrong: false });
    }),
    { numRuns: 150 },
  );
});
