/** What is applied must be what was proven: for each permission set the policy of this mapping, and each of them. */

import type { GateCheck, GateContext } from '../check.js';
import { plannedPolicy, sameMeaning, statementsMissingFrom } from '../policy-reading.js';

export const policiesAsGenerated: GateCheck = (context) => {
  const { view, expected, report } = context;
  const planned = new Set<string>();
  for (const { change, expected: own, after } of view.policies) {
    if (!own || after === undefined || change.action === 'forget') continue;
    planned.add(own.role.name);
    if (after === 'unknown') continue;
    const policy = plannedPolicy(after);
    if (policy && sameMeaning(policy, own.policy)) continue;
    report(
      'gate-policy-differs',
      {},
      {
        address: change.address,
        permissionSet: own.role.permissionSet.name,
        missing: policy ? statementsMissingFrom(policy, own.policy) : [...own.policy.sids],
        extra: policy ? statementsMissingFrom(own.policy, policy) : [after],
      },
    );
  }
  if (!mustHoldPolicies(context)) return;
  if (view.policies.some(({ permissionSet }) => permissionSet.kind === 'unknown')) return;
  for (const { role } of expected.roles) {
    if (role.inlinePolicy.kind === 'export' || planned.has(role.name)) continue;
    report('gate-policy-missing', {}, { role: role.name, permissionSet: role.permissionSet.name });
  }
};

/** A list of attributes beside no policy of ours is another state's: the mapping says so, or the policies are shown. */
function mustHoldPolicies({ mapping, view, policies }: GateContext): boolean {
  if (view.attributes.length === 0) return view.policies.length > 0;
  const isElsewhere = mapping.attributes.configuration === 'elsewhere' || policies !== undefined;
  return !isElsewhere || view.policies.some((policy) => policy.expected !== undefined);
}
