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
  compiled: ['text'],
  diagnostics: ['compiled'],
  markdown: ['shell', 'text'],
  shell: [],
  source: [],
  text: [],
  iam: ['source'],
  mapping: ['aws', 'compiled', 'iam', 'source'],
  access: ['aws', 'compiled', 'iam', 'mapping', 'shell'],
  verify: ['access', 'aws', 'iam', 'mapping'],
  terraform: ['access', 'aws', 'compiled', 'iam', 'mapping', 'text'],
  facts: ['access', 'aws', 'iam', 'mapping'],
  client: ['aws', 'compiled', 'facts', 'mapping', 'markdown', 'terraform', 'output', 'shell'],
  guide: ['aws', 'compiled', 'iam', 'mapping', 'access', 'terraform', 'markdown'],
  gate: ['aws', 'iam', 'mapping', 'access', 'source', 'verify', 'terraform', 'shell'],
  report: [
    'aws',
    'compiled',
    'facts',
    'iam',
    'mapping',
    'access',
    'source',
    'verify',
    'terraform',
    'markdown',
    'text',
  ],
  init: ['aws', 'mapping', 'source'],
  output: ['source', 'terraform'],
  input: ['generate', 'source'],
  generate: ['access', 'client', 'facts', 'guide', 'iam', 'mapping', 'report', 'terraform', 'verify'],
  several: ['generate', 'input', 'library', 'mapping', 'output', 'source'],
  prove: ['access', 'iam', 'verify', 'mapping', 'generate', 'report', 'source'],
};

describe('exported names', () => {
  it('mean one thing: no two files export the same name', () => {
    const exported =
      /^export (?:async )?(?:abstract )?(?:function\*?|const|let|class|interface|type|enum) ([A-Za-z_$][\w$]*)/gm;
    const places = new Map<string, string[]>();
    // What is compiled from the schema is called as the schema calls it; `mapping/schema/raw-mapping.ts` gives it our names.
    for (const file of files.filter((name) => !name.startsWith('compiled/')))
      for (const [, name = ''] of readFileSync(join(root, file), 'utf8').matchAll(exported))
        places.set(name, [...(places.get(name) ?? []), file]);
    expect(places.size).toBeGreaterThan(300);
    expect([...places].filter(([, where]) => where.length > 1)).toEqual([]);
  });
});

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

  it('form no cycle', () => {
    const targets = new Map<string, string[]>();
    for (const { from, target } of imports)
      targets.set(from, [...(targets.get(from) ?? []), target.replace(/\.js$/, '.ts')]);
    const finished = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) cycles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
      if (finished.has(file) || way.includes(file)) return;
      for (const target of targets.get(file) ?? []) if (files.includes(target)) visit(target, [...way, file]);
      finished.add(file);
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
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

  it('of the folder that knows cdktf are types, so that HCL never loads it', () => {
    const others = files.filter((file) => !file.startsWith('terraform/json/'));
    const values = others.flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const targets = [...text.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)';/gm)];
      return targets.map(([, target = '']) => relative(root, resolve(root, dirname(file), target)));
    });
    expect(values).toContain('terraform/hcl/render.js');
    expect(values.filter((target) => target.startsWith('terraform/json/'))).toEqual([]);
  });

  it('leave `process` to the command line', () => {
    const strays = files.filter(
      (file) =>
        !/^(cli\/|bin\.ts)/.test(file) && /\bprocess\.\w/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(strays).toEqual([]);
  });

  it('leave the names of the steps to `mapping/step.ts`: every other file asks for a fact', () => {
    const comparison =
      /[!=]==? '(prepare|switch|enforce)'|'(prepare|switch|enforce)' [!=]==?|case '(prepare|switch|enforce)'/;
    const strays = files.filter(
      (file) => file !== 'mapping/step.ts' && comparison.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(strays).toEqual([]);
  });
});
