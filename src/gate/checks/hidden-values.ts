/**
 * Values that decide and are not in the plan, and plans that hold nothing of the mapping.
 */
import { defaultDocument } from '../../aws/names.js';
import { opensDefaultDocument } from '../../mapping/step.js';
import { types } from '../../terraform/plan/addresses.js';
import type { GateCheck, GateContext } from '../check.js';
import type { Expected } from '../expected.js';
import { statementsIn } from '../organizations-policy.js';
import { isOtherWriter, otherTypes } from '../other-writers.js';
import { holdsTrue, isLeftAlone, isRemoved, plannedText } from '../plan-view.js';
import type { ResourceChange } from '../terraform-plan.js';
import { isLocked } from './default-document-locked.js';
import { attachmentReaders } from './managed-policies.js';
import { ourUsers } from './node-users.js';
import { plansServiceControlPolicies } from './service-control-policies.js';

/** Values that are known only after apply, and actions that this program does not know, where they could hide harm. */
export const hiddenValues: GateCheck = (context) => {
  hiddenActions(context);
  hiddenPolicies(context);
  hiddenDocuments(context);
  for (const { change, after } of context.view.attributes) {
    const { address } = change;
    if (after === 'unknown') context.report('gate-unknown', { address, hidden: 'the list of attributes' });
    if (!isLeftAlone(change) && plannedText(change, 'instance_arn') === 'unknown')
      context.report('gate-unknown', { address, hidden: 'the instance that it belongs to' });
  }
};

/** Whether any check looks at resources of this type. */
function isJudged(type: string): boolean {
  return ourTypes.includes(type) || attachmentReaders.has(type) || isOtherWriter(type);
}

const ourTypes: readonly string[] = [...Object.values(types), ...Object.values(otherTypes)];

function hiddenActions({ plan, report }: GateContext): void {
  const hidden = [
    ...plan.changes
      .filter(({ action }) => action === 'unknown')
      .map((change) => ({ change, what: 'the action of this change' })),
    ...plan.deferred.map((change) => ({ change, what: 'the change that is deferred to a later plan' })),
  ];
  for (const { change, what } of hidden) {
    if (change.mode !== 'managed' || !isJudged(change.type)) continue;
    report('gate-unknown', { address: change.address, hidden: what });
  }
}

function hiddenPolicies({ view, report }: GateContext): void {
  for (const { change, permissionSet, expected, after } of view.policies) {
    if (isLeftAlone(change)) continue;
    const { address } = change;
    if (permissionSet.kind === 'unknown') report('gate-unknown', { address, hidden: 'its permission set' });
    else if (expected && after === 'unknown')
      report('gate-unknown', { address, hidden: 'the inline policy' });
  }
}

/** A document whose name is known, and is none of the mapping's, may have any content. */
function hiddenDocuments({ mapping, view, expected, report }: GateContext): void {
  const isOpen = mapping.roles.some((role) => opensDefaultDocument(mapping.step, role));
  const isDefault = isOpen || expected.lock !== undefined;
  const decides = (name: string) =>
    expected.documents.has(name) || expected.nodeUsers.has(name) || (isDefault && name === defaultDocument);
  for (const { change, nameBefore, nameAfter, after } of view.documents) {
    if (isLeftAlone(change) || (isRemoved(change) && change.after === undefined)) continue;
    const { address } = change;
    if (nameAfter === 'unknown') {
      const type = plannedText(change, 'document_type');
      const mayDecide = type === 'Session' || (type === 'Command' && expected.nodeUsers.size > 0);
      if (mayDecide || type === 'unknown') report('gate-unknown', { address, hidden: 'its name' });
      continue;
    }
    if (![nameBefore, nameAfter].some((name) => name !== undefined && decides(name))) continue;
    if (after === 'unknown') report('gate-unknown', { address, hidden: 'the content of the document' });
    const hidden = documentArguments.filter((argument) => holdsTrue(change.unknown[argument]));
    if (hidden.length > 0) report('gate-unknown', { address, hidden: `its ${hidden.join(' and its ')}` });
  }
}

/** Next to the content, they decide who may use a document and what AWS takes it for. */
const documentArguments = ['document_type', 'document_format', 'permissions', 'target_type'] as const;

/** A plan that has nothing to do with the mapping proves nothing: most likely it is the wrong one. */
export const nothingOfOurs: GateCheck = (context) => {
  const { plan, view, stackSets, expected, report } = context;
  const { policies, documents, attributes, shownPermissionSets } = view;
  const names = documents.flatMap(({ nameBefore, nameAfter }) => [nameBefore, nameAfter]);
  const related =
    shownPermissionSets.size > 0 ||
    attributes.length > 0 ||
    stackSets.sets.length + stackSets.instances.length > 0 ||
    plansServiceControlPolicies(context) ||
    plan.changes.some((change) => isOfOurPolicies(change, expected)) ||
    policies.some((policy) => policy.expected !== undefined || policy.permissionSet.kind === 'unknown') ||
    plan.changes.some(
      (change) => change.type === types.association && ourUsers(expected, change) !== undefined,
    ) ||
    names.some(
      (name) =>
        name === 'unknown' ||
        isLocked(expected.lock, name) ||
        (name !== undefined && (expected.documents.has(name) || expected.nodeUsers.has(name))),
    );
  if (!related) report('gate-plan-unrelated', {});
};

/** The Terraform state of AWS Organizations has nothing else of the mapping. */
function isOfOurPolicies({ type, before, after }: ResourceChange, { protections }: Expected): boolean {
  if (type !== otherTypes.organizationsPolicy) return false;
  const sids = [before, after].flatMap((values) => [...statementsIn(values).sids]);
  return protections.some(({ sid }) => sids.includes(sid));
}
