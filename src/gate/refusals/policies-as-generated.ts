/** What is applied must be what was proven: for each permission set the policy of this mapping, and each of them. */
import { readPolicy, sameMeaning, statementsMissingFrom } from '../policy-reading.js';
import type { Refusal } from '../refusal.js';

export const policiesAsGenerated: Refusal = ({ view, expected, report }) => {
  const planned = new Set<string>();
  for (const { change, expected: own, after } of view.policies) {
    if (!own || after === undefined || change.action === 'forget') continue;
    planned.add(own.role.name);
    if (after === 'unknown') continue;
    const policy = readPolicy(after);
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
  if (view.policies.length === 0 && view.attributes.length === 0) return;
  if (view.policies.some(({ permissionSet }) => permissionSet.kind === 'unknown')) return;
  for (const { role } of expected.roles) {
    if (role.inlinePolicy.kind === 'export' || planned.has(role.name)) continue;
    report('gate-policy-missing', {}, { role: role.name, permissionSet: role.permissionSet.name });
  }
};
