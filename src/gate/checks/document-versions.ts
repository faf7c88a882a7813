/** The default version of a document must be its latest, or Terraform cannot update the document. */
import { defaultDocument } from '../../aws/names.js';
import { shellWord } from '../../shell/quote.js';
import type { GateCheck } from '../check.js';
import { canonicalContent } from '../plan-reading.js';
import { isRemoved } from '../plan-view.js';

/**
 * Terraform reads the latest version. It cannot update a document whose default version is another one, and does not say so before it
 * tries; an association runs the default version.
 */
export const documentVersions: GateCheck = ({ expected, view, report }) => {
  const isOurs = (name: string) =>
    expected.roleDocuments.has(name) ||
    expected.nodeUsers.has(name) ||
    (expected.lock !== undefined && name === defaultDocument);
  for (const {
    change,
    region,
    nameBefore: name,
    versions,
    before: content,
    after: planned,
  } of view.documents) {
    if (name === undefined || !isOurs(name) || isRemoved(change) || change.action === 'forget') continue;
    if (!versions || versions.default === versions.latest) continue;
    // Part of a command to copy.
    const [before, after] = [versions.default, versions.latest].map((version) =>
      /^\d+$/.test(version) ? version : 'LATEST',
    ) as [string, string];
    // A version is added for another content only, not for tags.
    const changes = !hasSameContent(content, planned);
    const where = region === undefined ? '' : ` --region ${shellWord(region)}`;
    const runs = expected.nodeUsers.has(name);
    // Only content that the mapping generates may run on nodes.
    const verb = runs && changes ? 'delete-document' : 'update-document-default-version';
    const command = `aws ssm ${verb} --name ${shellWord(name)} --document-version ${shellWord(after)}${where}`;
    report('gate-document-default-version', {
      address: change.address,
      name,
      before,
      after,
      changes,
      command,
      runs,
    });
  }
};

function hasSameContent(before: string | undefined, after: string | undefined): boolean {
  return before === after || (canonicalContent(after) ?? after) === canonicalContent(before);
}
