/**
 * The tag may go only when the policies that close the default document stand. Within one plan that is a question of
 * order: Terraform destroys before it updates, and orders updates only where it is told to.
 */
import { attributesAddress } from '../../terraform/plan/addresses.js';
import type { GateCheck, GateContext } from '../check.js';
import { configuredAddress, waitsFor } from '../configured-order.js';
import { type AttributesChange, isLeftAlone, isRemoved, type PolicyChange } from '../plan-view.js';
import { closesOtherWays, plannedPolicy } from '../policy-reading.js';
import { takesTagAway } from '../tag.js';

export const attributesBeforePolicies: GateCheck = (context) => {
  const { mapping, expected, view, report } = context;
  const late = view.policies.filter(arrives);
  for (const attributes of view.attributes.filter(takesTagAway)) {
    const { address } = attributes.change;
    if (mapping.step.attribute === 'stays') {
      const roles = expected.roles.map(({ role }) => role.name);
      report('gate-attributes-first', {}, { address, reason: 'preparing', roles });
      continue;
    }
    const reason = isRemoved(attributes.change) ? 'destroyed' : 'unordered';
    const roles = late
      .filter((policy) => reason === 'destroyed' || !isOrdered(context, attributes, policy))
      .flatMap((policy) => policy.expected?.role.name ?? []);
    if (roles.length > 0) report('gate-attributes-first', {}, { address, reason, roles });
  }
};

/** Whether this plan is the one that takes the default document from the people of a role. */
function arrives({ change, expected, before, after }: PolicyChange): boolean {
  if (!expected || isLeftAlone(change) || after === undefined || after === 'unknown') return false;
  const policy = before === undefined ? undefined : plannedPolicy(before);
  return !policy || !closesOtherWays(policy);
}

/** The generated list waits for the policies of its module; any other must say so. */
function isOrdered(
  { plan, expected }: GateContext,
  { change: { address } }: AttributesChange,
  { change: policy }: PolicyChange,
): boolean {
  const prefix = policy.moduleAddress === '' ? '' : `${configuredAddress(policy.moduleAddress)}.`;
  const isGenerated =
    expected.attributes !== undefined && configuredAddress(address) === `${prefix}${attributesAddress}`;
  return isGenerated || waitsFor(plan.order, address, policy.address);
}
