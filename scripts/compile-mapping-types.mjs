/**
 * Makes `src/compiled/role-mapping.ts` from the mapping's schema: the types of a mapping as it is written, the values of
 * keys that are left out, and which texts may have lines. Knows the schema's keywords, no key of the mapping.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const schemaFile = new URL('../schema/role-mapping.schema.json', import.meta.url);
const outputFolder = new URL('../src/compiled/', import.meta.url);

export async function compileMappingTypes() {
  const schema = JSON.parse(await readFile(schemaFile, 'utf8'));
  // The rules judge the merged mapping, which has every required key.
  const { if: _, then, ...root } = schema;
  const required = [...root.required, ...then.required];
  const types = await compile(
    withChoices({ ...root, required, $id: undefined, title: undefined }),
    'Mapping',
    {
      bannerComment: '',
      format: false,
      ignoreMinAndMaxItems: true,
    },
  );
  const { role } = schema.$defs;
  const withLines = new Set([...linesIn(schema, schema, ''), ...linesIn(role, schema, '')]);
  const parts = [
    '// Made from schema/role-mapping.schema.json by scripts/compile-mapping-types.mjs; do not edit.',
    types,
    constant(
      'Where a key is left out; a section that is left out stays so.',
      'defaults',
      defaultsIn(schema, schema),
    ),
    constant('The same, of a role.', 'roleDefaults', defaultsIn(role, schema)),
    constant('Texts that may have lines: their keys, without the name of the role.', 'textsWithLines', [
      ...withLines,
    ]),
  ];
  await mkdir(outputFolder, { recursive: true });
  await writeFile(new URL('role-mapping.ts', outputFolder), `${parts.join('\n')}\n`);
}

function constant(comment, name, value) {
  return `/** ${comment} */\nexport const ${name} = ${JSON.stringify(value, null, 2)} as const;`;
}

/** json-schema-to-typescript knows no `if`. A text of some values, or an object or a list, is a choice of the two. */
function withChoices(node) {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map(withChoices);
  const { if: condition, then, ...rest } = node;
  const converted = Object.fromEntries(Object.entries(rest).map(([key, child]) => [key, withChoices(child)]));
  if (then === undefined) return converted;
  const { description, ...object } = converted;
  const other = object.type.find((type) => type !== 'string');
  return { description, anyOf: [then, { ...object, type: other }] };
}

function resolved({ $ref, ...own }, { $defs }) {
  return $ref === undefined ? own : { ...$defs[$ref.replace('#/$defs/', '')], ...own };
}

function propertiesOf(node, schema) {
  return Object.entries(node.properties ?? {}).map(([key, child]) => [key, resolved(child, schema)]);
}

/** The defaults of an object's keys; an inner object is there only where it has some. */
function defaultsIn(node, schema) {
  return Object.fromEntries(
    propertiesOf(node, schema).flatMap(([key, child]) => {
      if (child.default !== undefined) return [[key, child.default]];
      const inner = defaultsIn(child, schema);
      return Object.keys(inner).length === 0 ? [] : [[key, inner]];
    }),
  );
}

/** Keys joined by dots, of texts that the schema calls `multiline`. */
function linesIn(node, schema, prefix) {
  return propertiesOf(node, schema).flatMap(([key, child]) => [
    ...(child.multiline === true ? [`${prefix}${key}`] : []),
    ...linesIn(child, schema, `${prefix}${key}.`),
  ]);
}
