/** The tag may be denied only after it stopped being sent: sessions that are open keep it for hours to days. */

import type { GateCheck, GateContext } from '../check.js';
import type { PolicyChange } from '../plan-view.js';
import { deniesTag, plannedPolicy } from '../policy-reading.js';
import { takesTagAway } from '../tag.js';

export const tagDenyEarly: GateCheck = (context) => {
  const reason = whyEarly(context);
  if (!reason) return;
  for (const policy of context.view.policies) {
    if (!policy.expected || !bringsDeny(policy)) continue;
    const { address } = policy.change;
    context.report('gate-tag-deny-early', {}, { role: policy.expected.role.name, address, reason });
  }
};

function whyEarly({ view, mapping, expected }: GateContext): 'together' | 'unseen' | undefined {
  if (view.attributes.some(takesTagAway)) return 'together';
  const isListed = expected.attributes !== undefined;
  return mapping.step.attribute === 'gone' && isListed && view.attributes.length === 0 ? 'unseen' : undefined;
}

function bringsDeny({ lastApplied, after }: PolicyChange): boolean {
  if (after === undefined || after === 'unknown') return false;
  const planned = plannedPolicy(after);
  const before = lastApplied === undefined ? undefined : plannedPolicy(lastApplied);
  return planned !== undefined && deniesTag(planned) && !(before && deniesTag(before));
}
