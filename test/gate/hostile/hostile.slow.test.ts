/**
 * Makes the plans of the table with the real Terraform and provider, and asks the gate: none may pass `--strict`. With
 * `CAPTURE_PLANS=1` it writes them to `batches/`, where the fast tier judges them, and the table to `README.md`.
 */
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasMoto } from '../../e2e/moto.js';
import { others, runAs } from '../../e2e/organisation.js';
import { onStage } from '../../e2e/stage.js';
import { hasTerraform } from '../../terraform/terraform.js';
import { type Batch, makeBatches, writeBatch } from './batches.js';
import { tableOf, verdicts } from './verdicts.js';

const isCapture = process.env.CAPTURE_PLANS !== undefined;

describe.skipIf(!hasTerraform || !hasMoto)('hostile plans, made by Terraform', () => {
  it('are refused, and the plans that they begin with are accepted', () =>
    onStage('hcl', { ...runAs, ...others }, async (stage) => {
      const batches: Batch[] = [];
      await makeBatches(stage, (batch) => {
        batches.push(batch);
        if (isCapture) writeBatch(batch);
      });
      const judged = await verdicts(batches);
      if (isCapture) writeFileSync(new URL('README.md', import.meta.url), tableOf(judged));
      expect(judged.filter(({ row, codes }) => row.length > 0 !== codes.length > 0)).toEqual([]);
    }));
});
