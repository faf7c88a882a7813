/**
 * The rules that belong to the whole organisation, as service control policies for the team to attach.
 * Without them, anybody with broad rights to start sessions may pick any role's document.
 */
import type { PolicyDocument, Statement } from '../aws/iam-policy.js';
import { oneOrMany } from '../aws/iam-policy.js';
import { serviceControlPolicyCharacters } from '../aws/limits.js';
import { runAsTag } from '../aws/names.js';
import type { Partition } from '../aws/partition.js';
import { documentChanges } from '../aws/ways-around.js';
import type { Role, RoleMapping } from '../mapping/model.js';
import { documentArn } from './policy/context.js';
import { protectedDocuments } from './protected-documents.js';

/** As many policies as AWS's size limit asks for; none when the mapping switches its guardrails off. */
export function serviceControlPolicies(mapping: RoleMapping): PolicyDocument[] {
  if (!mapping.guardrails.standard) return [];
  return split([
    ...ownDocumentOnly(mapping),
    ...previousDocuments(mapping),
    documentWrites(mapping),
    ...runAsTagWrites(mapping),
  ]);
}

/** One statement a line: short enough to read in a diff, and what is counted is what is attached. */
export function serviceControlPolicyText({ Version, Statement }: PolicyDocument): string {
  const lines = Statement.map(statementLine).join(separator);
  return `{\n  "Version": ${JSON.stringify(Version)},\n  "Statement": [\n${lines}\n  ]\n}\n`;
}

const separator = ',\n';

const statementLine = (statement: Statement) => `    ${JSON.stringify(statement)}`;

/**
 * The role that Identity Center makes of a permission set, in any account
 * (https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html). The path holds the
 * Region unless that is us-east-1; the suffix is 16 characters.
 */
function permissionSetRole(partition: Partition, permissionSet: string): string {
  return `arn:${partition}:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_${permissionSet}`;
}

const roleOf = (partition: Partition, role: Role) =>
  permissionSetRole(partition, `${role.permissionSet.name}_${'?'.repeat(16)}`);

function ownDocumentOnly({ partition, roles }: RoleMapping): Statement[] {
  const sids = new Set<string>();
  return roles.map((role) => {
    const sid = unused(`DocumentOf${pascalCase(role.name)}`, sids);
    sids.add(sid);
    return {
      Sid: sid,
      Effect: 'Deny',
      Action: 'ssm:StartSession',
      Resource: documentArn(partition, role.document.name),
      Condition: { ArnNotLike: { 'aws:PrincipalArn': roleOf(partition, role) } },
    };
  });
}

/**
 * Which role an older document belonged to is not known any more; any mapped permission set may still use it, or any
 * at all where naming them would be too long.
 */
function previousDocuments({ partition, documents, roles }: RoleMapping): Statement[] {
  if (documents.previous.length === 0) return [];
  const statement = (principals: readonly string[]): Statement => ({
    Sid: 'PreviousDocuments',
    Effect: 'Deny',
    Action: 'ssm:StartSession',
    Resource: oneOrMany(documents.previous.map(({ name }) => documentArn(partition, name))),
    Condition: { ArnNotLike: { 'aws:PrincipalArn': oneOrMany(principals) } },
  });
  const mapped = statement(roles.map((role) => roleOf(partition, role)));
  // A list of exceptions cannot be divided over statements: each would deny what the others except.
  const fits = statementLine(mapped).length < serviceControlPolicyCharacters / 2;
  return [fits ? mapped : statement([permissionSetRole(partition, '*')])];
}

/** Without `documents.deployedBy`: nobody who came in through Identity Center, so that a pipeline's role still may. */
function documentWrites(mapping: RoleMapping): Statement {
  const { deployedBy } = mapping.documents;
  const anyPermissionSet = permissionSetRole(mapping.partition, '*');
  return {
    Sid: 'DocumentWrites',
    Effect: 'Deny',
    Action: documentChanges,
    Resource: protectedDocuments(mapping),
    Condition:
      deployedBy.length > 0
        ? { ArnNotLike: { 'aws:PrincipalArn': oneOrMany(deployedBy) } }
        : { ArnLike: { 'aws:PrincipalArn': anyPermissionSet } },
  };
}

/**
 * Only once the tag is gone and nobody relies on it; a team that keeps per-user tags (`principalTag: match`) must be
 * able to set them.
 */
function runAsTagWrites({ rollout, roles }: RoleMapping): Statement[] {
  if (rollout !== 'enforce' || roles.some(({ principalTag }) => principalTag !== 'forbid')) return [];
  return [
    {
      Sid: 'RunAsTag',
      Effect: 'Deny',
      Action: ['iam:TagRole', 'iam:TagUser', 'iam:CreateRole', 'iam:CreateUser', 'sts:TagSession'],
      Resource: '*',
      Condition: { 'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': runAsTag } },
    },
  ];
}

function split(statements: readonly Statement[]): PolicyDocument[] {
  const empty = serviceControlPolicyText({ Version: '2012-10-17', Statement: [] }).length;
  const groups: Statement[][] = [[]];
  let length = empty;
  for (const statement of statements) {
    const added = statementLine(statement).length + separator.length;
    if (length + added > serviceControlPolicyCharacters) {
      groups.push([]);
      length = empty;
    }
    groups.at(-1)?.push(statement);
    length += added;
  }
  return groups.map((group) => ({ Version: '2012-10-17', Statement: group }));
}

/** Sids are letters and digits only. */
function pascalCase(name: string): string {
  return name
    .split(/[-_]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function unused(sid: string, taken: ReadonlySet<string>): string {
  if (!taken.has(sid)) return sid;
  let ordinal = 2;
  while (taken.has(`${sid}${ordinal}`)) ordinal += 1;
  return `${sid}${ordinal}`;
}
