/**
 * The schema's `default` is the only place where a default is decided. Walks the schema: what a key means when it is left
 * out is what it means when its default is stated, and its description says the same.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildModel } from '../../../src/mapping/build-model.js';
import type { WrittenMapping } from '../../../src/mapping/schema/raw-mapping.js';

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly then?: { readonly enum?: readonly unknown[] };
  readonly items?: Schema;
  readonly default?: unknown;
}

const schema: Schema = JSON.parse(
  readFileSync(new URL('../../../schema/role-mapping.schema.json', import.meta.url), 'utf8'),
);

function resolve({ $ref, ...own }: Schema): Schema {
  return $ref === undefined ? own : { ...schema.$defs?.[$ref.replace('#/$defs/', '')], ...own };
}

/** Every key of the mapping with its path; `developer`, as in the schema's example, is the one role. */
function keysBelow(node: Schema, path: readonly string[]): [readonly string[], Schema][] {
  return Object.entries(node.properties ?? {}).flatMap(([key, child]): [readonly string[], Schema][] => {
    const resolved = resolve(child);
    const at = [...path, key];
    return [[at, resolved], ...keysBelow(resolved, at)];
  });
}

const role = resolve({ $ref: '#/$defs/role' });
const keys = [...keysBelow(schema, []), ...keysBelow(role, ['roles', 'developer'])];
const withDefault = keys.filter(([, node]) => node.default !== undefined);
const isPlanned = ([, node]: (typeof keys)[number]) => /not yet generated/i.test(node.description ?? '');
const isBelowStackSet = ([path]: (typeof keys)[number]) => path.includes('stackSet');
const effective = withDefault.filter((key) => !isPlanned(key) && !isBelowStackSet(key));
const named = (list: typeof keys) =>
  list.map(([path, node]): [string, readonly string[], Schema] => [path.join('.'), path, node]);

/** A mapping in which each section above `path` holds the schema's own example, but nothing at `path`. */
function around(path: readonly string[]): Record<string, unknown> {
  const mapping = { version: 1, roles: { developer: { osUser: 'dev', permissionSet: 'Dev' } } };
  path.slice(0, -1).forEach((_, depth) => {
    const above = path.slice(0, depth + 1);
    const section = keys.find(([at]) => at.join() === above.join())?.[1];
    if (section) put(mapping, above, structuredClone(section.examples?.[0]));
  });
  put(mapping, path, undefined);
  return mapping;
}

function put(root: object, path: readonly string[], value: unknown): void {
  let section = root as Record<string, unknown>;
  for (const key of path.slice(0, -1)) section = section[key] as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  if (value === undefined) delete section[last];
  else section[last] = value;
}

function modelWith(path: readonly string[], value: unknown): unknown {
  const mapping = around(path);
  put(mapping, path, value);
  return buildModel({
    mapping: mapping as unknown as WrittenMapping,
    fileName: 'ssm-runas.yaml',
    mergePolicies: new Map(),
  });
}

/** A value of the key that is not its default. */
function another({ enum: values, then, default: byDefault, examples = [] }: Schema): unknown {
  if (typeof byDefault === 'boolean') return !byDefault;
  if (typeof byDefault === 'number') return byDefault + 1;
  if (typeof byDefault === 'string' && !values && !then) return `${byDefault}-other`;
  return [...(values ?? []), ...(then?.enum ?? []), ...examples].find(
    (value) => JSON.stringify(value) !== JSON.stringify(byDefault),
  );
}

describe('a default', () => {
  test('is found for keys of the mapping, of sections and of roles', () => {
    const paths = withDefault.map(([path]) => path.join('.'));
    expect(paths).toContain('partition');
    expect(paths).toContain('session.s3.encrypted');
    expect(paths).toContain('roles.developer.inlinePolicy');
    expect(effective.length).toBeGreaterThan(15);
  });

  test.each(named(effective))('%s is what a mapping without the key means', (_, path, node) => {
    expect(modelWith(path, undefined)).toEqual(modelWith(path, node.default));
  });

  test.each(named(effective))('%s can be changed', (_, path, node) => {
    const other = another(node);
    expect(other).toBeDefined();
    expect(modelWith(path, other)).not.toEqual(modelWith(path, undefined));
  });

  test.each(named(withDefault))('%s stands in the description', (_, __, node) => {
    const text = [node.default].flat().join(' and ');
    expect(node.description).toContain(`Default: ${text}.`);
  });

  test.each(named(keys))('%s is in the schema where the description gives a value', (_, __, node) => {
    const said = /Default: ([^.]+)\./.exec(node.description ?? '')?.[1];
    const values = [...(node.enum ?? []), ...(node.type === 'boolean' ? [true, false] : [])].map(String);
    if (node.default === undefined) expect(values).not.toContain(said);
  });
});
