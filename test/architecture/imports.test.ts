/** The house plan, held: imports go one way, and what only one room may know stays in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../src/', import.meta.url));

interface Import {
  readonly from: string;
  readonly target: string;
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8');
  const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target = '']) => target);
  return targets.map((target) => ({
    from: file,
    target: target.startsWith('.') ? relative(root, resolve(root, dirname(file), target)) : target,
  }));
});

const room = (path: string) =>
  path.includes('/') ? (path.split('/')[0] ?? '') : path.replace(/\.[jt]s$/, '');

/** Each room and the rooms it may import from, besides itself and `diagnostics`. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  aws: [],
  compiled: [],
  diagnostics: [],
  iam: [],
  mapping: ['aws', 'compiled', 'iam'],
  access: ['aws', 'iam', 'mapping'],
  verify: ['access', 'aws', 'iam', 'mapping'],
  terraform: ['access', 'aws', 'compiled', 'iam', 'mapping'],
  shell: [],
  markdown: [],
  client: ['aws', 'mapping', 'terraform', 'output', 'shell'],
  guide: ['aws', 'mapping', 'access', 'terraform', 'shell', 'markdown'],
  gate: ['aws', 'iam', 'mapping', 'access', 'verify', 'terraform'],
  report: ['aws', 'compiled', 'iam', 'mapping', 'access', 'verify', 'terraform', 'markdown'],
  init: ['aws', 'mapping'],
  output: ['terraform'],
  input: ['generate', 'mapping'],
  generate: ['aws', 'iam', 'mapping', 'access', 'verify', 'terraform', 'client', 'guide', 'report'],
  prove: ['access', 'iam', 'verify', 'mapping', 'generate', 'report'],
};

describe('imports', () => {
  it('are found', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it('go one way', () => {
    const wrong = imports.filter(({ from, target }) => {
      const rooms = allowed[room(from)];
      const to = room(target);
      const isOurs = files.includes(target.replace(/\.js$/, '.ts')) || target.startsWith('compiled/');
      return rooms && isOurs && to !== room(from) && to !== 'diagnostics' && !rooms.includes(to);
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    ['cdktf and constructs', /^(cdktf|constructs|@cdktf\/.*)$/, /^terraform\/json\//],
    ['Handlebars, which only the build runs,', /^handlebars/, /^nowhere$/],
    ['file access', /^node:fs/, /^(output|input|cli)\//],
    ['commander', /^commander$/, /^cli\//],
  ])('keep %s in one place', (_, target, place) => {
    const strays = imports.filter((one) => target.test(one.target) && !place.test(one.from));
    expect(strays).toEqual([]);
  });

  it('leave `process` to the command line', () => {
    const strays = files.filter(
      (file) =>
        !/^(cli\/|bin\.ts)/.test(file) && /\bprocess\.\w/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(strays).toEqual([]);
  });
});
