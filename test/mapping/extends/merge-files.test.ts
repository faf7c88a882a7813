/** A mapping of several files is the mapping that one file would be, and each value is found in the file that holds it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Path } from '../../../src/diagnostics/diagnostic.js';
import { type MappingFile, mergeFiles } from '../../../src/mapping/extends/merge-files.js';
import { parseSource } from '../../../src/mapping/read/parse.js';
import { type PlainValue, toPlain } from '../../../src/source/source-tree.js';
import { modelOf, quietTop, readText } from '../read.js';

type Plain = { readonly [key: string]: PlainValue };

function fileOf(file: string, value: Plain): MappingFile {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const parsed = parseSource({ file, fileName: file, bytes });
  if (!parsed.root) throw new Error(file);
  return { file, path: file, root: parsed.root, parsed };
}

function isMap(value: PlainValue | undefined): value is { [key: string]: PlainValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the language says, in the plainest words. */
function merged(upper: Plain, lower: Plain): Plain {
  const result: Record<string, PlainValue> = {};
  for (const key of new Set([...Object.keys(lower), ...Object.keys(upper)])) {
    const [own, below] = [upper[key], lower[key]];
    if (own === undefined) result[key] = below ?? null;
    else if (isMap(own) && isMap(below)) result[key] = merged(own, below);
    else if (own !== null || below === undefined) result[key] = own;
  }
  return result;
}

function leavesOf(value: PlainValue, path: Path = []): [Path, PlainValue][] {
  if (!isMap(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, [...path, key]));
}

const key = fc.constantFrom('a', 'b', 'c', 'd');
const { map } = fc.letrec<{ map: Plain; value: PlainValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.integer(),
    fc.constant(null),
    fc.constantFrom<PlainValue>(['x'], ['y', 'z']),
    tie('map'),
  ),
  map: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));

test('merging is what the language says, and each value stands where it is found', () => {
  fc.assert(
    fc.property(fc.array(map, { minLength: 2, maxLength: 5 }), (values) => {
      const [own, ...bases] = values.map((value, at) => fileOf(`${at}.json`, value));
      if (!own) return;
      const { root, locate, writtenAt } = mergeFiles([own, ...bases]);
      const expected = values.reduceRight((below, value) => merged(value, below));
      expect(toPlain(root)).toEqual(expected);
      for (const [path, value] of leavesOf(expected).filter(([at]) => at.length > 0)) {
        expect(JSON.parse(writtenAt(path))).toEqual(value);
        const place = locate(path, 'value');
        const text = JSON.stringify(values[Number.parseInt(place?.file ?? '', 10)]);
        expect(text.slice(place?.range.start.offset, place?.range.end.offset)).toBe(JSON.stringify(value));
      }
    }),
    { numRuns: 500 },
  );
});

const base = `${quietTop}name: base
output: { directory: base, syntax: json }
regions: [eu-central-1]
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin, inlinePolicy: { merge: policies/admin.json } }
`;
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
});

describe('a mapping that extends another', () => {
  const files = { '../base/base.yaml': base, '../base/policies/admin.json': policy };

  test('inherits everything but name and output.directory', async () => {
    const text =
      'version: 1\nextends: ../base/base.yaml\nroles: { dev: { osUser: dev, permissionSet: Dev } }\n';
    const mapping = await modelOf(text, { files });
    expect(mapping.name).toBeUndefined();
    expect(mapping.output).toMatchObject({ directory: 'generated', syntax: 'json' });
    expect(mapping.roles.map(({ name }) => name)).toEqual(['admin', 'dev']);
    expect(mapping.fileName).toBe('ssm-runas.yaml');
  });

  test('names the merge files of its base from its own folder', async () => {
    const { mapping } = await readText('version: 1\nextends: ../base/base.yaml\n', { files });
    expect(mapping?.roles[0]?.inlinePolicy).toMatchObject({
      kind: 'merge',
      file: '../base/policies/admin.json',
    });
  });

  test('removes an inherited key with null, and replaces lists', async () => {
    const text = 'version: 1\nextends: ../base/base.yaml\nregions: null\naccounts: ["444455556666"]\n';
    const mapping = await modelOf(text, { files });
    expect(mapping.regions).toEqual([]);
    expect(mapping.accounts).toEqual(['444455556666']);
  });

  test('is the same mapping as one file', async () => {
    const whole = await modelOf(base.replace('name: base\n', '').replace('directory: base, ', ''), {
      files: { 'policies/admin.json': policy },
    });
    const split = await modelOf('version: 1\nextends: b.yaml\nregions: [eu-central-1]\n', {
      files: { 'b.yaml': base, 'policies/admin.json': policy },
    });
    expect(split).toEqual(whole);
  });

  test('takes five files, and a base in JSON', async () => {
    const chain = (at: number) => `version: 1\nextends: b${at}.yaml\n`;
    const mapping = await modelOf(chain(1), {
      files: {
        'b1.yaml': chain(2),
        'b2.yaml': chain(3),
        'b3.yaml': 'version: 1\nextends: b4.json\n',
        'b4.json': JSON.stringify({ version: 1, roles: { a: { osUser: 'a', permissionSet: 'A' } } }),
      },
    });
    expect(mapping.roles).toHaveLength(1);
  });
});
