/** Every plan of the fast tier, ready to be judged: those of the corpus, and each row of the hostile ones. */
import type { GateInput } from '../../src/gate/gate.js';
import { corpus } from './corpus/index.js';
import { committedBatches, divided } from './hostile/batches.js';
import { gateInput } from './plan-case.js';

export async function everyPlan(): Promise<readonly GateInput[]> {
  const hostile = committedBatches().flatMap((batch) => [
    divided(batch),
    ...batch.rows.map(({ id }) => divided(batch, id)),
  ]);
  const inputs: GateInput[] = [];
  for (const plan of [...corpus.map((entry) => entry.plan), ...hostile]) inputs.push(await gateInput(plan));
  return inputs;
}
