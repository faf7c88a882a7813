/**
 * What a merge file holds that no proof could speak of, at its place in the file: ARNs of another partition, and what the
 * evaluator of policies does not support.
 */
import type { Partition } from '../../aws/partition.js';
import { problemSpan, valueSpan } from '../../iam/place-in-policy.js';
import { many, type PolicyDocument } from '../../iam/policy.js';
import type { PolicyProblem } from '../../iam/problem.js';
import type { SourceNode } from '../../source/source-tree.js';
import type { ReportProblem } from '../../source/syntax-problem.js';

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
