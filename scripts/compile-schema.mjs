/**
 * Compiles the mapping's schema into what needs neither ajv nor the schema at run time: a function that says what is wrong
 * with the shape of a mapping, and what the findings quote from the schema: known keys and what a pattern expects.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { rolldown } from 'rolldown';

const schemaFile = new URL('../schema/role-mapping.schema.json', import.meta.url);
const outputFolder = new URL('../src/compiled/', import.meta.url);
const compiledBy =
  '// Compiled from schema/role-mapping.schema.json by scripts/compile-schema.mjs; do not edit.';

export async function compileSchema() {
  const schema = JSON.parse(await readFile(schemaFile, 'utf8'));
  await mkdir(outputFolder, { recursive: true });
  await writeModule('mapping-validator.js', codeOf(withoutAnnotations(schema)));
  await writeFile(
    new URL('mapping-words.js', outputFolder),
    `${compiledBy}\nexport default ${JSON.stringify(wordsOf(schema, schema.$defs))};\n`,
  );
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
    // One function for each definition: half the code, which each run must load.
    inlineRefs: false,
    code: { source: true, esm: true, lines: true, regExp: patternEngine },
  });
  return standalone.default(ajv, ajv.compile(schema));
}

async function writeModule(name, validator) {
  const pattern = fileURLToPath(new URL('../src/mapping/schema/schema-pattern.ts', import.meta.url));
  const code = `import { schemaPattern } from ${JSON.stringify(pattern)};\n${validator}`;
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
  await writeFile(new URL(name, outputFolder), `${compiledBy}\n${output[0].code}`);
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

/** What findings quote from the schema, as a tree of the mapping's own keys; the schema is not recursive. */
function wordsOf(schema, definitions) {
  if (typeof schema !== 'object') return undefined;
  const { $ref, ...own } = schema;
  const node = $ref === undefined ? own : { ...definitions[$ref.replace('#/$defs/', '')], ...own };
  const { properties, additionalProperties, items, propertyNames } = node;
  return {
    known: additionalProperties === false ? Object.keys(properties) : undefined,
    expected: node.patternErrorMessage,
    keys: properties && mapValues(properties, (child) => wordsOf(child, definitions)),
    names: propertyNames?.patternErrorMessage,
    others: wordsOf(items ?? additionalProperties, definitions),
  };
}

function mapValues(object, convert) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, convert(value)]));
}
