/** The names of statements: what form they have, that each is there once, and that none is one of ours. */
import type { SourceMap } from '../read/source-tree.js';
import type { ReportProblem } from '../read/syntax-problem.js';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
const sidPattern = /^[A-Za-z0-9]*$/;

/** `DenyUntaggedNodes` is among them as well, numbered by node tag. */
const ours: ReadonlySet<string> = new Set([
  'StartOnNodes',
  'StartWithRoleDocument',
  'DenyOtherDocuments',
  'DenyNoDocument',
  'DenyForeignDocument',
  'DenyOtherRegions',
  'DenyRunAsTag',
  'DenyOtherRunAsTag',
  'DenyOthersSessions',
  'OpenDataChannel',
  'OwnSessions',
  'FindNodes',
  'ReadRoleDocument',
  'EncryptSession',
  'DenyWaysAround',
  'DenyDocumentChanges',
  'DenyScopeTags',
]);

export function checkSids(statements: readonly SourceMap[], report: ReportProblem): void {
  const seen = new Set<string>();
  for (const statement of statements) {
    const node = statement.entries.get('Sid')?.value;
    if (node === undefined) continue;
    if (node.kind !== 'scalar' || typeof node.value !== 'string') {
      report('merge-file-no-policy', node.start, node.end, { problem: 'a `Sid` is not text' });
      continue;
    }
    const sid = node.value;
    const reason = reasonAgainst(sid, seen);
    seen.add(sid);
    if (reason !== undefined) report('merge-file-sid', node.start, node.end, { sid, reason });
  }
}

/** Whether a generated statement may have this name. */
export function isGeneratedSid(sid: string): boolean {
  return ours.has(sid) || /^DenyUntaggedNodes[0-9]*$/.test(sid);
}

function reasonAgainst(sid: string, seen: ReadonlySet<string>): 'form' | 'repeated' | 'ours' | undefined {
  if (!sidPattern.test(sid)) return 'form';
  if (isGeneratedSid(sid)) return 'ours';
  return sid !== '' && seen.has(sid) ? 'repeated' : undefined;
}
