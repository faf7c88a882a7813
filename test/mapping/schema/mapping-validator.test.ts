/** The compiled validator says yes and no as ajv itself does: a wrong yes would let a broken mapping through. */
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import isMapping from '../../../src/compiled/mapping-validator.js';

const root = new URL('../../../', import.meta.url);
const schema = JSON.parse(readFileSync(new URL('schema/role-mapping.schema.json', root), 'utf8'));
const judge = new Ajv2020({ strict: false }).compile(schema);

const cases = new URL('test/cases/generate/', root);
const mappings = readdirSync(cases).flatMap((name) => {
  const folder = new URL(`${name}/`, cases);
  const file = readdirSync(folder).find((each) => each.startsWith('ssm-runas.'));
  return file ? [parse(readFileSync(new URL(file, folder), 'utf8'))] : [];
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Each place in a mapping as the keys that lead to it. */
function* places(node: Json, path: readonly string[] = []): Generator<readonly string[]> {
  yield path;
  if (typeof node !== 'object' || node === null) return;
  for (const [key, child] of Object.entries(node)) yield* places(child, [...path, key]);
}

function replaced(
  node: Json,
  [key, ...rest]: readonly string[],
  change: (old: Json) => Json | undefined,
): Json {
  if (key === undefined) return change(node) ?? null;
  const copy = structuredClone(node) as { [key: string]: Json };
  const [only] = rest;
  const child = only === undefined ? change(copy[key] ?? null) : replaced(copy[key] ?? null, rest, change);
  if (child === undefined) delete copy[key];
  else copy[key] = child;
  return copy;
}

const junk = fc.oneof(
  fc.constantFrom<Json>(
    '',
    'x',
    'a b',
    '${x}',
    'root',
    '0',
    0,
    1,
    1.5,
    -1,
    1e9,
    true,
    null,
    [],
    {},
    ['x', 'x'],
    { x: 1 },
  ),
  fc.constantFrom<Json>(
    'own',
    'none',
    'standard',
    'json',
    'prepare',
    '6',
    6,
    'alias/aws/x',
    '111111111111',
    'x'.repeat(2000),
  ),
  fc.string({ unit: 'binary', maxLength: 140 }),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
);
const change = fc.oneof(
  junk.map((value) => () => value),
  fc.constant(() => undefined),
  fc.tuple(fc.string({ maxLength: 12 }), junk).map(
    ([key, value]) =>
      (old: Json): Json =>
        typeof old === 'object' && old !== null && !Array.isArray(old)
          ? { ...old, [key]: value }
          : [old, old],
  ),
);

test('is of one mind with ajv on every case', () => {
  expect(mappings.length).toBeGreaterThan(15);
  for (const mapping of mappings) expect([isMapping(mapping), judge(mapping)]).toEqual([true, true]);
});

test('is of one mind with ajv on what is not quite a mapping', () => {
  const broken = fc
    .constantFrom(...mappings)
    .chain((mapping) =>
      fc
        .tuple(fc.constantFrom(...places(mapping)), change)
        .map(([path, how]) => replaced(mapping, path, how)),
    );
  const verdicts = { true: 0, false: 0 };
  fc.assert(
    fc.property(broken, (mapping) => {
      const verdict = judge(mapping);
      verdicts[`${verdict}`] += 1;
      expect(isMapping(mapping)).toBe(verdict);
    }),
    { numRuns: 3000, seed: 20 },
  );
  expect(Math.min(verdicts.true, verdicts.false)).toBeGreaterThan(200);
});

test('is of one mind with ajv on how many roles there may be', () => {
  const verdicts = [3000, 3001].map((count) => {
    const names = Array.from({ length: count }, (_, at) => `r${at}`);
    const roles = Object.fromEntries(names.map((name) => [name, { osUser: 'dev', permissionSet: 'Dev' }]));
    const mapping = { version: 1, roles };
    return [isMapping(mapping), judge(mapping)];
  });
  expect(verdicts).toEqual([
    [true, true],
    [false, false],
  ]);
});
