/**
 * The rules that belong to the whole organisation, as service control policies for the team to attach.
 * Without them, anybody with broad rights to start sessions may pick any role's document.
 */

import { serviceControlPolicyCharacters } from '../aws/limits.js';
import { type Partition, runAsTag, stackSetRolePrefix } from '../aws/names.js';
import { documentChanges } from '../aws/ways-around.js';
import { oneOrMany, type PolicyDocument, type Statement } from '../iam/policy.js';
import { numberedSid, serviceControlSids } from '../iam/sids.js';
import type { RoleMapping } from '../mapping/model.js';
import { documentsOfRole, unownedPrevious } from '../mapping/role-documents.js';
import { namesOverTime } from './content-names.js';
import { documentArn, protectedDocuments } from './policy/context.js';

/**
 * As many policies as AWS's size limit asks for; none when the mapping switches its guardrails off. One is too long only
 * where `documents.deployedBy`, a list of exceptions, is.
 */
export function serviceControlPolicies(mapping: RoleMapping): PolicyDocument[] {
  if (mapping.guardrails.list === 'none') return [];
  return split([...documentGuards(mapping), ...runAsTagWrites(mapping)]);
}

/** Those that must be in force before there is a document: who may start it, who may change it. */
export function documentGuards(mapping: RoleMapping): readonly Statement[] {
  if (mapping.guardrails.list === 'none') return [];
  return [
    ...ownDocumentOnly(mapping),
    ...previousDocuments(mapping),
    ...documentWrites(mapping),
    ...stackSetRoleWrites(mapping),
  ];
}

/** One statement a line: short enough to read in a diff, and what is counted is what is attached. */
export function serviceControlPolicyText({ Version, Statement }: PolicyDocument): string {
  const lines = Statement.map(statementLine).join(separator);
  return `{\n  "Version": ${JSON.stringify(Version)},\n  "Statement": [\n${lines}\n  ]\n}\n`;
}

const separator = ',\n';

const statementLine = (statement: Statement) => `    ${JSON.stringify(statement)}`;

const emptyText = serviceControlPolicyText({ Version: '2012-10-17', Statement: [] });

/**
 * The role that Identity Center makes of a permission set, or of any where none is named, in any account
 * (https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html). The path holds the
 * Region unless that is us-east-1; the suffix is 16 characters.
 */
export function permissionSetRole(partition: Partition, permissionSet?: string): string {
  const name = permissionSet === undefined ? '*' : `${permissionSet}_${'?'.repeat(16)}`;
  return `arn:${partition}:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_${name}`;
}

function ownDocumentOnly(mapping: RoleMapping): Statement[] {
  const { partition, roles } = mapping;
  const taken = new Set<string>();
  return roles.map((role) => {
    const sid = unused(`${serviceControlSids.documentOf}${pascalCase(role.name)}`, taken);
    taken.add(sid);
    return {
      Sid: sid,
      Effect: 'Deny',
      Action: 'ssm:StartSession',
      Resource: oneOrMany(
        documentsOfRole(role)
          .flatMap((document) => namesOverTime(mapping, document))
          .map((name) => documentArn(partition, name)),
      ),
      Condition: {
        ArnNotLike: { 'aws:PrincipalArn': permissionSetRole(partition, role.permissionSet.name) },
      },
    };
  });
}

/**
 * Which role an older document belonged to is not known any more; any mapped permission set may still use it, or any
 * at all where naming them would be too long.
 */
function previousDocuments(mapping: RoleMapping): Statement[] {
  const { partition, roles } = mapping;
  const arns = unownedPrevious(mapping).map((name) => documentArn(partition, name));
  if (arns.length === 0) return [];
  const statement = (principals: readonly string[]): WithoutResource => ({
    Sid: serviceControlSids.previousDocuments,
    Effect: 'Deny',
    Action: 'ssm:StartSession',
    Condition: { ArnNotLike: { 'aws:PrincipalArn': oneOrMany(principals) } },
  });
  const mapped = statement(roles.map((role) => permissionSetRole(partition, role.permissionSet.name)));
  const fits = statementLine({ ...mapped, Resource: '' }).length < serviceControlPolicyCharacters / 2;
  return divided(fits ? mapped : statement([permissionSetRole(partition)]), arns);
}

