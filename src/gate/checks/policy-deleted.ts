/** With our policy its Denies would go, while managed policies and assignments stay. */

import { textOf } from '../../source/json-value.js';
import { types } from '../../terraform/plan/addresses.js';
import type { GateCheck } from '../check.js';
import { isRemoved } from '../plan-view.js';
import { isGenerated, plannedPolicy } from '../policy-reading.js';

export const policyDeleted: GateCheck = ({ view, plan, report }) => {
  const goneSets = new Set(
    plan.changes
      .filter((change) => change.type === types.permissionSet && isRemoved(change))
      .map(({ before }) => textOf(before?.arn)),
  );
  for (const { change, expected, permissionSet, before, lastApplied } of view.policies) {
    if (!isRemoved(change)) continue;
    const arn = textOf(change.before?.permission_set_arn);
    if (arn !== undefined && goneSets.has(arn)) continue;
    const wasOurs = [before, lastApplied].some((text) => {
      const policy = text === undefined ? undefined : plannedPolicy(text);
      return policy && isGenerated(policy);
    });
    if (!wasOurs && (!expected || expected.role.inlinePolicy.kind === 'export')) continue;
    const name = permissionSet.kind === 'named' ? permissionSet.name : (arn ?? 'unknown');
    report('gate-policy-deleted', {}, { address: change.address, permissionSet: name });
  }
};
