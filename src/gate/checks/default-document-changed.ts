/**
 * The default document decides the Linux user of whoever carries no tag, as long as the policies leave it open to somebody: it must
 * not change in that time. What it runs can change to another user, so that must not change either.
 */
import { defaultDocument } from '../../aws/names.js';
import { opensDefaultDocument } from '../../mapping/step.js';
import { objectOf } from '../../source/json-value.js';
import type { GateCheck } from '../check.js';
import { behaviourOf, canonicalContent, decisionOf, hasRunAs, linuxUserOf, runsOf } from '../plan-reading.js';
import { type DocumentChange, isLeftAlone, isRemoved } from '../plan-view.js';
import { isShared } from '../planned-document.js';

export const defaultDocumentChanged: GateCheck = ({ mapping, view, report }) => {
  if (!mapping.roles.some((role) => opensDefaultDocument(mapping.step, role))) return;
  for (const document of view.documents) {
    const { change, nameBefore, nameAfter, before, after } = document;
    if (nameBefore !== defaultDocument && nameAfter !== defaultDocument) continue;
    const problem = isLeftAlone(change) || after === 'unknown' ? undefined : problemOf(document, after);
    if (problem === undefined) continue;
    report('gate-default-document-changed', {
      address: change.address,
      name: defaultDocument,
      problem,
      before: before === undefined ? 'it is not in the plan' : behaviourOf(before),
      after: after === undefined ? 'it is gone' : behaviourOf(after),
    });
  }
};

function problemOf({ change, before }: DocumentChange, after: string | undefined): string | undefined {
  if (isRemoved(change)) return 'it goes';
  const { permissions, document_type: type } = change.after ?? {};
  const sharing = (values: unknown) => JSON.stringify(objectOf(values)?.permissions ?? null);
  if (isShared(permissions) && sharing(change.after) !== sharing(change.before)) return 'it is shared';
  if (type !== 'Session') return 'it is not a Session document';
  if (before !== undefined && before === after) return undefined;
  const canBeCompared = [before ?? '{}', after].every((content) => canonicalContent(content) !== undefined);
  if (!canBeCompared) return 'its content, before or after the plan, is not JSON that can be compared';
  if (before === undefined || decisionOf(before) !== decisionOf(after)) {
    if (!hasRunAs(after)) return 'Run As is off';
    // Nobody becomes anybody by a document that leaves the decision to the tag.
    if (linuxUserOf(after) !== undefined) return 'another Linux user';
  }
  return runsOf(before) === runsOf(after)
    ? undefined
    : 'its sessions run other commands or take other parameters';
}