/**
 * Without `documents.deployedBy`: not the roles of permission sets, so that a pipeline's role still may. Roles that account
 * access manager assigns, and chained ones, look like a pipeline's.
 */
function documentWrites(mapping: RoleMapping): Statement[] {
  const { deployedBy } = mapping.documents;
  const anyPermissionSet = permissionSetRole(mapping.partition);
  const statement: WithoutResource = {
    Sid: serviceControlSids.documentWrites,
    Effect: 'Deny',
    Action: documentChanges,
    Condition:
      deployedBy.length > 0
        ? { ArnNotLike: { 'aws:PrincipalArn': oneOrMany(deployedBy) } }
        : { ArnLike: { 'aws:PrincipalArn': anyPermissionSet } },
  };
  return divided(statement, protectedDocuments(mapping));
}

/**
 * Where the roles of StackSets may write documents, nobody may make such a role or choose who assumes it. StackSets create theirs with
 * a service-linked role, to which service control policies do not apply
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/CloudFormationStackSetsOrgMemberServiceRolePolicy.html).
 */
function stackSetRoleWrites(mapping: RoleMapping): Statement[] {
  const roles = stackSetDeployers(mapping);
  if (roles.length === 0) return [];
  return [
    {
      Sid: serviceControlSids.stackSetRoles,
      Effect: 'Deny',
      Action: ['iam:CreateRole', 'iam:UpdateAssumeRolePolicy'],
      Resource: oneOrMany(roles),
    },
  ];
}

/** Those who deploy the documents that are roles of StackSets: of the mapping's own, or of somebody else's that it lists. */
export const stackSetDeployers = ({ documents }: RoleMapping): readonly string[] =>
  documents.deployedBy.filter((arn) => arn.includes(`:role/${stackSetRolePrefix}`));

type WithoutResource = Omit<Statement, 'Sid' | 'Resource' | 'NotResource'> & { readonly Sid: string };

/**
 * As many statements as the resources need, each short enough for a policy. The condition stands whole in each: a list of
 * exceptions cannot be divided, for each statement would deny what the others except.
 */
function divided(statement: WithoutResource, resources: readonly string[]): Statement[] {
  const groups: string[][] = [[]];
  const make = (group: readonly string[], at: number): Statement => {
    const { Sid, Effect, Action, Condition } = statement;
    return {
      Sid: numberedSid(Sid, at),
      Effect,
      ...(Action !== undefined && { Action }),
      Resource: oneOrMany(group),
      ...(Condition !== undefined && { Condition }),
    };
  };
  for (const resource of resources) {
    const group = groups.at(-1) ?? [];
    const line = statementLine(make([...group, resource], groups.length - 1));
    if (group.length > 0 && emptyText.length + line.length > serviceControlPolicyCharacters)
      groups.push([resource]);
    else group.push(resource);
  }
  return groups.map(make);
}

/**
 * Only once the tag is gone and nobody relies on it; a team that keeps per-user tags (`principalTag: match`) must be
 * able to set them.
 */
function runAsTagWrites({ step, roles }: RoleMapping): Statement[] {
  if (!step.expectsNoTag || roles.some(({ principalTag }) => principalTag !== 'forbid')) return [];
  return [
    {
      Sid: serviceControlSids.runAsTag,
      Effect: 'Deny',
      Action: ['iam:TagRole', 'iam:TagUser', 'iam:CreateRole', 'iam:CreateUser', 'sts:TagSession'],
      Resource: '*',
      Condition: { 'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': runAsTag } },
    },
  ];
}

function split(statements: readonly Statement[]): PolicyDocument[] {
  const groups: Statement[][] = [[]];
  let length = emptyText.length;
  for (const statement of statements) {
    const isFirst = groups.at(-1)?.length === 0;
    const added = statementLine(statement).length + (isFirst ? 0 : separator.length);
    if (!isFirst && length + added > serviceControlPolicyCharacters) {
      groups.push([]);
      length = emptyText.length - separator.length;
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
