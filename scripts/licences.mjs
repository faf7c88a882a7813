// What ended up in the bundle: the licences of every package, for people, and the packages as a bill of materials, for programs.
// A package without a licence text, or under a licence that may not be bundled, stops the build.
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

/** The packages with code in the bundle, in order of name and version. */
export async function bundledPackages(output) {
  const folders = new Set(
    output.flatMap(({ modules = {} }) =>
      Object.entries(modules)
        .filter(([, { renderedLength }]) => renderedLength > 0)
        .map(([file]) => packageFolder(file))
        .filter((folder) => folder !== undefined),
    ),
  );
  const packages = await Promise.all([...folders].map((folder) => describe(folder)));
  const unique = new Map(packages.map((each) => [each.title, each]));
  return [...unique.values()].sort((a, b) => (a.title < b.title ? -1 : 1));
}

export function licenceTexts(packages) {
  const sections = packages.map(({ title, text }) => `${title}\n\n${text}`);
  return `This package bundles the following software.\n\n${sections.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/). Without a date and a serial number: the same bytes for the same packages. */
export function billOfMaterials({ name, version, license }, packages) {
  const component = (type, each) => ({
    type,
    'bom-ref': purl(each),
    name: each.name,
    version: each.version,
    licenses: [{ license: / /.test(each.licence) ? { name: each.licence } : { id: each.licence } }],
    purl: purl(each),
  });
  const own = { name, version, licence: license };
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: component('application', own) },
    components: packages.map((each) => component('library', each)),
    dependencies: [{ ref: purl(own), dependsOn: packages.map(purl) }],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** https://github.com/package-url/purl-spec/blob/main/types-doc/npm-definition.md */
function purl({ name, version }) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
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
  const { name, version } = manifest;
  return { name, version, licence, title: `${name} ${version} (${licence})${source}`, text: text.trim() };
}

function repository({ repository, homepage }) {
  const url = typeof repository === 'string' ? repository : (repository?.url ?? homepage);
  return url ? `\n${url}` : '';
}

function authorOf({ author }) {
  return typeof author === 'string' ? author : (author?.name ?? 'unknown');
}
