/** A plan may not change what an existing Session document does: a role's keeps its Linux user, an older one does the same as before. */
import { hash } from 'node:crypto';
import { describedUser } from '../../mapping/role-documents.js';
import { jsonIn, objectOf, textOf } from '../../source/json-value.js';
import type { GateCheck, GateContext } from '../check.js';
import { behaviourOf, canonicalContent, linuxUserOf } from '../plan-reading.js';
import type { DocumentChange } from '../plan-view.js';
import { wantedInPlan } from '../planned-document.js';

/** A document keeps its Linux user: another one would at once become the Linux user of everybody whose policy names it. */
export const documentUserChanges: GateCheck = (context) => {
  const { mapping, view, expected, report } = context;
  for (const document of view.documents) {
    const { change, nameBefore: name, before, lastApplied, after } = document;
    if (change.action !== 'update' && change.action !== 'replace') continue;
    if (name === undefined || !expected.documents.has(name) || after === undefined || after === 'unknown')
      continue;
    const { address } = change;
    // Those of the mapping are compared to the last letter; a tunnel may lead elsewhere, and an older document may be anything.
    const isOlder = mapping.documents.previous.some((previous) => previous.name === name);
    const areAlike = isOlder ? decidesTheSame : hasSameUser;
    if (areAlike(before, after)) continue;
    const [found, left, planned] = [behaviourOf(before), behaviourOf(lastApplied), behaviourOf(after)];
    // The plan undoes what somebody else changed: a repair, not a change of the mapping.
    if (areAlike(lastApplied, after))
      report('gate-document-drifted', { address, name, before: left, after: found });
    else if (isRepair(context, document, name))
      report('gate-document-drifted', { address, name, before: planned, after: found });
    else report('gate-document-user', { address, name, before: found, after: planned });
  }
};

function hasSameUser(one: string | undefined, other: string): boolean {
  return linuxUserOf(one) === linuxUserOf(other);
}

/** Of a content that cannot be read, such as YAML, only the same text is known to decide the same. */
function decidesTheSame(before: string | undefined, after: string): boolean {
  if (canonicalContent(after) === undefined) return before === after;
  return behaviourOf(before) === behaviourOf(after);
}

/**
 * After a refresh the state has what somebody made of the document. Two things tell that it was this mapping's before: the outputs
 * of the last apply, and the description, if this program wrote it, because it then names the Linux user.
 */
function isRepair(
  { documents, expected, mapping }: GateContext,
  { change, before, after }: DocumentChange,
  name: string,
): boolean {
  const found = expected.roleDocuments.get(name);
  const content = canonicalContent(after);
  if (!found || content === undefined || content !== wantedInPlan(found, mapping, change, after))
    return false;
  // A tunnel opens no shell, so that its return changes nobody's Linux user.
  if (found.tunnel !== undefined) return true;
  const { role, key } = found;
  const digest = hash('sha256', content);
  // Outputs of another account or Region say nothing of this document.
  const arn = textOf(change.before?.arn);
  const applied = documents.flatMap(({ documents: there }) => there.get(key) ?? []);
  if (applied.some((one) => one.contentSha256 === digest && (one.arn ?? arn) === arn)) return true;
  // One that the mapping states does not change with the Linux user.
  const written = describedUser(role.permissionSet.name, role.osUser);
  return descriptionOf(after) === written && descriptionOf(before) === written;
}

function descriptionOf(content = ''): string | undefined {
  return textOf(objectOf(jsonIn(content))?.description);
}
