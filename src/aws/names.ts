/**
 * Names that AWS gives: partitions, the default Session document, and the tag that decides the Linux user.
 */

const partitions = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'] as const;

/** The AWS partitions that have both IAM Identity Center and Session Manager. Knows AWS words only. */
export type Partition = (typeof partitions)[number];

/** Session Manager uses it when a request names no document; each account has its own. */
export const defaultDocument = 'SSM-SessionManagerRunShell';

/** The principal tag that outranks every document's Linux user; AWS compares tag keys without letter case. */
export const runAsTag = 'SSMSessionRunAs';

/**
 * How the names of the roles begin as which StackSets with service-managed permissions act in the accounts
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/CloudFormationStackSetsOrgAdminServiceRolePolicy.html).
 */
export const stackSetRolePrefix = 'stacksets-exec-';

export function stackSetRoles(partition: Partition): string {
  return `arn:${partition}:iam::*:role/${stackSetRolePrefix}*`;
}

/**
 * Whether a text has the form of the id of a group or user in an identity store, which no display name should have
 * (https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_Group.html).
 */
export function isPrincipalId(text: string): boolean {
  return /^(?:[0-9a-f]{10}-)?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/.test(text);
}
