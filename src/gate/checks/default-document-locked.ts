/**
 * `defaultDocument: lock`: while the mapping locks `SSM-SessionManagerRunShell`, a plan must leave it locked; and a lock that a plan
 * finds must not go unnoticed, whatever the mapping says now: the document is everybody's in the account.
 */
import { lockedUser } from '../../access/default-document.js';
import { defaultDocument } from '../../aws/names.js';
import type { RoleMapping } from '../../mapping/model.js';
import type { GateCheck } from '../check.js';
import type { Expected } from '../expected.js';
import { canonicalContent, linuxUserOf } from '../plan-reading.js';
import { type DocumentChange, isRemoved } from '../plan-view.js';
import { unlikeGenerated, wantedInPlan } from './documents-as-generated.js';

export const defaultDocumentLocked: GateCheck = ({ expected: { lock }, mapping, view, report }) => {
  for (const document of view.documents) {
    const { change, nameBefore, nameAfter, before, lastApplied, after } = document;
    if (![nameBefore, nameAfter].includes(defaultDocument) || change.action === 'forget') continue;
    const wasLocked = [before, lastApplied].some((content) => linuxUserOf(content) === lockedUser);
    const problem = problemOf(document, lock, mapping, wasLocked);
    if (problem === undefined) continue;
    report('gate-default-document-unlocked', {
      address: change.address,
      name: defaultDocument,
      problem,
      isAsked: lock !== undefined,
      after: shown(after),
    });
  }
};

function problemOf(
  { change, nameAfter, before, after }: DocumentChange,
  lock: Expected['lock'],
  mapping: RoleMapping,
  wasLocked: boolean,
): string | undefined {
  if (lock === undefined && !wasLocked) return undefined;
  if (isRemoved(change)) return 'it is deleted or replaced';
  if (nameAfter !== defaultDocument) return 'it gets another name';
  // What is hidden is reported as hidden.
  if (after === 'unknown') return undefined;
  const otherwise = unlikeGenerated(change.after ?? {});
  if (otherwise !== undefined) return `it becomes ${otherwise}`;
  const wanted = canonicalContent(lock ? wantedInPlan(lock, mapping, change, after) : before);
  return canonicalContent(after) === wanted ? undefined : 'its content is another one';
}

function shown(content: string | undefined): string {
  return content ?? 'nothing';
}

/** Whether a name is that of a document that the mapping locks. */
export function isLocked(lock: Expected['lock'], name: string | undefined): boolean {
  return lock !== undefined && name === defaultDocument;
}
