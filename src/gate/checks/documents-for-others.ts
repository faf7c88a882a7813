/**
 * The inline policy of a permission set that the mapping does not have must not name a document of the mapping: its people would become
 * the document's Linux user. What allows all documents, such as `AdministratorAccess`, is left to the service control policies.
 */
import { globOf, matchesGlob } from '../../iam/glob.js';
import type { GateCheck } from '../check.js';
import { plannedPolicy } from '../plan-reading.js';

export const documentsForOthers: GateCheck = ({ expected, view, report }) => {
  for (const { change, permissionSet, expected: own, after } of view.policies) {
    if (own || permissionSet.kind === 'unknown' || change.action === 'forget') continue;
    const patterns = [...(plannedPolicy(after)?.documents ?? [])].filter((pattern) => /[^*?]/.test(pattern));
    const documents = [...expected.documents].filter((name) =>
      patterns.some((pattern) => matchesGlob(globOf(pattern), name)),
    );
    if (documents.length === 0) continue;
    const shown = permissionSet.kind === 'named' ? permissionSet.name : permissionSet.arn;
    report('gate-document-for-others', { address: change.address, permissionSet: shown, documents });
  }
};
