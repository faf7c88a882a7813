/**
 * The way back from `switch` to `prepare` opens the default document again. Without the tag its Linux user is neither
 * what the tag nor what the role says.
 */

import type { GateCheck, GateContext } from '../check.js';
import { isLeftAlone, type PolicyChange } from '../plan-view.js';
import { closesOtherWays, plannedPolicy } from '../policy-reading.js';
import { tagOf } from '../tag.js';

export const policiesReopened: GateCheck = (context) => {
  const tag = tagOf(context.view.attributes);
  if (tag === 'stays' || (tag === 'is not shown' && !mustBeShown(context))) return;
  for (const policy of context.view.policies) {
    if (!policy.expected || !reopens(policy)) continue;
    const { role } = policy.expected;
    const code = tag === 'comes back' ? 'gate-reopened-early' : 'gate-reopened-without-tag';
    context.report(code, {}, { role: role.name, address: policy.change.address });
  }
};

function mustBeShown({ expected }: GateContext): boolean {
  return expected.attributes !== undefined;
}

function reopens({ change, before, after }: PolicyChange): boolean {
  if (isLeftAlone(change) || before === undefined || after === undefined || after === 'unknown') return false;
  const [old, planned] = [plannedPolicy(before), plannedPolicy(after)];
  return old !== undefined && closesOtherWays(old) && planned !== undefined && !closesOtherWays(planned);
}
