/** Each golden case gives what its folder expects. `npm run golden` writes what is given now; the diff is for the reviewer. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { serviceControlPolicyText } from '../../src/access/service-control-policy.js';
import { compileMapping } from './case.js';
import { resultOf, thisProcess } from './command-result.js';
import { type Files, type GoldenCase, goldenCases, readExpected, writeExpected } from './golden-case.js';
import { goldenForm } from './golden-form.js';
import { describeFindings, findingsIn } from './invalid-case.js';

const update = process.env.UPDATE_GOLDEN !== undefined;

const results = new Map<string, Promise<Files>>();

/** Many cases are compared with the same one. */
function resultFor(one: GoldenCase): Promise<Files> {
  const known = results.get(one.folder);
  if (known) return known;
  const result = resultOf(one, thisProcess);
  results.set(one.folder, result);
  return result;
}

function expectGolden(one: GoldenCase, given: Files): void {
  if (update) writeExpected(one, given);
  expect(given).toEqual(readExpected(one));
}

const casesOf = (kind: GoldenCase['kind']) => goldenCases.filter((one) => one.kind === kind);

describe('generate writes what the case expects', () => {
  it.each(casesOf('generate'))('$name', async (one) => {
    expectGolden(one, await goldenForm(one, resultFor));
  });
});

describe('prove prints what the case expects', () => {
  it.each(casesOf('prove'))('$name', async (one) => {
    expectGolden(one, await goldenForm(one, resultFor));
  });

  it.each(casesOf('prove'))('$name fits a terminal of 80 columns', async (one) => {
    const { 'proof.txt': table = '' } = await resultFor(one);
    expect(table).not.toBe('');
    expect(table.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('the service control policy of scp-of-ours is the generated one', async () => {
    const folder = join(import.meta.dirname, 'prove/scp-of-ours');
    const { access } = await compileMapping(readFileSync(join(folder, 'ssm-runas.yaml'), 'utf8'), 'hcl');
    const [policy] = access?.serviceControlPolicies ?? [];
    const file = join(folder, 'scp.json');
    const generated = policy && serviceControlPolicyText(policy);
    if (update && generated) writeFileSync(file, generated);
    expect(readFileSync(file, 'utf8')).toBe(generated);
  });
});

describe('an invalid mapping has the findings that the case expects', () => {
  it.each(casesOf('invalid'))('$name', async (one) => {
    const found = await findingsIn(one.folder);
    const [code] = basename(one.folder).split('--');
    expect(found.map((finding) => finding.code)).toContain(code);
    expectGolden(one, { 'expected.txt': describeFindings(found) });
  });
});

test('all cases together have at most 40,000 lines, for a person reviews what changes in them', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const lines = files.map(
    ({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8').split('\n').length - 1,
  );
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(40_000);
});
