/** A plan that has nothing to do with the mapping proves nothing: most likely it is the wrong one. */
import type { GateCheck } from '../check.js';

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
