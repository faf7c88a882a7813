/** Who gets a mapped permission set and within which limits: assignments and permissions boundaries. */

import type { PrincipalAssignment, RoleMapping } from '../../mapping/model.js';
import { textOf } from '../../source/json-value.js';
import { types } from '../../terraform/plan/addresses.js';
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
    report(stated.flat().length > 0 ? 'gate-assignment-unmapped' : 'gate-assignment', {}, found);
  }
};

function statedAssignments({ roles }: RoleMapping, name: string): readonly PrincipalAssignment[] {
  return roles
    .filter(({ permissionSet }) => permissionSet.name === name)
    .flatMap(({ assignments }) => assignments ?? []);
}

/** An id says nothing to whoever reads the mapping: a name must be that of the group or user as AWS has it. */
function isStated(
  change: ResourceChange,
  { kind, by, principal, accounts }: PrincipalAssignment,
  names: ReadonlyMap<string, string>,
): boolean {
  const value = (argument: string) => textOf(change.after?.[argument]) ?? '';
  const id = value('principal_id');
  return (
    value('principal_type') === (kind === 'group' ? 'GROUP' : 'USER') &&
    value('target_type') === 'AWS_ACCOUNT' &&
    accounts.includes(value('target_id')) &&
    (by === 'id' ? id === principal : names.get(`${kind} ${id}`) === principal)
  );
}

/** Of the groups and users that Terraform read while planning: `KIND ID` to name. */
function principalNames({ priorResources }: TerraformPlan): ReadonlyMap<string, string> {
  return new Map(
    priorResources.flatMap(({ type, values }): [string, string][] => {
      const kind = type === types.group ? 'group' : type === types.user ? 'user' : undefined;
      const name = textOf(values[kind === 'group' ? 'display_name' : 'user_name']);
      const id = kind && textOf(values[`${kind}_id`]);
      return id === undefined || name === undefined ? [] : [[`${kind} ${id}`, name]];
    }),
  );
}

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
    if (set.kind === 'unknown')
      return [{ change, permissionSet: 'that the plan does not show', isHidden: true }];
    const isMapped = set.kind === 'named' && mapped.has(set.name);
    return isMapped ? [{ change, permissionSet: set.name, isHidden: false }] : [];
  });
}
