/** A proof says the same in JSON, which few cases expect whole, as in Markdown, which all do. */
import { expect, test } from 'vitest';
import { thisProcess } from './command-result.js';
import { goldenCases } from './golden-case.js';

interface JsonProof {
  readonly holds: boolean;
  readonly matrix: readonly {
    readonly name: string;
    readonly results: readonly { readonly outcomes: readonly { readonly result: string }[] }[];
  }[];
  readonly violations: readonly { readonly code: string }[];
  readonly refusals: readonly { readonly code: string }[];
}

/** Of this one nothing is proven: a policy on the command line is not read. */
const unread = 'with-policy-not-understood';
const proven = goldenCases.filter(({ kind, name }) => kind === 'prove' && name !== unread);

test.each(proven)('$name: the same in JSON as in Markdown', async ({ folder, options }) => {
  const run = (format: string) => thisProcess(folder, ['prove', '--format', format, ...options]);
  const [json, markdown] = [await run('json'), await run('md')];
  const proof: JsonProof = JSON.parse(json.stdout);
  expect({ code: json.code, stderr: json.stderr }).toEqual({ code: markdown.code, stderr: '' });
  expect(proof.holds).toBe(json.code === 0);

  const codes = [...markdown.stdout.matchAll(/^\*\*(?:error|warning) `([a-z-]+)`\*\*/gm)].map(
    ([, code]) => code,
  );
  expect([...proof.violations, ...proof.refusals].map(({ code }) => code).sort()).toEqual(codes.sort());

  const rows = [...markdown.stdout.matchAll(/^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$/gm)]
    .map(([, name = '', result = '']) => ({ name: name.replaceAll(/\\(.)/g, '$1'), result }))
    .filter(({ name, result }) => name !== 'Request' && name !== '---' && result.trim() !== '');
  expect(proof.matrix.map(({ name }) => name)).toEqual(rows.map(({ name }) => name));
  for (const [at, { name, results }] of proof.matrix.entries()) {
    const kinds = new Set(results.flatMap(({ outcomes }) => outcomes.map(({ result }) => result)));
    const isDeniedOnly = kinds.size === 1 && kinds.has('denied');
    const isDeniedInMarkdown = /^denied(?: \(\w+\))?$/.test(rows[at]?.result ?? '');
    expect({ name, isDeniedOnly }).toEqual({ name, isDeniedOnly: isDeniedInMarkdown });
  }
});
