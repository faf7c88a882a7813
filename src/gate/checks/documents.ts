/**
 * What a plan may not do to Session documents: differ from the mapping, change the Linux user, go while policies name them.
 */
import { textOf } from '../../source/json-value.js';
import type { GateCheck, GateContext } from '../check.js';
import { canonicalContent, linuxUserOf, plannedPolicy } from '../plan-reading.js';
import { type DocumentChange, isRemoved } from '../plan-view.js';

/** A document that a policy names must stay: without it nobody with that policy starts a session. */
export const documentGoes: GateCheck = (context) => {
  for (const document of context.view.documents) {
    const { change, nameBefore: name, before } = document;
    if (!isRemoved(change) || name === undefined) continue;
    const action = change.action === 'delete' ? 'delete' : 'replace';
    const reason = whyNeeded(context, document, name);
    if (reason) context.report('gate-document-named', {}, { address: change.address, name, action, reason });
    else if (linuxUserOf(before) !== undefined)
      context.report('gate-document-deleted', {}, { address: change.address, name });
  }
};

function whyNeeded(context: GateContext, document: DocumentChange, name: string): string | undefined {
  const { mapping, view } = context;
  const role = mapping.roles.find((candidate) => candidate.document.name === name);
  if (role) return `It is the document of role "${role.name}".`;
  if (mapping.documents.previous.some((previous) => previous.name === name)) {
    return 'The mapping keeps it under `documents.previous`.';
  }
  const naming = view.policies.find(({ before, after }) => [before, after].some((text) => names(text, name)));
  if (naming) return `The inline policy ${naming.change.address} names it before or after this plan.`;
  const renamed = replacementOf(context, document);
  return (
    renamed &&
    `The document "${renamed}" takes its place in the same plan; policies that are applied elsewhere still name the old one.`
  );
}

function names(text: string | undefined, name: string): boolean {
  return text !== undefined && plannedPolicy(text)?.documents.has(name) === true;
}

/** A document that is created beside it for the same Linux user: that is what a rename looks like. */
function replacementOf({ view }: GateContext, { change, before }: DocumentChange): string | undefined {
  const user = linuxUserOf(before);
  const created = view.documents.find(
    (candidate) =>
      user !== undefined &&
      candidate.change.moduleAddress === change.moduleAddress &&
      (candidate.change.action === 'create' || candidate.change.action === 'replace') &&
      linuxUserOf(candidate.after) === user,
  );
  return created?.nameAfter;
}

/** A document is one Linux user for good: to change it makes people somebody else at once. */
export const documentUserChanges: GateCheck = ({ view, expected, report }) => {
  for (const { change, nameBefore: name, before, lastApplied, after } of view.documents) {
    if (change.action !== 'update' && change.action !== 'replace') continue;
    if (name === undefined || !expected.documents.has(name) || after === undefined || after === 'unknown')
      continue;
    const { address } = change;
    const [found, left, planned] = [linuxUserOf(before), linuxUserOf(lastApplied), linuxUserOf(after)];
    if (found === planned) continue;
    // What somebody else changed is put back: that is a repair, not a change of mind.
    if (left === planned) report('gate-document-drifted', {}, { address, name, before: left, after: found });
    else report('gate-document-user', {}, { address, name, before: found, after: planned });
  }
};

/** Where a plan holds documents of the mapping, it must hold all of them, as the mapping yields them. */
export const documentsAsGenerated: GateCheck = (context) => {
  const byModule = new Map<string, Set<string>>();
  for (const document of context.view.documents) {
    const { change, nameBefore, nameAfter } = document;
    const { documents } = context.expected;
    if (![nameBefore, nameAfter].some((name) => name !== undefined && documents.has(name))) continue;
    const present = byModule.get(change.moduleAddress) ?? new Set();
    byModule.set(change.moduleAddress, present);
    if (nameAfter === undefined || nameAfter === 'unknown' || change.action === 'delete') continue;
    present.add(nameAfter);
    compareContent(context, document, nameAfter);
  }
  for (const [module, present] of byModule)
    reportMissing(context, module === '' ? 'the root module' : module, present);
};

/** Older documents keep whatever content they have; only where they are new it is ours. */
function compareContent(
  { expected, mapping, report }: GateContext,
  { change, after }: DocumentChange,
  name: string,
): void {
  const wanted = expected.documents.get(name);
  if (wanted === undefined || after === 'unknown' || change.action === 'forget') return;
  const isPrevious = mapping.documents.previous.some((previous) => previous.name === name);
  if (isPrevious && change.action !== 'create') return;
  const isSession = change.after?.document_type === 'Session';
  if (isSession && canonicalContent(after) === canonicalContent(wanted)) return;
  const type = textOf(change.after?.document_type);
  const found = isSession
    ? (after ?? 'nothing')
    : type === undefined
      ? 'a document whose type is not stated'
      : `a document of type ${type}`;
  report('gate-document-differs', {}, { address: change.address, name, expected: wanted, after: found });
}

function reportMissing(
  { expected, report }: GateContext,
  module: string,
  present: ReadonlySet<string>,
): void {
  for (const { role } of expected.roles) {
    const { name } = role.document;
    if (!present.has(name)) report('gate-document-missing', {}, { role: role.name, name, module });
  }
}
