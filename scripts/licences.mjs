// Collects the licences of every package that ended up in the bundle. A package without a licence text, or under a
// licence that may not be bundled, stops the build.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const allowed = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'MPL-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'Public Domain',
]);

export async function licencesOf(output) {
  const folders = new Set(
    output.flatMap(({ modules = {} }) =>
      Object.entries(modules)
        .filter(([, { renderedLength }]) => renderedLength > 0)
        .map(([file]) => packageFolder(file))
        .filter((folder) => folder !== undefined),
    ),
  );
  const entries = await Promise.all([...folders].map((folder) => describe(folder)));
  const unique = new Map(entries.map((entry) => [entry.title, entry.text]));
  const sections = [...unique]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, text]) => `${title}\n\n${text}`);
  return `This package bundles the following software.\n\n${sections.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function packageFolder(file) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
}

async function describe(folder) {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const licence = manifest.license ?? manifest.licenses?.[0]?.type;
  if (!allowed.has(licence)) throw new Error(`${manifest.name}: licence ${licence} may not be bundled`);
  const names = await readdir(folder);
  const file = names.find((name) => /^(licen[cs]e|copying)/i.test(name));
  const source = repository(manifest);
  const text = file
    ? await readFile(join(folder, file), 'utf8')
    : `Licensed under ${licence}; the package carries no licence file. Author: ${authorOf(manifest)}`;
  return { title: `${manifest.name} ${manifest.version} (${licence})${source}`, text: text.trim() };
}

function repository({ repository, homepage }) {
  const url = typeof repository === 'string' ? repository : (repository?.url ?? homepage);
  return url ? `\n${url}` : '';
}

function authorOf({ author }) {
  return typeof author === 'string' ? author : (author?.name ?? 'unknown');
}
