/**
 * The CloudFormation templates of the StackSets: which documents each of them has, and what it says of them. `gate` compares plans
 * and outputs with the same data.
 */
import { hash } from 'node:crypto';
import { type Access, documentAccess } from '../../access/access.js';
import { inputsByPlace, isShell } from '../../access/document-by-place.js';
import { type JsonTree, jsonencode } from '../../aws/json-text.js';
import { templateBytes, templateDocuments } from '../../aws/limits.js';
import type { PortDocument, SessionDocument } from '../../aws/session-document.js';
import { nameOfMapping } from '../../mapping/document-name.js';
import type { RoleMapping, StackSetSettings } from '../../mapping/model.js';
import { partsOf } from '../../mapping/place-values.js';

export interface StackSet {
  /** In CloudFormation. */
  readonly name: string;
  /** Terraform label. */
  readonly label: string;
  readonly documents: readonly StackSetDocument[];
  readonly template: { readonly [key: string]: JsonTree };
}

export interface StackSetDocument {
  /** In the outputs: that of its role, or role and tunnel. */
  readonly key: string;
  readonly name: string;
  /** In the template. */
  readonly logicalId: string;
  /** As in the template: CloudFormation computes what differs by place. */
  readonly content: JsonTree;
}

export function stackSetsOf(mapping: RoleMapping, access: Access): readonly StackSet[] {
  const documents = access.roles.flatMap(documentAccess).map(({ key, name, content }) => ({
    key,
    name,
    logicalId: logicalIdOf(name),
    content: contentInTemplate(content),
  }));
  const stem = nameOfMapping(mapping, 'documents');
  return divided(documents, mapping.documents.tags).map((part, at) => ({
    name: at === 0 ? stem : `${stem}-${at + 1}`,
    label: at === 0 ? 'documents' : `documents_${at + 1}`,
    documents: part,
    template: templateOf(part, mapping.documents.tags),
  }));
}

/** Who calls CloudFormation, by Terraform's name for it. */
export const callAsOf = ({ callAs }: StackSetSettings) => (callAs === 'self' ? 'SELF' : 'DELEGATED_ADMIN');

/** How many accounts may fail, and how many are deployed to at a time: by AWS's rule, at most one more. */
export function toleranceOf({ failureTolerance: tolerance }: StackSetSettings) {
  if (tolerance === undefined) return undefined;
  const { unit, value } = tolerance;
  return { unit, failed: value, atOnce: unit === 'count' ? value + 1 : Math.max(1, value) };
}

/** Only values that differ by place are computed; all other texts reach AWS as they are. */
function contentInTemplate(content: SessionDocument | PortDocument): JsonTree {
  const byPlace = inputsByPlace(content);
  if (byPlace.size === 0 || !isShell(content)) return content;
  const computed = [...byPlace].map(([input, value]) => [input, { 'Fn::Sub': substitution(value) }]);
  return { ...content, inputs: { ...content.inputs, ...Object.fromEntries(computed) } };
}

/** `${!` stands for `${` (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html). */
export function substitution(value: string): string {
  return partsOf(value)
    .map((part) => {
      if (typeof part === 'string') return part.replaceAll('${', '${!');
      return part.name === 'account' ? '${AWS::AccountId}' : '${AWS::Region}';
    })
    .join('');
}

/** Letters and digits only. Another name is another resource: CloudFormation then never replaces one. */
function logicalIdOf(name: string): string {
  return `Document${hash('sha256', name).slice(0, 16)}`;
}

/**
 * As few sets as hold all documents. Which set a document is in depends on its role and the number of sets alone: a document that
 * moved to another set could not be created there, because the one of the first set is retained.
 */
function divided(
  documents: readonly StackSetDocument[],
  tags: Readonly<Record<string, string>>,
): readonly (readonly StackSetDocument[])[] {
  for (let count = Math.ceil(documents.length / templateDocuments); ; count += 1) {
    const parts: StackSetDocument[][] = Array.from({ length: count }, () => []);
    for (const document of documents) parts[setOf(document.key, count)]?.push(document);
    if (
      parts.every((part) => part.length <= templateDocuments && fits(part, tags)) ||
      count > documents.length
    )
      return parts.filter((part) => part.length > 0);
  }
}

function fits(part: readonly StackSetDocument[], tags: Readonly<Record<string, string>>): boolean {
  return Buffer.byteLength(jsonencode(templateOf(part, tags))) <= templateBytes;
}

/** The set with the highest rank: when a set is added, documents move to that one only. */
function setOf(key: string, count: number): number {
  let [best, highest] = [0, ''];
  for (let set = 0; count > 1 && set < count; set += 1) {
    const rank = hash('sha256', `${set} ${key}`);
    if (rank > highest) [best, highest] = [set, rank];
  }
  return best;
}

/** No parameters, transforms or nested stacks: service-managed StackSets allow none, and `gate` reads every document. */
function templateOf(
  documents: readonly StackSetDocument[],
  tags: Readonly<Record<string, string>>,
): { readonly [key: string]: JsonTree } {
  const keys = Object.keys(tags).sort();
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Session documents of ssm-runas-gen.',
    Resources: Object.fromEntries(
      documents.map(({ name, logicalId, content }) => [
        logicalId,
        {
          Type: 'AWS::SSM::Document',
          DeletionPolicy: 'Retain',
          UpdateReplacePolicy: 'Retain',
          Properties: {
            Name: name,
            DocumentType: 'Session',
            DocumentFormat: 'JSON',
            Content: content,
            ...(keys.length > 0 && { Tags: keys.map((key) => ({ Key: key, Value: tags[key] ?? '' })) }),
          },
        },
      ]),
    ),
  };
}
