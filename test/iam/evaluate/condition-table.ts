/**
 * Tables of conditions: each row a condition, the context of a request and the answer; each table headed by the page of the IAM
 * user guide that decides it. `(sample)` marks rows that are the page's own, with our keys where theirs do not matter.
 */
import { describe, expect, test } from 'vitest';
import type { ContextValues } from '../../../src/iam/evaluate/context.js';
import type { ConditionBlock } from '../../../src/iam/policy.js';
import { type Answer, holds } from './ask.js';

type Row = readonly [why: string, condition: ConditionBlock, context: ContextValues, expected: Answer];

export function table(page: string, rows: readonly Row[]): void {
  describe(page, () => {
    test.each(rows)('%s', (_why, condition, context, expected) => {
      expect(holds(condition, context)).toBe(expected);
    });
  });
}
