/**
 * Compiles the mapping's schema into two modules that need neither ajv nor the schema at run time: one that says whether
 * a mapping has the right shape, and one, several times as large, that says what is wrong.
 * Beside the second stands what the findings quote from the schema: known keys and what a pattern expects.
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
  const { $schema, ...deciding } = withoutAnnotations(expanded);
  const { knownKeys, expectations } = collectWords(expanded);
  await mkdir(outputFolder, { recursive: true });
  await Promise.all([
    writeModule('mapping-check.js', [checkOf(withoutAnnotations(schema))]),
    writeModule('mapping-validator.js', [
      codeOf({ $schema, ...deciding }, { allErrors: true }),
      `export const knownKeys = ${JSON.stringify(knownKeys)};`,
      `export const expectations = ${JSON.stringify(expectations)};`,
    ]),
  ]);
}

/**
 * What ajv writes to describe errors and to keep account of what was looked at, and what is left of it where only yes or
 * no is asked. Were ajv to write otherwise, the code would only be longer, and slower to load.
 */
const descriptions = [
  [/^const err\d+ = .*;\nif\(vErrors === null\)\{\n.*\n\}\nelse \{\n.*\n\}\nerrors\+\+;$/gm, 'errors++;'],
  [/^vErrors = .* : vErrors\.concat\(validate\d+\.errors\);\nerrors = vErrors\.length;$/gm, 'errors++;'],
  [/^validate\d+\.errors = (?:vErrors|\[\{.*\}\]);\n/gm, ''],
  [/(validate\d+\([^,{}\n]+), ?\{instancePath[:=].*\}\)/g, '$1)'],
  [/^const (evaluated\d+) = .*;\n(?:if\(\1\.\w+\)\{\n.*\n\}\n)+/gm, ''],
  [/^validate\d+\.evaluated = .*;\n/gm, ''],
  [/^const (schema\d+) = (\{.*\});$/gm, (_, name, schema) => `const ${name} = ${keysOnly(schema)};`],
];

/** Code that answers yes or no. Each definition of the schema stays a function of its own. */
function checkOf({ $schema, ...schema }) {
  const code = codeOf(schema, { allErrors: false, inlineRefs: false });
  return descriptions.reduce((shorter, [pattern, rest]) => shorter.replaceAll(pattern, rest), code);
}

/** A schema is asked for nothing but whether it has a property of a name. */
const keysOnly = (schema) =>
  JSON.stringify({ properties: mapValues(JSON.parse(schema).properties ?? {}, () => 0) });

/** Patterns go through `src/mapping/schema/schema-pattern.ts`; here, where ajv only writes, any engine will do. */
const patternEngine = Object.assign((pattern, flags) => new RegExp(pattern, flags), {
  code: 'schemaPattern',
});

function codeOf(schema, options) {
  const ajv = new Ajv2020({
    messages: false,
    strict: true,
    allowUnionTypes: true,
    unicodeRegExp: true,
    code: { source: true, esm: true, lines: true, regExp: patternEngine },
    ...options,
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
