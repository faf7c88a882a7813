/**
 * Compares the Session documents of a plan with the mapping: a plan that has one of them must have all of them, with the content, the type
 * and the other arguments that are generated. Other checks compare their documents with the same functions.
 */
import { placeOfInputs } from '../../access/document-by-place.js';
import { jsonencode } from '../../aws/json-text.js';
import { type JsonObject, jsonIn, objectOf, textOf } from '../../source/json-value.js';
import { closedDocument } from '../../terraform/plan/session-documents.js';
import type { GateCheck, GateContext } from '../check.js';
import type { ExpectedDocument } from '../expected.js';
import { placeOfArn } from '../outputs.js';
import { canonicalContent } from '../plan-reading.js';
import type { DocumentChange } from '../plan-view.js';
import type { ResourceChange } from '../terraform-plan.js';

/** Where a plan holds documents of the mapping, it must hold all of them, as the mapping yields them. */
export const documentsAsGenerated: GateCheck = (context) => {
  const { expected, mapping, view } = context;
  const byModule = new Map<string, DocumentChange[]>();
  for (const document of view.documents) {
    const { change, nameBefore, nameAfter } = document;
    const { documents } = expected;
    if (![nameBefore, nameAfter].some((name) => name !== undefined && documents.has(name))) continue;
    const present = byModule.get(change.moduleAddress) ?? [];
    byModule.set(change.moduleAddress, present);
    present.push(document);
    compareContent(context, document);
  }
  const regions = mapping.output.awsProvider === 6 ? mapping.regions : [undefined];
  for (const [module, present] of byModule) {
    for (const region of regions) {
      const there = present.filter((document) => region === undefined || document.region === region);
      const names = new Set(there.map(({ nameAfter }) => nameAfter));
      reportMissing(context, { module: module === '' ? 'the root module' : module, region }, names);
    }
  }
};

/** Older documents keep whatever content they have; only where they are new it is ours. */
function compareContent(
  { expected, mapping, report }: GateContext,
  { change, nameAfter: name = '', after }: DocumentChange,
): void {
  const own = expected.roleDocuments.get(name);
  const isNewPrevious = change.action === 'create' && expected.documents.has(name);
  const wanted = own
    ? wantedInPlan(own, mapping, change, after)
    : isNewPrevious
      ? jsonencode(closedDocument)
      : undefined;
  if (wanted === undefined || after === 'unknown' || change.action === 'forget') return;
  const otherwise = unlikeGenerated(change.after ?? {});
  if (otherwise === undefined && canonicalContent(after) === canonicalContent(wanted)) return;
  const found = otherwise ?? after ?? 'nothing';
  report('gate-document-differs', { address: change.address, name, expected: wanted, after: found });
}

/** AWS provider 6 says the Region, 5 does not. */
const isSame = (said: string | undefined, stated: string | undefined): boolean =>
  said === undefined || stated === undefined || said === stated;

/**
 * A plan does not say where it is applied. A document that exists has the place in its ARN; a new one says it by its values, which
 * must be those of a place that the mapping lists.
 */
export function wantedInPlan(
  { content, textAt }: Pick<ExpectedDocument, 'content' | 'textAt'>,
  { accounts, regions }: GateContext['mapping'],
  { before, after: values }: ResourceChange,
  after: DocumentChange['after'],
): string {
  const inputs = objectOf(objectOf(jsonIn(after ?? ''))?.inputs) ?? {};
  const said = placeOfInputs(content, inputs) ?? {};
  const isListed =
    (said.account === undefined || accounts.includes(said.account)) &&
    (said.region === undefined || regions.includes(said.region)) &&
    isSame(said.region, textOf(values?.region));
  return textAt(placeOfArn(textOf(before?.arn)) ?? (isListed ? said : {}));
}

/** What stands around the content; undefined if it is as generated. */
export function unlikeGenerated(values: JsonObject, wanted = 'Session'): string | undefined {
  const { document_type: type, document_format: format = 'JSON', target_type: target, permissions } = values;
  if (type === undefined || type === null) return 'a document without a type';
  if (type !== wanted) return `a document of type ${textOf(type) ?? JSON.stringify(type)}`;
  if (format !== 'JSON') return `a document in the format ${textOf(format) ?? 'that is not stated'}`;
  if (target !== undefined && target !== null && target !== '')
    return `a document for the target type ${JSON.stringify(target)}`;
  return isShared(permissions) ? `a document that is shared: ${JSON.stringify(permissions)}` : undefined;
}

/** Anything but an empty list of accounts. */
export function isShared(permissions: unknown): boolean {
  return (
    permissions !== null &&
    permissions !== undefined &&
    Object.keys(objectOf(permissions) ?? { shared: true }).length > 0
  );
}

function reportMissing(
  { expected, report }: GateContext,
  where: { readonly module: string; readonly region: string | undefined },
  present: ReadonlySet<DocumentChange['nameAfter']>,
): void {
  for (const { role, documents } of expected.roles) {
    for (const { name, tunnel } of documents) {
      if (!present.has(name)) report('gate-document-missing', { role: role.name, tunnel, name, ...where });
    }
  }
}
