/** Where a plan holds documents of the mapping, it must hold all of them, as the mapping yields them. */

import type { GateCheck, GateContext } from '../check.js';
import { canonicalContent } from '../document-reading.js';
import type { DocumentChange } from '../plan-view.js';

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
  const found = isSession
    ? (after ?? 'nothing')
    : `a document of type ${String(change.after?.document_type)}`;
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
