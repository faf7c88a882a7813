/** The hostile plans as Terraform made them, judged without Terraform. */
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { committedBatches } from './batches.js';
import { tableOf, type Verdict, verdicts } from './verdicts.js';

describe('hostile plans', () => {
  let judged: readonly Verdict[];
  beforeAll(async () => {
    judged = await verdicts(committedBatches());
  });

  it('are refused, each of them', () => {
    expect(judged.filter(({ row, codes }) => row.length > 0 && codes.length === 0)).toEqual([]);
  });

  it('are refused for what they do: the plans that they begin with are accepted without a word', () => {
    expect(judged.filter(({ row, codes }) => row.length === 0 && codes.length > 0)).toEqual([]);
  });

  it('are many', () => {
    expect(judged.filter(({ row }) => row.length > 0).length).toBeGreaterThan(150);
  });

  it('stand in the table', () => {
    const page = new URL('README.md', import.meta.url);
    if (process.env.UPDATE_GOLDEN) writeFileSync(page, tableOf(judged));
    expect(tableOf(judged)).toBe(readFileSync(page, 'utf8'));
  });
});
