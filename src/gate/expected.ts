/**
 * What a mapping generates, in the words of a Terraform plan: documents, policies and the attribute list.
 * Reads our own plan rather than building anything again, so that gate and generator cannot disagree.
 */
import type { Access, RoleAccess } from '../access/access.js';
import { documentGuards } from '../access/service-control-policy.js';
import { jsonencode } from '../aws/json-text.js';
import { effectOf } from '../iam/canonical.js';
import type { AccessControlAttribute, Role, RoleMapping } from '../mapping/model.js';
import { types } from '../terraform/plan/addresses.js';
import type { NestedBlock, ResourceBlock } from '../terraform/plan/block.js';
import { plan } from '../terraform/plan/plan.js';
import type { Value } from '../terraform/plan/value.js';
import { type PlannedPolicy, plannedPolicy } from './policy-reading.js';

export interface Expected {
  /** Name to content; those of `documents.previous` included, with the content that a new account gets. */
  readonly documents: ReadonlyMap<string, string>;
  readonly roles: readonly ExpectedRole[];
  /** Sorted as generated; undefined when this step generates no configuration of attributes. */
  readonly attributes: readonly AccessControlAttribute[] | undefined;
  /** What service control policies must say before a document is there; empty with `guardrails: none`. */
  readonly guards: readonly GuardStatement[];
}

export interface GuardStatement {
  readonly sid: string;
  readonly effect: string;
}

export interface ExpectedRole {
  readonly role: Role;
  readonly access: RoleAccess;
  readonly policy: PlannedPolicy;
  /** As the outputs of `session-documents/` hash it. */
  readonly documentText: string;
}

export function expect({ mapping, access }: { mapping: RoleMapping; access: Access }): Expected {
  const resources = plan(mapping, access).flatMap((file) =>
    file.kind === 'terraform'
      ? file.blocks.filter((block): block is ResourceBlock => block.kind === 'resource')
      : [],
  );
  const attributes = resources.find(({ type }) => type === types.attributes);
  return {
    documents: new Map(resources.filter(({ type }) => type === types.document).map(document)),
    roles: access.roles.map((ofRole) => ({
      role: ofRole.role,
      access: ofRole,
      policy: understood(ofRole.policyText),
      documentText: jsonencode(ofRole.document),
    })),
    attributes: attributes?.blocks.map(attribute),
    guards: documentGuards(mapping).map((statement) => ({
      sid: statement.Sid ?? '',
      effect: effectOf(statement),
    })),
  };
}

function document(block: ResourceBlock): [string, string] {
  return [text(argument(block, 'name')), jsonText(argument(block, 'content'))];
}

function attribute(block: NestedBlock): AccessControlAttribute {
  const [value] = block.blocks;
  const source = value && argument(value, 'source');
  const [item] = source?.kind === 'list' ? source.items : [];
  return { key: text(argument(block, 'key')), source: text(item) };
}

function argument(block: Pick<ResourceBlock, 'arguments'>, name: string): Value | undefined {
  return block.arguments.find((candidate) => candidate.name === name)?.value;
}

function text(value: Value | undefined): string {
  if (value?.kind !== 'text') throw new Error('the plan holds no text where there must be one');
  return value.text;
}

function jsonText(value: Value | undefined): string {
  if (value?.kind !== 'json') throw new Error('the plan holds no document where there must be one');
  return jsonencode(value.document);
}

function understood(policy: string): PlannedPolicy {
  const read = plannedPolicy(policy);
  if (!read) throw new Error('the generated policy is not one');
  return read;
}
