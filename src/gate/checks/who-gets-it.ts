/** Who gets a mapped permission set and within which limits: assignments and permissions boundaries. */

import { textOf } from '../../source/json-value.js';
import type { GateCheck, GateContext } from '../check.js';
import { otherTypes } from '../other-writers.js';
import { mappedNames } from '../permission-sets.js';
import { isLeftAlone } from '../plan-view.js';

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
