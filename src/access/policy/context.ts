/**
 * What statement builders are given, each no more than its statements may depend on, and the ARN patterns they share.
 */
import { defaultDocument, type Partition } from '../../aws/names.js';
import type { Statement } from '../../iam/policy.js';
import { literalPrefix, protectedNames } from '../../mapping/document-name.js';
import type {
  AwsDocument,
  Guardrails,
  KmsKey,
  NodeKind,
  NodeScope,
  RoleMapping,
} from '../../mapping/model.js';
import type { CommonScope } from '../../mapping/node-scope.js';
import { nodeUsersPrefix } from '../../mapping/node-users.js';
import { namesOverTime } from '../content-names.js';

/** For statements that are the same for all roles. */
export interface SharedContext {
  readonly mapping: RoleMapping;
  readonly scope: CommonScope;
  /** ARNs of the documents that nobody may change: see `protectedDocuments`. */
  readonly guarded: readonly string[];
}

/** For statements that are the same for roles with equal settings. */
export interface SettingsContext extends SharedContext {
  readonly settings: RoleSettings;
  /** How documents are addressed where it matters: once per listed account, or in any. */
  readonly arns: 'accounts' | 'wildcard';
}

/** For statements that name the role's own document or its tunnels'. */
export interface DocumentContext extends SettingsContext {
  /** The document's name first, then older ones that are still in use. */
  readonly documentNames: readonly string[];
  /** The same of all tunnels. */
  readonly tunnelNames: readonly string[];
}

/** Plain data, for it is compared as JSON. */
export interface RoleSettings {
  readonly nodes: NodeScope;
  readonly awsDocuments: readonly AwsDocument[];
  readonly guardrails: Guardrails;
  readonly kmsKey: KmsKey | undefined;
  readonly opensDefaultDocument: boolean;
  /** What happens to a session whose principal has the tag; only `match` depends on the Linux user. */
  readonly tag: { readonly rule: 'ignore' | 'forbid' } | { readonly rule: 'match'; readonly osUser: string };
}

/** A builder yields no statement when the mapping asks for none. */
export type StatementBuilder<Context> = (context: Context) => readonly Statement[];

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

/** A document of AWS, in any Region; its ARN has no account. */
export function awsDocumentArn(partition: Partition, name: AwsDocument): string {
  return documentArn(partition, name, '');
}

export function sessionArn(partition: Partition): string {
  return `arn:${partition}:ssm:*:*:session/*`;
}

/** The pattern covers every role's document and names not taken yet; older names and tunnels that it covers need no mention. */
export function protectedDocuments(mapping: RoleMapping): string[] {
  const { partition, documents, roles, nodeUsers } = mapping;
  const prefix = literalPrefix(documents.nameTemplate);
  const tunnels = roles.flatMap((role) =>
    role.tunnels.flatMap(({ document }) => namesOverTime(mapping, document)),
  );
  const exact = [...new Set([...tunnels, ...documents.previous.map((previous) => previous.name)])].filter(
    (one) => !one.startsWith(prefix) || prefix === '',
  );
  const users = nodeUsers === undefined ? [] : [`${nodeUsersPrefix(mapping)}*`];
  return [protectedNames(documents.nameTemplate), ...exact, ...users, defaultDocument].map((protectedName) =>
    documentArn(partition, protectedName),
  );
}
