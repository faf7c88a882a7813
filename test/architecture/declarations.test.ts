/** The published types, as `tsc` wrote them for the built package: whoever installs it gets no other package with it. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../dist/types/', import.meta.url));

/** Both ways in which a declaration names another module. */
const imported = /\bfrom '([^'\n]+)';|\bimport\("([^"\n]+)"\)/g;

/** Every declaration that the front door leads to, and the packages that these import. */
function reachable(entry: string): { readonly files: ReadonlySet<string>; readonly packages: string[] } {
  const files = new Set<string>();
  const packages: string[] = [];
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, named, inline] of readFileSync(join(root, file), 'utf8').matchAll(imported)) {
      const target = named ?? inline ?? '';
      if (target.startsWith('.')) visit(join(dirname(file), target.replace(/\.js$/, '.d.ts')));
      else packages.push(`${target} in ${file}`);
    }
  };
  visit(entry);
  return { files, packages };
}

it('import no package but Node itself', () => {
  const { files, packages } = reachable('index.d.ts');
  expect([...files]).toContain('compiled/role-mapping.d.ts');
  expect([...files]).toContain('terraform/plan/block.d.ts');
  expect(packages.filter((name) => !/^(node:)?fs\b/.test(name))).toEqual([]);
});
