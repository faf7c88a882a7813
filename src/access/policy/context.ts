/** What every statement builder is given, and the ARN patterns they share. */

import type { Partition } from '../../aws/partition.js';
import type { Statement } from '../../iam/policy.js';
import type { NodeKind, Role, RoleMapping, Rollout } from '../../mapping/model.js';

export interface PolicyContext {
  readonly mapping: RoleMapping;
  readonly role: Role;
  /** How documents are addressed where it matters: once per listed account, or in any. */
  readonly arns: 'accounts' | 'wildcard';
}

/** A builder yields no statement when the mapping asks for none. */
export type StatementBuilder = (context: PolicyContext) => readonly Statement[];

/**
 * Whether the default document stays open, so that nobody loses a way in: in `prepare`, and only where people may have had
 * one. A permission set that is created here gave nobody a session before.
 */
export function keepsDefaultOpen(rollout: Rollout, { permissionSet, sessionsBefore }: Role): boolean {
  return rollout === 'prepare' && permissionSet.kind !== 'created' && sessionsBefore !== false;
}

/** A target is addressed in the caller's own account, hence any account and Region. */
export function nodeArns(partition: Partition, kinds: readonly NodeKind[]): string[] {
  const arns: Record<NodeKind, string> = {
    ec2: `arn:${partition}:ec2:*:*:instance/*`,
    hybrid: `arn:${partition}:ssm:*:*:managed-instance/*`,
  };
  return kinds.map((kind) => arns[kind]);
}

/** IAM allows no variables in the account or Region field of an ARN, hence a pattern or a listed account. */
export function documentArn(partition: Partition, name: string, account = '*'): string {
  return `arn:${partition}:ssm:*:${account}:document/${name}`;
}

export function sessionArn(partition: Partition): string {
  return `arn:${partition}:ssm:*:*:session/*`;
}
