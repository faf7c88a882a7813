/** Terraform destroys before it updates, so that a configuration that goes must not go with the policies' own change. */
import { isLeftAlone, isRunAs } from '../plan-view.js';
import { closesOtherWays, readPolicy } from '../policy-reading.js';
import type { Refusal } from '../refusal.js';

export const attributesBeforePolicies: Refusal = ({ view, report }) => {
  const late = view.policies.filter(({ change, expected, before, after }) => {
    if (!expected || isLeftAlone(change) || after === undefined || after === 'unknown') return false;
    const policy = before === undefined ? undefined : readPolicy(before);
    return !policy || !closesOtherWays(policy);
  });
  if (late.length === 0) return;
  for (const { change, before = [] } of view.attributes) {
    if (change.action !== 'delete' || !before.some(isRunAs)) continue;
    const roles = late.flatMap(({ expected }) => (expected ? [expected.role.name] : []));
    report('gate-attributes-first', {}, { address: change.address, roles });
  }
};
