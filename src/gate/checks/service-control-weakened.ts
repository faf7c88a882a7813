/**
 * What a plan takes away of the service control policies that are in force, wherever they are managed: statements, attachments, the
 * whole type of policy. The policies that Terraform creates for the mapping are judged by their names; see
 * `service-control-policies.ts`.
 */
import { textOf } from '../../source/json-value.js';
import type { GateCheck } from '../check.js';
import type { GuardStatement } from '../expected.js';
import { type PlannedStatements, statementsIn } from '../organizations-policy.js';
import { otherTypes } from '../other-writers.js';
import { holdsTrue, isLeftAlone, isRemoved, plannedText } from '../plan-view.js';
import type { ResourceChange } from '../terraform-plan.js';
import { isOwnPolicy, plansServiceControlPolicies } from './service-control-policies.js';

/** A policy that has a generated statement, recognized by its Sid, must keep it as the mapping generates it. */
export const policiesWeakened: GateCheck = (context) => {
  const { plan, expected, report } = context;
  const policies = plan.changes.filter(
    ({ type, mode }) => type === otherTypes.organizationsPolicy && mode === 'managed',
  );
  const heldAfter = new Set(policies.flatMap((change) => [...statementsAfter(change).effects]));
  const lacking = expected.protections.filter(({ effect }) => !heldAfter.has(effect));
  // Attached to every target of the mapping, which is judged by their names.
  const heldByOwn = new Set(
    policies
      .filter((change) => isOwnPolicy(change, context))
      .flatMap((change) => [...statementsAfter(change).effects]),
  );
  for (const change of policies.filter((one) => !isLeftAlone(one) && !isOwnPolicy(one, context))) {
    const { address } = change;
    const [before, after] = [statementsIn(change.before), statementsAfter(change)];
    const had = ({ sid, effect }: GuardStatement) => before.sids.has(sid) || before.effects.has(effect);
    const missing = lacking.filter((guard) => had(guard) && !after.sids.has(guard.sid));
    const different = lacking.filter(({ sid }) => after.sids.has(sid));
    const sids = (statements: typeof lacking) => statements.map(({ sid }) => sid);
    if (missing.length > 0 && plannedText(change, 'content') === 'unknown')
      report('gate-unknown', { address, hidden: 'the content of the policy' });
    else if (missing.length + different.length > 0)
      report('gate-scp-weakened', { address, missing: sids(missing), different: sids(different) });
    // Another policy that has the statement may be attached to less, or to nothing.
    const moved = expected.protections.filter(
      ({ effect }) =>
        before.effects.has(effect) &&
        !after.effects.has(effect) &&
        heldAfter.has(effect) &&
        !heldByOwn.has(effect),
    );
    if (moved.length > 0)
      report('gate-scp-detached', { address, what: `${sids(moved).join(', ')} of this policy` });
  }
};

/** A policy that loses targets no longer protects the accounts below them. */
export const policiesDetached: GateCheck = (context) => {
  const { mapping, plan, expected, report } = context;
  const judged = plansServiceControlPolicies(context) ? (mapping.serviceControlTargets ?? []) : [];
  const sids = new Set(expected.protections.map(({ sid }) => sid));
  const contents = new Map(
    [
      ...plan.priorResources
        .filter(({ type }) => type === otherTypes.organizationsPolicy)
        .map(({ values }) => values),
      ...plan.changes
        .filter(({ type }) => type === otherTypes.organizationsPolicy)
        .map(({ before }) => before ?? {}),
    ].map((values) => [textOf(values.id), statementsIn(values)]),
  );
  for (const change of plan.changes) {
    const { address, type, before } = change;
    // Whether the targets of the mapping keep their policies is judged by the names of these.
    const isJudged = judged.includes(textOf(before?.target_id) ?? '');
    if (type === otherTypes.organizationsAttachment && isRemoved(change) && !isJudged) {
      const statements = contents.get(textOf(before?.policy_id));
      if (!statements) report('gate-scp-detached', { address, what: 'a policy that the plan does not show' });
      else if ([...statements.sids].some((sid) => sids.has(sid)))
        report('gate-scp-detached', { address, what: 'a service control policy of this mapping' });
    }
    if (type === otherTypes.organization && !isLeftAlone(change) && switchesOff(change))
      report('gate-scp-detached', { address, what: 'every service control policy of the organization' });
    if (type === otherTypes.account && leavesUnit(change, mapping.accounts) && sids.size > 0)
      report('gate-scp-detached', { address, what: 'what is attached to the units above the account' });
  }
};

/**
 * An account gets the policies of the units above it. Above its new place there may be none of the mapping, outside of the
 * organization there is none at all.
 */
function leavesUnit(change: ResourceChange, accounts: readonly string[]): boolean {
  const { before, after, unknown } = change;
  const isMapped = accounts.length === 0 || accounts.includes(textOf(before?.id) ?? '');
  if (before === undefined || !isMapped) return false;
  if (isRemoved(change)) return true;
  const moves = holdsTrue(unknown.parent_id) || textOf(before.parent_id) !== textOf(after?.parent_id);
  return after !== undefined && moves;
}

function switchesOff({ before, after, unknown }: ResourceChange): boolean {
  const isOn = (values: ResourceChange['after']) =>
    JSON.stringify(values?.enabled_policy_types ?? []).includes('"SERVICE_CONTROL_POLICY"');
  return isOn(before) && (holdsTrue(unknown.enabled_policy_types) || !isOn(after));
}

/** Terraform leaves what it forgets in AWS. */
const statementsAfter = ({ action, before, after }: ResourceChange): PlannedStatements =>
  statementsIn(action === 'forget' ? before : after);
