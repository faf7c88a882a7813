/**
 * Compiles the mapping's schema into a module that needs neither ajv nor the schema at run time: a function that says what
 * is wrong with the shape of a mapping, and what the findings quote from the schema: known keys and what a pattern expects.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { rolldown } from 'rolldown';

const schemaFile = new URL('../schema/role-mapping.schema.json', import.meta.url);
const outputFolder = new URL('../src/compiled/', import.meta.url);

export async function compileSchema() {
  const schema = JSON.parse(await readFile(schemaFile, 'utf8'));
  const expanded = expand(schema, schema.$defs);
  const { knownKeys, expectations } = collectWords(expanded);
  await mkdir(outputFolder, { recursive: true });
  await writeModule('mapping-validator.js', [
    codeOf(withoutAnnotations(expanded)),
    `export const knownKeys = ${JSON.stringify(knownKeys)};`,
    `export const expectations = ${JSON.stringify(expectations)};`,
  ]);
}

/** Patterns go through `src/mapping/schema/schema-pattern.ts`; here, where ajv only writes, any engine will do. */
const patternEngine = Object.assign((pattern, flags) => new RegExp(pattern, flags), {
  code: 'schemaPattern',
});

function codeOf(schema) {
  const ajv = new Ajv2020({
    allErrors: true,
    messages: false,
    strict: true,
    allowUnionTypes: true,
    unicodeRegExp: true,
    code: { source: true, esm: true, lines: true, regExp: patternEngine },
  });
  return standalone.default(ajv, ajv.compile(schema));
}

async function writeModule(name, parts) {
  const pattern = fileURLToPath(new URL('../src/mapping/schema/schema-pattern.ts', import.meta.url));
  const code = [`import { schemaPattern } from ${JSON.stringify(pattern)};`, ...parts].join('\n');
  const entry = fileURLToPath(new URL(`../src/compiled/${name}.source.mjs`, import.meta.url));
  const bundle = await rolldown({
    input: entry,
    platform: 'neutral',
    // ajv's code asks for its helpers with `require`, which only a bundler resolves.
    plugins: [
      {
        name: 'source',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? code : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'esm', minify: { mangle: false, compress: true } });
  await writeFile(
    new URL(name, outputFolder),
    `// Compiled from schema/role-mapping.schema.json by scripts/compile-schema.mjs; do not edit.\n${output[0].code}`,
  );
}

/** Each `$ref` replaced by what it names, so that ajv reports the whole schema path; the schema is not recursive. */
function expand(node, definitions) {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map((item) => expand(item, definitions));
  const { $ref, $defs, ...own } = node;
  const expanded = Object.fromEntries(
    Object.entries(own).map(([key, child]) => [key, expand(child, definitions)]),
  );
  if (typeof $ref !== 'string') return expanded;
  return { ...expand(definitions[$ref.replace('#/$defs/', '')], definitions), ...expanded };
}

const annotations = new Set([
  '$id',
  'title',
  'description',
  'examples',
  'default',
  'multiline',
  'patternErrorMessage',
]);

/** The same schema with only what decides; the names of properties are not keywords and stay. */
function withoutAnnotations(node) {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return node;
  const kept = Object.entries(node).filter(([key]) => !annotations.has(key));
  return Object.fromEntries(
    kept.map(([key, child]) => [
      key,
      key === 'properties' || key === '$defs'
        ? mapValues(child, withoutAnnotations)
        : withoutAnnotations(child),
    ]),
  );
}

/** What findings quote from the schema, by the schema path under which ajv reports. */
function collectWords(schema) {
  const knownKeys = {};
  const expectations = {};
  const visit = (node, path) => {
    if (typeof node !== 'object' || node === null) return;
    if (node.additionalProperties === false) knownKeys[path] = Object.keys(node.properties);
    if (node.patternErrorMessage !== undefined) expectations[path] = node.patternErrorMessage;
    for (const keyword of ['items', 'propertyNames', 'additionalProperties'])
      visit(node[keyword], `${path}/${keyword}`);
    for (const [key, child] of Object.entries(node.properties ?? {}))
      visit(child, `${path}/properties/${key}`);
  };
  visit(schema, '#');
  return { knownKeys, expectations };
}

function mapValues(object, convert) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, convert(value)]));
}
