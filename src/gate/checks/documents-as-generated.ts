/** A plan with Session documents of the mapping has all of them, each as the mapping generates it. */
import { jsonencode } from '../../aws/json-text.js';
import { closedDocument } from '../../terraform/plan/session-documents.js';
import type { GateCheck, GateContext } from '../check.js';
import { canonicalContent } from '../plan-reading.js';
import type { DocumentChange } from '../plan-view.js';
import { unlikeGenerated, wantedInPlan } from '../planned-document.js';

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

/** Older documents keep whatever content they have; only a new one gets generated content. */
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
