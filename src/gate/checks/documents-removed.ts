/** A plan may not delete or replace a Session document that policies still name. */
import { lockedUser } from '../../access/default-document.js';
import type { GateCheck, GateContext } from '../check.js';
import { linuxUserOf, plannedPolicy, purposeOfDocument } from '../plan-reading.js';
import { type DocumentChange, isRemoved } from '../plan-view.js';

/** A document that a policy names must stay: without it nobody with that policy starts a session. */
export const documentGoes: GateCheck = (context) => {
  for (const document of context.view.documents) {
    const { change, nameBefore: name, before } = document;
    // The lock of the default document has a check of its own.
    if (!isRemoved(change) || name === undefined || linuxUserOf(before) === lockedUser) continue;
    const action = change.action === 'delete' ? 'delete' : 'replace';
    const needed = whyNeeded(context, document, name);
    const reason = needed && `${needed}${howItCame(context, document)}`;
    if (reason) context.report('gate-document-named', { address: change.address, name, action, reason });
    else if (purposeOfDocument(before) !== undefined)
      context.report('gate-document-deleted', { address: change.address, name });
  }
};

function whyNeeded(context: GateContext, document: DocumentChange, name: string): string | undefined {
  const { mapping, view, expected } = context;
  const own = expected.roleDocuments.get(name);
  if (own) {
    const tunnel = own.tunnel === undefined ? '' : `tunnel "${own.tunnel}" of `;
    return `It is the document of ${tunnel}role "${own.role.name}".`;
  }
  if (mapping.documents.previous.some((previous) => previous.name === name)) {
    return 'The mapping lists it under `documents.previous`.';
  }
  const naming = view.policies.find(({ before, after }) => [before, after].some((text) => names(text, name)));
  if (naming) return `The inline policy ${naming.change.address} uses it before or after this plan.`;
  const renamed = replacementOf(context, document);
  return (
    renamed &&
    `The document "${renamed}" replaces it in the same plan, but policies that are applied elsewhere still use the old one.`
  );
}

/** With AWS provider 6, two mistakes end in a plan that deletes documents. */
function howItCame({ mapping }: GateContext, { change, region }: DocumentChange): string {
  if (mapping.output.awsProvider !== 6) return '';
  if (!change.address.endsWith(']'))
    return ' This state is of one Region, as AWS provider 5 needs it: use a state of its own for the account, as ROLLOUT.md says.';
  return region === undefined || mapping.regions.includes(region)
    ? ''
    : ` The mapping does not list ${region} any more: to leave the documents there, take them out of the state with \`terraform state rm\`.`;
}

function names(text: string | undefined, name: string): boolean {
  return plannedPolicy(text)?.documents.has(name) === true;
}

/** A document that is created beside it for the same Linux user, or port: that is what a rename looks like. */
function replacementOf({ view }: GateContext, { change, before }: DocumentChange): string | undefined {
  const purpose = purposeOfDocument(before);
  const created = view.documents.find(
    (candidate) =>
      purpose !== undefined &&
      candidate.change.moduleAddress === change.moduleAddress &&
      (candidate.change.action === 'create' || candidate.change.action === 'replace') &&
      purposeOfDocument(candidate.after) === purpose,
  );
  return created?.nameAfter;
}
