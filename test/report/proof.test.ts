/** The formats of a proof: whatever the names and the width, lines fit, tables stay tables, nothing is left out. */
import { describe, expect, test } from 'vitest';
import { proveMapping } from '../../src/prove.js';
import { proofMarkdown } from '../../src/report/proof/markdown.js';
import { layOut, proofTable } from '../../src/report/proof/table.js';
import { summaryOf } from '../../src/report/proof/words.js';
import type { ProofFormatOptions, ProofReport } from '../../src/report/report-input.js';
import { origin } from './report-input.js';

const plain: ProofFormatOptions = {
  colour: false,
  columns: 80,
  strict: false,
  bytesOf: () => undefined,
  origin,
};

async function reportOf(text: string): Promise<ProofReport> {
  const source = {
    file: 'ssm-runas.yaml',
    fileName: 'ssm-runas.yaml',
    bytes: new TextEncoder().encode(text),
  };
  const { report, diagnostics } = await proveMapping(source, {
    readRelated: async () => undefined,
    policies: [],
  });
  if (!report) throw new Error(JSON.stringify(diagnostics));
  return report;
}

const mapping = (roles: readonly string[]) => `version: 1
accessControlAttributes: { configuration: elsewhere }
nodes: { tags: { ssm-runas: "a_b c@d" } }
roles:
${roles.join('\n')}
`;
const long = mapping(
  Array.from({ length: 30 }, (_, at) => {
    const tail = `${'x'.repeat(28)}${String(at).padStart(2, '0')}`;
    return `  r-${tail}: { osUser: u_${tail}, permissionSet: "P=${tail}", principalTag: ignore }`;
  }),
);

test.each([
  ['enforce', 'it can become one Linux user and no other, except'],
  ['switch', 'it gets its own Linux user, except'],
])('the verdict of %s names what the mapping leaves open', async (rollout, words) => {
  const role =
    '  dev: { osUser: dev, permissionSet: Dev, awsDocuments: [AWS-StartSSHSession], guardrails: none }';
  const { verdict } = summaryOf(await reportOf(`${mapping([role])}rollout: ${rollout}\n`), false);
  expect(verdict).toContain(
    `${words} by SSH (the SSH server decides) and in ways that its guardrails leave open`,
  );
});

describe('table', () => {
  test.each([40, 60, 80, 200])('fits %i columns with the longest names', async (columns) => {
    const report = await reportOf(long);
    const text = proofTable(report, { ...plain, columns });
    // Findings keep names whole; everything else is broken where it must be.
    const lines = proofTable({ ...report, violations: [] }, { ...plain, columns }).split('\n');
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    expect(text).toContain('The proof does not hold');
  });

  test('leaves no role out, however many there are', async () => {
    const names = Array.from({ length: 120 }, (_, at) => `role-${at}`);
    const report = await reportOf(
      mapping(names.map((name) => `  ${name}: { osUser: u${name}, permissionSet: P${name} }`)),
    );
    const text = proofTable(report, plain);
    for (const name of names)
      expect(text).toMatch(new RegExp(`^${name} +P${name} +u${name} +denied +denied$`, 'm'));
    expect(text.split('\n').length).toBeLessThan(names.length + 140);
  });
});

describe('markdown', () => {
  test('keeps every row of its tables whole', async () => {
    const text = proofMarkdown(await reportOf(long), plain);
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    const cells = (row: string) => row.replaceAll('\\|', '').split('|').length;
    expect(rows.length).toBeGreaterThan(60);
    expect([...new Set(rows.map(cells))].sort()).toEqual([4, 5, 7]);
  });

  test('shows nothing of a mapping as markup', async () => {
    const text = proofMarkdown(
      await reportOf(mapping(['  a_b_c: { osUser: u, permissionSet: "x=_y_,z@w" }'])),
      plain,
    );
    expect(text).toContain('| `a_b_c` | `x=_y_,z@w` | `u` |');
  });
});

test('columns break words only where a column is too narrow for them', () => {
  expect(
    layOut(
      [
        ['one two', 'abcdefghij'],
        ['', 'k'],
      ],
      14,
    ),
  ).toEqual(['one     abcdef', 'two     ghij', '        k']);
  expect(layOut([['  indented words here', 'x']], 20, 0.6)).toEqual(['  indented  x', '  words', '  here']);
});
