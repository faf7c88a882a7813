/** What holds for every mapping and every text, tried with many of each. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify, type ToStringOptions } from 'yaml';
import { modelOf, quietTop, readText } from './read.js';

const name = fc.stringMatching(/^[a-z]{1,12}$/);
const tag = fc.stringMatching(/^[A-Za-zé0-9 _.:/=+@-]{1,20}$/).map((text) => `k${text}`.normalize('NFC'));
const tags = fc
  .uniqueArray(tag, { maxLength: 4, minLength: 1, selector: (key) => key.toLowerCase() })
  .chain((keys) =>
    fc
      .tuple(...keys.map(() => tag))
      .map((values) => Object.fromEntries(keys.map((key, i) => [key, values[i] ?? '']))),
  );
const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => !/\{\{|\}\}|[\p{Cc}\p{Cs}]/u.test(text) && text.normalize('NFC') === text);

const session = fc.record(
  {
    idleTimeoutMinutes: fc.integer({ min: 1, max: 60 }),
    maxDurationMinutes: fc.integer({ min: 1, max: 1440 }),
    kmsKey: name.map((alias) => `alias/${alias}`),
    s3: fc.record({ bucket: name.map((bucket) => `bucket-${bucket}`), encrypted: fc.boolean() }),
    shellProfile: fc.record({
      linux: fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
    }),
  },
  { requiredKeys: [] },
);

const role = fc.record(
  {
    permissionSet: fc.constant({ create: { sessionDuration: 'PT8H', tags: { a: 'b' } } }),
    description: line,
    session,
    nodes: fc.record({ tags, kinds: fc.constantFrom(['ec2'], ['hybrid', 'ec2']) }, { requiredKeys: [] }),
    guardrails: fc.constantFrom(
      'none',
      'standard',
      'strict',
      { deny: ['s3:*'] },
      { base: 'strict', except: ['ecs:RunTask'] },
    ),
  },
  { requiredKeys: ['permissionSet'] },
);

const mapping = fc
  .record(
    {
      version: fc.constant(1),
      roles: fc.dictionary(name, role, { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
      session,
      accounts: fc.constantFrom(['012345678901'], ['222222222222', '111111111111']),
      documents: fc.record({ tags }),
    },
    { requiredKeys: ['version', 'roles'] },
  )
  .map((written) => ({
    ...written,
    roles: Object.fromEntries(
      Object.entries(written.roles).map(([key, value]) => [
        key,
        { ...value, osUser: `u${key}`, permissionSet: { name: `P${key}`, ...value.permissionSet } },
      ]),
    ),
  }));

function shuffled(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, shuffled(inner)]),
  );
}

/** As YAML. The package writes a few texts, such as "-\n!", so that not even its own parser reads them back: those are left out. */
function inYaml(value: unknown, options: ToStringOptions = {}): string {
  const text = stringify(value, { lineWidth: 0, ...options });
  fc.pre(isReadBack(text, value));
  return text;
}

function isReadBack(text: string, value: unknown): boolean {
  try {
    return isDeepStrictEqual(parse(text), JSON.parse(JSON.stringify(value)));
  } catch {
    return false;
  }
}

/** At most this many mappings may be left out for each that is tried. */
const maxSkipsPerRun = 0.1;

describe('one mapping, however it is written', () => {
  test('gives one model', async () => {
    await fc.assert(
      fc.asyncProperty(mapping, fc.boolean(), async (written, flow) => {
        const json = JSON.stringify(written);
        const expected = await modelOf(json);
        const yaml = inYaml(written, { collectionStyle: flow ? 'flow' : 'any' });
        const variants = [
          yaml,
          yaml.replaceAll('\n', '\r\n'),
          `\ufeff# comment\n${yaml}`,
          inYaml(shuffled(written)),
          JSON.stringify(shuffled(written), null, '\t'),
        ];
        for (const variant of variants) {
          const model = await modelOf(variant);
          expect(model).toEqual(expected);
          // In the same order too: it is what the manifest's digest of the mapping rests on.
          expect(JSON.stringify(model)).toBe(JSON.stringify(expected));
        }
        const strict = await modelOf(json, { fileName: 'ssm-runas.json' });
        expect({ ...strict, fileName: expected.fileName }).toEqual(expected);
      }),
      { numRuns: 60, maxSkipsPerRun },
    );
  });
});

describe('any text at all', () => {
  const pieces = fc.constantFrom(
    ...[
      'version: 1\n',
      'roles:\n',
      '  dev: ',
      '{',
      '}',
      '[',
      ']',
      ', ',
      ': ',
      '- ',
      '? ',
      '&a ',
      '*a',
      '!x ',
      '<<: ',
    ],
    ...[
      'osUser: ',
      'permissionSet: ',
      'session: ',
      'nodes: { tags: ',
      'accounts: ',
      '~',
      '"',
      "'",
      '|\n',
      '#',
      '---\n',
    ],
    ...[
      '\r\n',
      '\n',
      '\t',
      '  ',
      '\0',
      '\ud800',
      '\u2028',
      '__proto__',
      '%YAML 1.1\n',
      '...\n',
      '@',
      '`',
      '1',
      'true',
    ],
  );

  test('is answered with findings, never with an exception', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(pieces, { maxLength: 30 }),
        fc.constantFrom('m.yaml', 'm.json'),
        async (parts, fileName) => {
          const { findings, mapping: model } = await readText(parts.join(''), { fileName });
          const hasError = findings.some(({ severity }) => severity === 'error');
          expect(model === undefined).toBe(hasError);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('even if it is no text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        const { findings } = await readText(bytes);
        expect(findings.length).toBeGreaterThan(0);
      }),
    );
  });

  test('in place of a known key is reported inside the file', async () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), line);
    const keys = [
      'version',
      'partition',
      'identityCenter',
      'accessControlAttributes',
      'rollout',
      'principalTag',
    ];
    const more = [
      'accounts',
      'regions',
      'arns',
      'nodes',
      'session',
      'documents',
      'defaultDocument',
      'guardrails',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...keys, ...more, 'roles', 'output'), value),
        async (written) => {
          const text = JSON.stringify(written, null, 1);
          const { findings } = await readText(text);
          const lines = text.split('\n').length;
          for (const { range } of findings) expect(range && range.start.line <= lines).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a description', () => {
  test('arrives as it was written, or is refused', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
      fc.constantFrom(
        '${a}',
        '$${a}',
        '%{ if x }',
        '%%{',
        '<>&',
        '\\',
        '\\"',
        '"',
        "'",
        '`',
        'EOT',
        '<<EOT',
        '${Token[TOKEN.1]}',
      ),
      fc.constantFrom(
        '${TfToken[1]}',
        '{{x}}',
        '\u2028',
        '\u2029',
        '\u007f',
        '\u0085',
        '😀',
        'e\u0301',
        '\ud83d',
        '\ufeff',
      ),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (description) => {
        const text = JSON.stringify({ dev: { osUser: 'dev', permissionSet: 'Dev', description } });
        const { mapping: model, codes } = await readText(`${quietTop}roles: ${text}\n`);
        if (model) expect(model.roles[0]?.document.description).toBe(description);
        else expect(codes.every((code) => code.startsWith('text-'))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
