/** Policies that are attached beside ours: what they allow adds to it. */
import { judgementOf } from '../../aws/managed-policies.js';
import { type Attachments, attachmentsOf } from '../attachments.js';
import type { GateCheck, GateContext } from '../check.js';
import type { ResourceChange } from '../terraform-plan.js';

export const managedPolicies: GateCheck = (context) => {
  const mapped = new Set(context.mapping.roles.map(({ permissionSet }) => permissionSet.name));
  for (const change of context.plan.changes) {
    const attachments = attachmentsOf(change);
    if (!attachments || change.action === 'delete' || change.action === 'forget') continue;
    const permissionSet = context.view.permissionSetOf(change);
    if (permissionSet.kind === 'unknown') hiddenSet(context, change, attachments);
    else if (permissionSet.kind === 'named' && mapped.has(permissionSet.name)) {
      attached(context, change, attachments, permissionSet.name);
    }
  }
};

/** Harmless whatever the permission set, unless the policy is harmful or hidden as well. */
function hiddenSet(
  { report }: GateContext,
  { address }: ResourceChange,
  { after, isHidden }: Attachments,
): void {
  if (isHidden || after.some(isHarmful))
    report('gate-unknown', {}, { address, hidden: 'its permission set' });
}

function isHarmful(policy: string): boolean {
  return judgementOf(policy).kind === 'harmful';
}

function attached(
  { report }: GateContext,
  { address }: ResourceChange,
  { kind, before, after, isHidden }: Attachments,
  permissionSet: string,
): void {
  if (isHidden) report('gate-unknown', {}, { address, hidden: 'the policy that it attaches' });
  for (const policy of after) {
    const isNew = !before.includes(policy);
    if (kind === 'customer') {
      if (isNew) report('gate-customer-policy', {}, { address, permissionSet, policy });
      continue;
    }
    const judgement = judgementOf(policy);
    if (judgement.kind === 'harmful')
      report(
        isNew ? 'gate-managed-policy' : 'gate-managed-policy-stays',
        {},
        { address, permissionSet, policy, harm: judgement.harm },
      );
  }
}
