/**
 * From `switch` on policies leave people nothing but their own document. Documents are another state's, often another
 * account's: that they are in place must be shown.
 */
import { createHash } from 'node:crypto';
import type { AppliedDocument, DocumentOutputs } from '../document-outputs.js';
import type { ExpectedRole } from '../expected.js';
import { isLeftAlone } from '../plan-view.js';
import type { GateContext, Refusal } from '../refusal.js';

export const documentsInPlace: Refusal = (context) => {
  const { mapping, documents, report } = context;
  if (mapping.rollout === 'prepare' || !changesAccess(context)) return;
  if (documents.length === 0) {
    report('gate-documents-unstated', {}, { rollout: mapping.rollout });
    return;
  }
  const [accounts, regions] = [mapping.accounts.length, mapping.regions.length];
  const needed = Math.max(1, accounts) * Math.max(1, regions);
  const shown = documents.length;
  if (shown < needed) report('gate-documents-too-few', {}, { shown, needed, accounts, regions });
  for (const outputs of documents) compare(context, outputs);
};

/** A plan of documents alone, or one that changes nothing, needs no proof of them. */
function changesAccess({ view }: GateContext): boolean {
  return (
    view.policies.some(({ change, expected }) => expected !== undefined && !isLeftAlone(change)) ||
    view.attributes.some(({ change }) => !isLeftAlone(change))
  );
}

function compare({ expected, report }: GateContext, { file, documents }: DocumentOutputs): void {
  for (const { role, documentText } of expected.roles) {
    const hash = createHash('sha256').update(documentText).digest('hex');
    const found = documents.get(role.name);
    const before = whatIsWrong(found, role, hash);
    if (before === undefined) continue;
    const after = `content_sha256 ${hash} as default and latest version`;
    report(
      'gate-documents-incomplete',
      { file },
      { role: role.name, name: role.document.name, before, after },
    );
  }
}

function whatIsWrong(
  found: AppliedDocument | undefined,
  role: ExpectedRole['role'],
  hash: string,
): string | undefined {
  if (!found) return 'no document of this role';
  if (found.name !== role.document.name) return `the document "${found.name}"`;
  if (found.contentSha256 !== hash) return `content_sha256 ${found.contentSha256}`;
  if (found.defaultVersion === found.latestVersion) return undefined;
  return `default version ${found.defaultVersion} and latest version ${found.latestVersion}`;
}
