/** A permission set has one inline policy: one that somebody else wrote must not vanish under ours. */

import type { GateCheck } from '../check.js';
import { isLeftAlone, isRemoved } from '../plan-view.js';
import {
  isGenerated,
  type PlannedPolicy,
  plannedPolicy,
  sameMeaning,
  statementsMissingFrom,
} from '../policy-reading.js';

const nothing: PlannedPolicy = { statements: new Map(), sids: new Set(), documents: new Set() };

export const policyOverwritten: GateCheck = ({ view, report }) => {
  for (const { change, expected, before, lastApplied, after } of view.policies) {
    if (!expected || expected.role.inlinePolicy.kind === 'export' || before === undefined) continue;
    if (isLeftAlone(change) || isRemoved(change)) continue;
    const { address } = change;
    const permissionSet = expected.role.permissionSet.name;
    const found = plannedPolicy(before);
    const ours = lastApplied === undefined ? undefined : plannedPolicy(lastApplied);
    if (ours && isGenerated(ours)) {
      if (found && sameMeaning(found, ours)) continue;
      const gone = statementsMissingFrom(found ?? nothing, ours);
      const added = found ? statementsMissingFrom(ours, found) : [before];
      report('gate-policy-drifted', {}, { address, permissionSet, gone, added });
      continue;
    }
    const planned = after === undefined || after === 'unknown' ? undefined : plannedPolicy(after);
    const lost = found ? statementsMissingFrom(planned ?? nothing, found) : [before];
    if (lost.length > 0) report('gate-policy-foreign', {}, { address, permissionSet, lost });
  }
};
