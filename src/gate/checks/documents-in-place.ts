/**
 * From `switch` on policies leave people nothing but their own document. Documents are another state's, often another
 * account's: that they are in place must be shown.
 */
import { hash } from 'node:crypto';
import type { AwsPlace } from '../../mapping/place-values.js';
import type { GateCheck, GateContext } from '../check.js';
import type { ExpectedDocument } from '../expected.js';
import type { AppliedDocument, DocumentOutputs } from '../outputs.js';
import { isLeftAlone } from '../plan-view.js';

export const documentsInPlace: GateCheck = (context) => {
  const { mapping, documents, report } = context;
  if (!mapping.step.deniesOtherDocuments || !changesAccess(context)) return;
  if (documents.length === 0) {
    report('gate-documents-unstated', { rollout: mapping.step.name });
    return;
  }
  const [accounts, regions] = [mapping.accounts.length, mapping.regions.length];
  const needed = Math.max(1, accounts) * Math.max(1, regions);
  const shown = documents.length;
  if (shown < needed) report('gate-documents-too-few', { shown, needed, accounts, regions });
  else reportUncovered(context);
  for (const outputs of documents) compare(context, outputs);
};

/** A plan of documents alone, or one that changes nothing, needs no proof of them. */
function changesAccess({ view }: GateContext): boolean {
  return (
    view.policies.some(({ change, expected }) => expected !== undefined && !isLeftAlone(change)) ||
    view.attributes.some(({ change }) => !isLeftAlone(change))
  );
}

/** As many files as there are places may still be of the same place twice. */
function reportUncovered({ mapping: { accounts, regions }, documents, report }: GateContext): void {
  if (accounts.length === 0 && regions.length === 0) return;
  const uncovered = anyOr(accounts).flatMap((account) =>
    anyOr(regions)
      .filter((region) => !documents.some(({ place }) => isAt(place, account, region)))
      .map((region) => [account, region].filter((part) => part !== undefined).join(' ')),
  );
  if (uncovered.length === 0) return;
  const unplaced = documents.filter(({ place }) => place === undefined).map(({ file }) => file);
  report('gate-documents-uncovered', { uncovered, unplaced });
}

/** What the mapping does not list may be any. */
function anyOr(listed: readonly string[]): readonly (string | undefined)[] {
  return listed.length === 0 ? [undefined] : listed;
}

function isAt(place: AwsPlace | undefined, account: string | undefined, region: string | undefined): boolean {
  if (place === undefined) return false;
  return (
    (account === undefined || place.account === account) && (region === undefined || place.region === region)
  );
}

function compare(
  { expected, report }: GateContext,
  { file, documents, place, areInTemplates }: DocumentOutputs,
): void {
  for (const { role, documents: own } of expected.roles) {
    for (const { key, name, textAt, textInTemplate, tunnel } of own) {
      // Where the outputs do not say where they are from, what differs by place equals nothing.
      const text = (areInTemplates ? textInTemplate : undefined) ?? textAt(place ?? {});
      const digest = hash('sha256', text);
      const before = whatIsWrong(documents.get(key), { name, tunnel }, digest);
      if (before === undefined) continue;
      const after = `content_sha256 ${digest} as default and latest version`;
      report('gate-documents-incomplete', { role: role.name, tunnel, name, before, after }, file);
    }
  }
}

function whatIsWrong(
  found: AppliedDocument | undefined,
  { name, tunnel }: Pick<ExpectedDocument, 'name' | 'tunnel'>,
  hash: string,
): string | undefined {
  if (!found) return tunnel === undefined ? 'no document of this role' : 'no document of this tunnel';
  if (found.name !== name) return `the document "${found.name}"`;
  if (found.arn?.endsWith(`:document/${found.name}`) === false) return `the ARN "${found.arn}"`;
  if (found.contentSha256 !== hash) return `content_sha256 ${found.contentSha256}`;
  if (found.defaultVersion === found.latestVersion) return undefined;
  return `default version ${found.defaultVersion} and latest version ${found.latestVersion}`;
}
