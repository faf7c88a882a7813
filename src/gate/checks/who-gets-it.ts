/** Who gets a mapped permission set and within which limits: assignments and permissions boundaries. */

import type { PrincipalAssignment, RoleMapping } from '../../mapping/model.js';
import { textOf } from '../../source/json-value.js';
import { types } from '../../terraform/plan/addresses.js';
import { type PlannedAssignment, plannedAssignments } from '../../terraform/plan/assignments.js';
import type { GateCheck, GateContext } from '../check.js';
import { otherTypes } from '../other-writers.js';
import { mappedNames } from '../permission-sets.js';
import { isLeftAlone } from '../plan-view.js';
import type { ResourceChange, TerraformPlan } from '../terraform-plan.js';

/**
 * More people, or more accounts, for the Linux user of a role. Where the mapping says who is assigned, nobody else may be; where it does
 * not, somebody must look.
 */
export const mappedAssignments: GateCheck = (context) => {
  const { mapping, report } = context;
  const principals = principalNames(context.plan);
  for (const { change, permissionSet, isHidden } of ofMappedSets(context, otherTypes.assignment)) {
    if (isLeftAlone(change) || change.action === 'delete') continue;
    const { address } = change;
    // One that is hidden may be that of any role.
    const sets = isHidden ? [...mappedNames(mapping)] : [permissionSet];
    const stated = sets.map((name) => statedAssignments(mapping, name));
    if (stated.every((list) => list.some((assignment) => isStated(change, assignment, principals)))) continue;
    const value = (argument: string) => textOf(change.after?.[argument]) ?? 'unknown';
    const principal = `${value('principal_type')} ${value('principal_id')}`;
    const found = { address, permissionSet, principal, account: value('target_id') };
    report(stated.flat().length > 0 ? 'gate-assignment-unmapped' : 'gate-assignment', found);
  }
};

/**
 * Who has an assignment by the mapping must keep it. Where a plan has policies or assignments of the mapping, it must have all of its
 * assignments; what one of them says is judged above.
 */
export const assignmentsInPlan: GateCheck = (context) => {
  const { mapping, plan, view, report } = context;
  const planned = plannedAssignments(mapping);
  const principals = principalNames(plan);
  const there = plan.changes.filter(
    ({ type, mode, action }) => type === otherTypes.assignment && mode === 'managed' && action !== 'delete',
  );
  const addresses = new Set(there.map(addressInModule));
  const isInPlan = ({ role, assignment, account, address }: PlannedAssignment) =>
    addresses.has(address) ||
    there.some((change) => {
      const set = view.permissionSetOf(change);
      const isOfSet = set.kind === 'named' && set.name === role.permissionSet.name;
      return isOfSet && isStated(change, { ...assignment, accounts: [account] }, principals);
    });
  const missing = planned.filter((one) => !isInPlan(one));
  const isShown = missing.length < planned.length || view.policies.some(({ expected }) => expected);
  if (!isShown) return;
  for (const { role, assignment, account } of missing) {
    const { kind, principal } = assignment;
    const permissionSet = role.permissionSet.name;
    report('gate-assignment-missing', { permissionSet, kind, principal, account });
  }
};

const addressInModule = ({ moduleAddress, address }: ResourceChange) =>
  moduleAddress === '' ? address : address.slice(moduleAddress.length + 1);

function statedAssignments({ roles }: RoleMapping, name: string): readonly PrincipalAssignment[] {
  return roles
    .filter(({ permissionSet }) => permissionSet.name === name)
    .flatMap(({ assignments }) => assignments ?? []);
}

/** An id says nothing to whoever reads the mapping: a name must be that of the group or user as AWS has it. */
function isStated(
  { after, before, action }: ResourceChange,
  { kind, by, principal, accounts }: PrincipalAssignment,
  names: ReadonlyMap<string, unknown>,
): boolean {
  const values = action === 'forget' ? before : after;
  const value = (argument: string) => textOf(values?.[argument]) ?? '';
  const id = value('principal_id');
  return (
    value('principal_type') === (kind === 'group' ? 'GROUP' : 'USER') &&
    value('target_type') === 'AWS_ACCOUNT' &&
    accounts.includes(value('target_id')) &&
    (by === 'id' ? id === principal : names.get(`${kind} ${id}`) === principal)
  );
}

/** Of the groups and users that Terraform read while planning: `KIND ID` to name. */
function principalNames({ priorResources }: TerraformPlan): ReadonlyMap<string, unknown> {
  return new Map(
    priorResources.flatMap(({ type, values }): [string, unknown][] => {
      if (type === types.group) return [[`group ${textOf(values.group_id)}`, values.display_name]];
      return type === types.user ? [[`user ${textOf(values.user_id)}`, values.user_name]] : [];
    }),
  );
}

/** One that moves from a permission set to another is taken away from the first. */
export const mappedBoundaries: GateCheck = (context) => {
  const { plan, report } = context;
  for (const change of plan.changes) {
    if (change.type !== otherTypes.boundary || change.mode !== 'managed' || isLeftAlone(change)) continue;
    const { address, before, after } = change;
    const from = before && mappedSetOf(context, { ...change, after: undefined })?.permissionSet;
    const to = after && mappedSetOf(context, change)?.permissionSet;
    const tell = (permissionSet: string | undefined, action: string) => {
      if (permissionSet !== undefined) report('gate-boundary', { address, permissionSet, action });
    };
    if (from === to) tell(from, 'changed');
    else {
      tell(from, 'taken away');
      tell(to, 'set');
    }
  }
};

interface MappedSet {
  /** Its name, or words for one that is hidden. */
  readonly permissionSet: string;
  readonly isHidden: boolean;
}

function ofMappedSets(context: GateContext, type: string) {
  return context.plan.changes.flatMap((change) => {
    if (change.type !== type || change.mode !== 'managed') return [];
    const set = mappedSetOf(context, change);
    return set ? [{ change, ...set }] : [];
  });
}

/** A permission set that the plan hides may be a mapped one. */
function mappedSetOf({ view, mapping }: GateContext, change: ResourceChange): MappedSet | undefined {
  const set = view.permissionSetOf(change);
  if (set.kind === 'unknown') return { permissionSet: 'that the plan does not show', isHidden: true };
  const isMapped = set.kind === 'named' && mappedNames(mapping).has(set.name);
  return isMapped ? { permissionSet: set.name, isHidden: false } : undefined;
}
