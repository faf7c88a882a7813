/**
 * What a mapping generates, in the terms of a Terraform plan: documents, policies and the attribute list. Takes them from where
 * the generator takes them, so that the two cannot disagree.
 */
import { type Access, type DocumentAccess, documentAccess, type RoleAccess } from '../access/access.js';
import { lockedDefaultDocument } from '../access/default-document.js';
import { documentAt } from '../access/document-by-place.js';
import { nodeUsersDocument } from '../access/node-users.js';
import { documentGuards } from '../access/service-control-policy.js';
import { jsonencode } from '../aws/json-text.js';
import { effectOf } from '../iam/canonical.js';
import type { Statement } from '../iam/policy.js';
import { attributesListed } from '../mapping/attribute-cut-over.js';
import type { AccessControlAttribute, NodeUsers, Role, RoleMapping } from '../mapping/model.js';
import type { AwsPlace } from '../mapping/place-values.js';
import { serviceControlPolicyName } from '../terraform/plan/service-control-policies.js';
import { type StackSet, stackSetsOf } from '../terraform/plan/stack-set-template.js';
import { generatedPolicy, type PlannedPolicy } from './plan-reading.js';

export interface Expected {
  /** Names; those of `documents.previous` included. */
  readonly documents: ReadonlySet<string>;
  /** Those of roles and their tunnels alone. */
  readonly roleDocuments: ReadonlyMap<string, ExpectedDocument & Pick<ExpectedRole, 'role'>>;
  /** What `SSM-SessionManagerRunShell` must say; undefined unless the mapping locks it in this step. */
  readonly lock: Pick<ExpectedDocument, 'content' | 'textAt'> | undefined;
  /** By the name of the Command document; empty without `nodes.users: association`. */
  readonly nodeUsers: ReadonlyMap<string, { readonly users: NodeUsers; readonly content: string }>;
  readonly roles: readonly ExpectedRole[];
  /** Sorted as generated; undefined when this step generates no configuration of attributes. */
  readonly attributes: readonly AccessControlAttribute[] | undefined;
  /** Empty when the documents are not deployed by StackSets. */
  readonly stackSets: readonly StackSet[];
  /** What service control policies must say before a document is there; empty with `guardrails: none`. */
  readonly guards: readonly GuardStatement[];
  /** Everything that the service control policies of this step say, the guards included. */
  readonly protections: readonly GuardStatement[];
  /** Those statements by policy; empty unless Terraform attaches the policies. */
  readonly serviceControlPolicies: readonly ExpectedServiceControlPolicy[];
}

/** A policy that Terraform puts into AWS Organizations. */
export interface ExpectedServiceControlPolicy {
  readonly name: string;
  readonly statements: readonly GuardStatement[];
}

export interface GuardStatement {
  readonly sid: string;
  readonly effect: string;
}

export interface ExpectedRole {
  readonly role: Role;
  readonly access: RoleAccess;
  readonly policy: PlannedPolicy;
  /** Its own document first, then those of its tunnels. */
  readonly documents: readonly ExpectedDocument[];
}

export interface ExpectedDocument extends DocumentAccess {
  /** As the outputs of `session-documents/` hash it in this account and Region. */
  readonly textAt: (place: Partial<AwsPlace>) => string;
  /** As the outputs of `session-documents-stackset/` hash it; undefined without StackSets. */
  readonly textInTemplate: string | undefined;
}

export function expect({ mapping, access }: { mapping: RoleMapping; access: Access }): Expected {
  const lock = lockedDefaultDocument(mapping);
  const attributes = attributesListed(mapping.attributes, mapping.step);
  const stackSets = mapping.documents.stackSet === undefined ? [] : stackSetsOf(mapping, access);
  const inTemplates = new Map(
    stackSets.flatMap(({ documents }) => documents.map(({ key, content }) => [key, jsonencode(content)])),
  );
  const roles = access.roles.map(
    (ofRole): ExpectedRole => ({
      role: ofRole.role,
      access: ofRole,
      policy: generatedPolicy(ofRole),
      documents: documentsOf(ofRole, inTemplates),
    }),
  );
  const roleDocuments = new Map(
    roles.flatMap(({ role, documents }) => documents.map((one) => [one.name, { role, ...one }] as const)),
  );
  return {
    documents: new Set([...roleDocuments.keys(), ...mapping.documents.previous.map(({ name }) => name)]),
    roleDocuments,
    lock: lock && { content: lock, textAt: (place) => jsonencode(documentAt(lock, place)) },
    nodeUsers: new Map(
      (mapping.nodeUsers ?? []).map((users) => [
        users.name,
        { users, content: jsonencode(nodeUsersDocument(users)) },
      ]),
    ),
    roles,
    stackSets,
    attributes: attributes.length === 0 ? undefined : attributes,
    guards: documentGuards(mapping).map(guardOf),
    protections: access.serviceControlPolicies.flatMap((policy) => policy.Statement.map(guardOf)),
    serviceControlPolicies:
      mapping.serviceControlTargets === undefined
        ? []
        : access.serviceControlPolicies.map(({ Statement: statements }, at) => ({
            name: serviceControlPolicyName(mapping, at),
            statements: statements.map(guardOf),
          })),
  };
}

function documentsOf(
  access: RoleAccess,
  inTemplates: ReadonlyMap<string, string>,
): readonly ExpectedDocument[] {
  return documentAccess(access).map((document) => ({
    ...document,
    textAt: (place) => jsonencode(documentAt(document.content, place)),
    textInTemplate: inTemplates.get(document.key),
  }));
}

function guardOf(statement: Statement): GuardStatement {
  return { sid: statement.Sid ?? '', effect: effectOf(statement) };
}
