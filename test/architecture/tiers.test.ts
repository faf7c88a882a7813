/** The fast tier needs Node.js, the built program and a shell; whatever needs another program is a `*.slow.test.ts`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

const testFiles = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.test.ts'),
);
const isSlow = (name: string) => name.endsWith('.slow.test.ts');

/** Each of these finds or runs a program that the fast tier must not need. */
const runners = [
  'browser.ts',
  'client/loopback-aws.ts',
  'e2e/moto.ts',
  'e2e/provider.ts',
  'editor/language-client.ts',
  'markdown/github.ts',
  'report/cloudtrail/judges.ts',
  'terraform/terraform.ts',
  'tools.ts',
];

/** Shells are found by the same means as other programs, but belong to the fast tier. */
const shells = 'shells.ts';

/** The files of `test` that a file imports, itself or by way of others, types left out. */
function reached(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file) || file === shells) return seen;
  seen.add(file);
  const text = readFileSync(join(root, file), 'utf8');
  for (const [, target = ''] of text.matchAll(/^import (?!type\b)[^;]*'(\.[^']+)\.js';$/gm)) {
    const path = relative(root, resolve(root, dirname(file), `${target}.ts`));
    if (!path.startsWith('..') && existsSync(join(root, path))) reached(path, seen);
  }
  return seen;
}

test('the tests that need other programs are found by what they import', () => {
  for (const runner of runners) {
    const users = testFiles.filter((file) => reached(file).has(runner));
    expect({ runner, users: users.length }).not.toEqual({ runner, users: 0 });
  }
});

test('no test of the fast tier imports what runs another program', () => {
  const wrong = testFiles
    .filter((file) => !isSlow(file))
    .flatMap((file) =>
      runners.filter((runner) => reached(file).has(runner)).map((name) => `${file}: ${name}`),
    );
  expect(wrong).toEqual([]);
});
