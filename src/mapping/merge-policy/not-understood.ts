/**
 * What a merge file holds that no proof could speak of, at its place in the file: ARNs of another partition, and what the
 * evaluator of policies refuses. Knows no grammar of its own; the evaluator, handed in, is the judge.
 */

import type { Partition } from '../../aws/partition.js';
import type { ArgumentsOf } from '../../diagnostics/catalog/index.js';
import type { Path } from '../../diagnostics/diagnostic.js';
import { many, type PolicyDocument } from '../../iam/policy.js';
import { nodeAt, type SourceNode } from '../read/source-tree.js';
import type { ReportProblem } from '../read/syntax-problem.js';

/** What is not understood in a policy; `path` leads from the policy on. */
export type RefusedIn = (
  policy: PolicyDocument,
) => readonly { readonly code: RefusalCode; readonly path: Path; readonly subject: string }[];

type RefusalCode = ArgumentsOf<'merge-file-not-understood'>['reason'];

export function reportNotUnderstood(
  root: SourceNode,
  policy: PolicyDocument,
  refusedIn: RefusedIn,
  report: ReportProblem,
): void {
  for (const { code, path, subject } of refusedIn(policy)) {
    const { start, end } = placeOf(root, path, subject);
    report('merge-file-not-understood', start, end, { reason: code, subject });
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
        const { start, end } = placeOf(root, ['Statement', index, element], arn);
        report('arn-partition', start, end, { found, partition });
      }
    }
  }
}

/** The text itself where it is one of the values at `path`, else what stands there, or the nearest thing around it. */
function placeOf(
  root: SourceNode,
  path: Path,
  text: string,
): { readonly start: number; readonly end: number } {
  const isSingle = path[0] === 'Statement' && nodeAt(root, ['Statement'])?.kind === 'map';
  const inFile = isSingle ? ['Statement', ...path.slice(2)] : path;
  for (let length = inFile.length; length >= 0; length -= 1) {
    const node = nodeAt(root, inFile.slice(0, length));
    if (!node) continue;
    const items = node.kind === 'list' ? node.items : [node];
    const own = items.find((item) => item.kind === 'scalar' && String(item.value) === text) ?? node;
    return own.kind === 'scalar' ? own : { start: own.start, end: own.start + 1 };
  }
  return root;
}
