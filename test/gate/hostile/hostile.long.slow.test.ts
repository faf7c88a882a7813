/**
 * Makes the plans of the table with the real Terraform and provider, and asks the gate: none may pass `--strict`. With
 * `CAPTURE_PLANS=1` it writes them to `batches/`, where the fast tier judges them.
 */
import { describe, expect, it } from 'vitest';
import { hasMoto } from '../../e2e/moto.js';
import { others, runAs } from '../../e2e/organisation.js';
import { onStage } from '../../e2e/stage.js';
import { hasTerraform } from '../../terraform/terraform.js';
import { type Batch, writeBatch } from './batches.js';
import { makeBatches } from './make-batches.js';
import { makeOrganizationBatches, makeStackSetBatch } from './make-organization-batches.js';
import { verdicts } from './verdicts.js';

const isCapture = process.env.CAPTURE_PLANS !== undefined;

describe.skipIf(!hasTerraform || !hasMoto)('hostile plans, made by Terraform', () => {
  it.each([
    ['of the cut-over', { ...runAs, ...others }, makeBatches],
    ['of StackSets', {}, makeStackSetBatch],
    ['of policies and assignments of an organization', runAs, makeOrganizationBatches],
  ] as const)('are refused, and the plans that they begin with are accepted: %s', (_name, attributes, make) =>
    onStage('hcl', attributes, async (stage) => {
      const batches: Batch[] = [];
      await make(stage, (batch) => {
        batches.push(batch);
        if (isCapture) writeBatch(batch);
      });
      const judged = await verdicts(batches);
      expect(judged.filter(({ row, codes }) => row.length > 0 !== codes.length > 0)).toEqual([]);
    }),
  );
});
