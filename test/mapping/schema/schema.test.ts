import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';

interface Schema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
}

const schema: Schema = JSON.parse(
  readFileSync(new URL('../../../schema/role-mapping.schema.json', import.meta.url), 'utf8'),
);

/** Every subschema that stands for a value of the mapping, with its path. */
function valuesOf(node: Schema, path: string): [string, Schema][] {
  const children: [string, unknown][] = [
    ...Object.entries(node.properties ?? {}).map(([key, child]): [string, unknown] => [
      `${path}/properties/${key}`,
      child,
    ]),
    ...Object.entries((node.$defs as Record<string, Schema> | undefined) ?? {}).map(
      ([key, child]): [string, unknown] => [`${path}/$defs/${key}`, child],
    ),
    [`${path}/items`, node.items],
    [`${path}/additionalProperties`, node.additionalProperties],
  ];
  const inner = children.filter(
    (child): child is [string, Schema] => typeof child[1] === 'object' && child[1] !== null,
  );
  return [[path, node], ...inner.flatMap(([at, child]) => valuesOf(child, at))];
}

const values = valuesOf(schema, '#');
const definitions = schema.$defs as Record<string, Schema>;
const resolve = (node: Schema): Schema => ({
  ...(typeof node.$ref === 'string' && definitions[node.$ref.replace('#/$defs/', '')]),
  ...node,
});

describe('the published schema', () => {
  test.each(values)('%s is described with an example', (_, node) => {
    const { description, examples } = resolve(node);
    expect(description).toMatch(/\.\)?$/);
    expect(Array.isArray(examples) && examples.length > 0).toBe(true);
  });

  test('accepts its own examples and defaults', () => {
    const ajv = new Ajv2020({
      strict: true,
      allowUnionTypes: true,
      keywords: ['multiline', 'patternErrorMessage'],
    });
    ajv.addSchema(schema, 'mapping');
    for (const [path, node] of values) {
      const validate = ajv.compile({ $ref: `mapping${path}` });
      const { examples = [], default: byDefault } = resolve(node) as {
        examples?: unknown[];
        default?: unknown;
      };
      const samples = byDefault === undefined ? examples : [...examples, byDefault];
      for (const sample of samples) expect([path, sample, validate(sample)]).toEqual([path, sample, true]);
    }
  });

  test('closes every object and explains every pattern', () => {
    for (const [path, node] of values) {
      if (node.properties) expect([path, node.additionalProperties]).toEqual([path, false]);
      if (node.pattern !== undefined)
        expect([path, typeof node.patternErrorMessage]).toEqual([path, 'string']);
    }
  });
});
