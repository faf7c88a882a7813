/**
 * From a JSON tree to a policy document that can be merged: an identity policy whose statements keep their meaning and their
 * names among the generated ones, of this partition, and understood by the evaluator.
 */

import type { Partition } from '../../aws/names.js';
import { problemSpan, valueSpan } from '../../iam/place-in-policy.js';
import { many, type PolicyDocument } from '../../iam/policy.js';
import type { PolicyProblem } from '../../iam/problem.js';
import { readPolicy } from '../../iam/read-policy.js';
import { isGeneratedSid, isValidSid } from '../../iam/sids.js';
import { nodeAt, type SourceNode, toPlain } from '../../source/source-tree.js';
import type { ReportProblem } from '../../source/syntax-problem.js';

/** Undefined after a report of what is not of the grammar. */
export function readMergePolicy(root: SourceNode, report: ReportProblem): PolicyDocument | undefined {
  const [policy, problems] = readPolicy('', toPlain(root));
  // As `get-inline-policy-for-permission-set` prints it: then the file has one mistake, not one for each element of a policy.
  const isWrapped = nodeAt(root, ['InlinePolicy']) !== undefined;
  for (const problem of isWrapped ? problems.slice(0, 1) : problems) {
    const { start, end } = problemSpan(root, problem);
    report('merge-file-no-policy', start, end, {
      reason: problem.code,
      subject: problem.subject,
      isWrapped,
    });
  }
  if (policy === undefined) return undefined;
  checkVersion(root, policy, report);
  checkSids(root, policy, report);
  return policy;
}

/** The generated policy is of version 2012-10-17; in 2008-10-17, also IAM's default, `${` is plain text. */
function checkVersion(root: SourceNode, { Version, Statement }: PolicyDocument, report: ReportProblem): void {
  if (Version === '2012-10-17') return;
  const readForVariables = Statement.map(({ Resource, NotResource, Condition }) => [
    Resource,
    NotResource,
    Condition,
  ]);
  if (!JSON.stringify(readForVariables).includes('${')) return;
  const { start, end } = valueSpan(root, ['Version']);
  const version = nodeAt(root, ['Version']) && '2008-10-17';
  report('merge-file-version', start, end, { version });
}

function checkSids(root: SourceNode, { Statement }: PolicyDocument, report: ReportProblem): void {
  const seen = new Set<string>();
  for (const [index, { Sid }] of Statement.entries()) {
    if (Sid === undefined) continue;
    const reason = reasonAgainst(Sid, seen);
    seen.add(Sid);
    if (reason === undefined) continue;
    const { start, end } = valueSpan(root, ['Statement', index, 'Sid']);
    report('merge-file-sid', start, end, { sid: Sid, reason });
  }
}

function reasonAgainst(sid: string, seen: ReadonlySet<string>): 'form' | 'repeated' | 'ours' | undefined {
  if (!isValidSid(sid)) return 'form';
  if (isGeneratedSid(sid)) return 'ours';
  return sid !== '' && seen.has(sid) ? 'repeated' : undefined;
}

/** What the evaluator does not support in a policy. */
export type UnsupportedIn = (policy: PolicyDocument) => readonly PolicyProblem[];

export function reportUnsupported(
  root: SourceNode,
  policy: PolicyDocument,
  unsupportedIn: UnsupportedIn,
  report: ReportProblem,
): void {
  for (const problem of unsupportedIn(policy)) {
    const { start, end } = problemSpan(root, problem);
    report('merge-file-not-understood', start, end, { reason: problem.code, subject: problem.subject });
  }
}

/** IAM refuses resources of another partition; in conditions they only match nothing. */
export function reportOtherPartitions(
  root: SourceNode,
  policy: PolicyDocument,
  partition: Partition,
  report: ReportProblem,
): void {
  for (const [index, statement] of policy.Statement.entries()) {
    for (const element of ['Resource', 'NotResource'] as const) {
      for (const arn of many(statement[element] ?? [])) {
        const [, found] = /^arn:([a-z0-9-]+):/.exec(arn) ?? [];
        if (found === undefined || found === partition) continue;
        const { start, end } = valueSpan(root, ['Statement', index, element], arn);
        report('arn-partition', start, end, { found, partition });
      }
    }
  }
}
