/**
 * Values that decide and are not in the plan, and plans that hold nothing of the mapping.
 */
import { types } from '../../terraform/plan/addresses.js';
import type { GateCheck, GateContext } from '../check.js';
import { holdsTrue, isLeftAlone, isRemoved } from '../plan-view.js';

/** Values that are known only after apply, and actions that this program does not know, where they could hide harm. */
export const hiddenValues: GateCheck = (context) => {
  hiddenActions(context);
  hiddenPolicies(context);
  hiddenDocuments(context);
  for (const { change, after } of context.view.attributes) {
    if (after === 'unknown')
      context.report('gate-unknown', {}, { address: change.address, hidden: 'the list of attributes' });
  }
};

const ourTypes: readonly string[] = [types.inlinePolicy, types.document, types.attributes];

function hiddenActions({ plan, report }: GateContext): void {
  const hidden = [
    ...plan.changes
      .filter(({ action }) => action === 'unknown')
      .map((change) => ({ change, what: 'what is done to it' })),
    ...plan.deferred.map((change) => ({ change, what: 'the change that is put off to a later plan' })),
  ];
  for (const { change, what } of hidden) {
    if (!ourTypes.includes(change.type)) continue;
    report('gate-unknown', {}, { address: change.address, hidden: what });
  }
}

function hiddenPolicies({ view, report }: GateContext): void {
  for (const { change, permissionSet, expected, after } of view.policies) {
    if (isLeftAlone(change)) continue;
    const { address } = change;
    if (permissionSet.kind === 'unknown')
      report('gate-unknown', {}, { address, hidden: 'its permission set' });
    else if (expected && after === 'unknown')
      report('gate-unknown', {}, { address, hidden: 'the inline policy' });
  }
}

/** A document of a name that is known not to be ours may hold what it likes. */
function hiddenDocuments({ view, expected, report }: GateContext): void {
  for (const { change, nameBefore, nameAfter, after } of view.documents) {
    if (isLeftAlone(change) || (isRemoved(change) && change.after === undefined)) continue;
    const { address } = change;
    if (
      nameAfter === 'unknown' &&
      change.after?.document_type !== 'Session' &&
      !holdsTrue(change.unknown.document_type)
    )
      continue;
    if (nameAfter === 'unknown') report('gate-unknown', {}, { address, hidden: 'its name' });
    else if (after === 'unknown' && expected.documents.has(nameAfter ?? nameBefore ?? '')) {
      report('gate-unknown', {}, { address, hidden: 'the content of the document' });
    }
  }
}

/** A plan that has nothing to do with the mapping proves nothing: most likely it is the wrong one. */
export const nothingOfOurs: GateCheck = ({ view, expected, report }) => {
  const { policies, documents, attributes, shownPermissionSets } = view;
  const names = documents.flatMap(({ nameBefore, nameAfter }) => [nameBefore, nameAfter]);
  const related =
    shownPermissionSets.size > 0 ||
    attributes.length > 0 ||
    policies.some((policy) => policy.expected !== undefined || policy.permissionSet.kind === 'unknown') ||
    names.some((name) => name === 'unknown' || (name !== undefined && expected.documents.has(name)));
  if (!related) report('gate-plan-unrelated', {}, {});
};
