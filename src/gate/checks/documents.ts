/**
 * What a plan may not do to Session documents that exist: delete them while policies name them, change their Linux user, or update
 * them while another version is the default one. `documents-as-generated.ts` compares them with the mapping.
 */
import { createHash } from 'node:crypto';
import { lockedUser } from '../../access/default-document.js';
import { defaultDocument } from '../../aws/names.js';
import { shellWord } from '../../shell/quote.js';
import { jsonIn, objectOf, textOf } from '../../source/json-value.js';
import type { GateCheck, GateContext } from '../check.js';
import {
  behaviourOf,
  canonicalContent,
  linuxUserOf,
  plannedPolicy,
  purposeOfDocument,
} from '../plan-reading.js';
import { type DocumentChange, isRemoved } from '../plan-view.js';
import { wantedInPlan } from './documents-as-generated.js';

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

/** A document is one Linux user for good: to change it makes people somebody else at once. */
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
    // What somebody else changed is put back: that is a repair, not a change of mind.
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

function hasSameContent(before: string | undefined, after: string | undefined): boolean {
  return before === after || (canonicalContent(after) ?? after) === canonicalContent(before);
}

/**
 * After a refresh the state has what somebody made of the document. Two things tell that it was this mapping's before: the outputs
 * of the last apply, and a description that still names the user of the mapping.
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
  // A tunnel opens no shell: nobody becomes somebody else by getting it back.
  if (found.tunnel !== undefined) return true;
  const { role, key } = found;
  const hash = createHash('sha256').update(content).digest('hex');
  if (documents.some((applied) => applied.documents.get(key)?.contentSha256 === hash)) return true;
  const description = descriptionOf(after);
  return descriptionOf(before) === description && (description ?? '').endsWith(` ${role.osUser}.`);
}

function descriptionOf(content = ''): string | undefined {
  return textOf(objectOf(jsonIn(content))?.description);
}

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
    // Nothing but what the mapping yields may become what runs on nodes.
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
