/** A document that a policy names must stay: without it nobody with that policy starts a session. */

import type { GateCheck, GateContext } from '../check.js';
import { linuxUserOf } from '../document-reading.js';
import { type DocumentChange, isRemoved } from '../plan-view.js';
import { plannedPolicy } from '../policy-reading.js';

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
