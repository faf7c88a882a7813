/** What a plan says of itself: that it destroys everything, that a check of the configuration failed. */
import type { GateCheck } from '../check.js';

/** A block that protects a resource while it is changed does not protect it from `plan -destroy`. */
export const destroyPlan: GateCheck = ({ plan, view, stackSets, expected, report }) => {
  const managed = plan.changes.filter(({ mode }) => mode === 'managed');
  if (managed.some(({ action }) => action !== 'delete')) return;
  const [ours] = [
    ...view.attributes,
    ...stackSets.sets,
    ...stackSets.instances,
    ...view.policies.filter((policy) => policy.expected),
    ...view.documents.filter(({ nameBefore }) => expected.documents.has(nameBefore ?? '')),
  ];
  if (ours) report('gate-destroy-plan', { address: ours.change.address });
};

export const failedChecks: GateCheck = ({ plan, report }) => {
  for (const { address, problems } of plan.failedChecks) report('gate-check-failed', { address, problems });
};
