/**
 * Who gets a mapped permission set and within which limits, and what is in force above it: assignments, permissions boundaries,
 * service control policies.
 */

import { textOf } from '../../source/json-value.js';
import type { GateCheck, GateContext } from '../check.js';
import type { GuardStatement } from '../expected.js';
import { effectsIn } from '../organizations-policy.js';
import { otherTypes } from '../other-writers.js';
import { mappedNames } from '../permission-sets.js';
import { policyIn, sidsOf } from '../plan-reading.js';
import { holdsTrue, isLeftAlone, isRemoved, plannedText } from '../plan-view.js';
import type { ResourceChange } from '../terraform-plan.js';

/** More people, or more accounts, for the Linux user of a role. */
export const mappedAssignments: GateCheck = (context) => {
  for (const { change, permissionSet } of ofMappedSets(context, otherTypes.assignment)) {
    if (isLeftAlone(change) || change.action === 'delete') continue;
    const value = (argument: string) => textOf(change.after?.[argument]) ?? 'unknown';
    context.report(
      'gate-assignment',
      {},
      {
        address: change.address,
        permissionSet,
        principal: `${value('principal_type')} ${value('principal_id')}`,
        account: value('target_id'),
      },
    );
  }
};

export const mappedBoundaries: GateCheck = (context) => {
  for (const { change, permissionSet } of ofMappedSets(context, otherTypes.boundary)) {
    if (isLeftAlone(change)) continue;
    const action = change.action === 'create' ? 'set' : change.action === 'delete' ? 'taken away' : 'changed';
    context.report('gate-boundary', {}, { address: change.address, permissionSet, action });
  }
};

/** A permission set that the plan hides may be a mapped one. */
function ofMappedSets({ plan, view, mapping }: GateContext, type: string) {
  const mapped = mappedNames(mapping);
  return plan.changes.flatMap((change) => {
    if (change.type !== type || change.mode !== 'managed') return [];
    const set = view.permissionSetOf(change);
    if (set.kind === 'unknown') return [{ change, permissionSet: 'that the plan does not show' }];
    const isMapped = set.kind === 'named' && mapped.has(set.name);
    return isMapped ? [{ change, permissionSet: set.name }] : [];
  });
}

/** A policy that has a statement of ours, known by its Sid, must go on having it, as the mapping yields it. */
export const policiesWeakened: GateCheck = ({ plan, expected, report }) => {
  const policies = plan.changes.filter(
    ({ type, mode }) => type === otherTypes.organizationsPolicy && mode === 'managed',
  );
  const heldAfter = new Set(policies.flatMap((change) => [...statementsAfter(change).effects]));
  const lacking = expected.protections.filter(({ effect }) => !heldAfter.has(effect));
  for (const change of policies.filter((one) => !isLeftAlone(one))) {
    const { address } = change;
    const [before, after] = [statementsIn(change.before), statementsAfter(change)];
    const had = ({ sid, effect }: GuardStatement) => before.sids.has(sid) || before.effects.has(effect);
    const missing = lacking.filter((guard) => had(guard) && !after.sids.has(guard.sid));
    const different = lacking.filter(({ sid }) => after.sids.has(sid));
    const sids = (statements: typeof lacking) => statements.map(({ sid }) => sid);
    if (missing.length > 0 && plannedText(change, 'content') === 'unknown')
      report('gate-unknown', {}, { address, hidden: 'the content of the policy' });
    else if (missing.length + different.length > 0)
      report('gate-scp-weakened', {}, { address, missing: sids(missing), different: sids(different) });
    // Another policy that has the statement may be attached to less, or to nothing.
    const moved = expected.protections.filter(
      ({ effect }) => before.effects.has(effect) && !after.effects.has(effect) && heldAfter.has(effect),
    );
    if (moved.length > 0)
      report('gate-scp-detached', {}, { address, what: `${sids(moved).join(', ')} of this policy` });
  }
};

/** A policy that is attached to less, or to nothing, keeps nobody from anything. */
export const policiesDetached: GateCheck = ({ plan, expected, report }) => {
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
    if (type === otherTypes.organizationsAttachment && isRemoved(change)) {
      const statements = contents.get(textOf(before?.policy_id));
      if (!statements)
        report('gate-scp-detached', {}, { address, what: 'a policy that the plan does not show' });
      else if ([...statements.sids].some((sid) => sids.has(sid)))
        report('gate-scp-detached', {}, { address, what: 'a service control policy of this mapping' });
    }
    if (type === otherTypes.organization && !isLeftAlone(change) && switchesOff(change))
      report('gate-scp-detached', {}, { address, what: 'every service control policy of the organization' });
  }
};

function switchesOff({ before, after, unknown }: ResourceChange): boolean {
  const isOn = (values: ResourceChange['after']) =>
    JSON.stringify(values?.enabled_policy_types ?? []).includes('"SERVICE_CONTROL_POLICY"');
  return isOn(before) && (holdsTrue(unknown.enabled_policy_types) || !isOn(after));
}

interface Statements {
  readonly sids: ReadonlySet<string>;
  readonly effects: ReadonlySet<string>;
}

const none: Statements = { sids: new Set(), effects: new Set() };

function statementsAfter(change: ResourceChange): Statements {
  if (change.action === 'delete') return none;
  return change.action === 'forget' ? statementsIn(change.before) : statementsIn(change.after);
}

/** Nothing for a policy of another kind, and for a content that is no policy. */
export function statementsIn(values: ResourceChange['after']): Statements {
  const isServiceControl = (textOf(values?.type) ?? 'SERVICE_CONTROL_POLICY') === 'SERVICE_CONTROL_POLICY';
  const policy = isServiceControl ? policyIn(textOf(values?.content) ?? '') : undefined;
  return policy ? { sids: sidsOf(policy.Statement), effects: effectsIn(policy) } : none;
}
