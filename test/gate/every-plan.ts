/** Every plan of the fast tier, ready to be judged: those of the corpus, whose messages are golden, and each hostile one. */
import type { GateInput } from '../../src/gate/gate.js';
import { corpus } from './corpus/index.js';
import { committedBatches, divided } from './hostile/batches.js';
import { gateInput, type PlanCase } from './plan-case.js';

export interface EveryPlan {
  readonly input: GateInput;
  readonly hasGoldenMessages: boolean;
}

export async function everyPlan(): Promise<readonly EveryPlan[]> {
  const plans: EveryPlan[] = [];
  const add = async (plan: PlanCase, hasGoldenMessages: boolean) =>
    plans.push({ input: await gateInput(plan), hasGoldenMessages });
  for (const { plan } of corpus) await add(plan, true);
  for (const batch of committedBatches()) {
    await add(divided(batch), false);
    for (const { id } of batch.rows) await add(divided(batch, id), false);
  }
  return plans;
}
