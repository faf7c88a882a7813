/** `session-documents/`: the Session documents of one account, in one Region or, with AWS provider 6, in all of the mapping's. */
import type { Access } from '../../access/access.js';
import { documentArn } from '../../access/policy/context.js';
import type { JsonTree } from '../../aws/json-text.js';
import { sessionDocument } from '../../aws/session-document.js';
import { documentsByKey, type RoleMapping } from '../../mapping/model.js';
import { document, documentOutput, types } from './addresses.js';
import type { Block } from './block.js';
import { driftCheck } from './document-drift.js';
import { checkInRegions, regionalOutput, regionsHere, regionsLocal } from './documents-in-regions.js';
import type { PlannedFile } from './file.js';
import { tagsValue } from './permission-sets.js';
import { resource } from './provider-block.js';
import { call, index, mapOf, reference, text, tree } from './value.js';

export function planSessionDocuments(mapping: RoleMapping, access: Access): PlannedFile[] {
  const documents: readonly PlannedDocument[] = [
    ...access.roles.flatMap(({ role, document: content, tunnels }) => [
      { ...role.document, content, isPrevious: false },
      ...tunnels.map(({ tunnel, document }) => ({
        ...tunnel.document,
        content: document,
        isPrevious: false,
      })),
    ]),
    ...mapping.documents.previous.map((older) => ({ ...older, content: closedDocument, isPrevious: true })),
  ];
  const inRegions = mapping.output.awsProvider === 6;
  return [
    {
      kind: 'terraform',
      path: 'session-documents/documents',
      comment: [],
      blocks: [
        common(documents, mapping, inRegions),
        ...documents.map((one) => documentResource(one, mapping.documents.tags, inRegions)),
        ...(inRegions
          ? checkInRegions(mapping.roles)
          : asGenerated(documents.filter(({ isPrevious }) => !isPrevious))),
      ],
    },
    outputs(mapping),
  ];
}

interface PlannedDocument {
  readonly name: string;
  readonly label: string;
  readonly content: JsonTree;
  /** Kept for policies that still name it; where it exists its content is not touched. */
  readonly isPrevious: boolean;
}

/**
 * An older document stays as it is where it exists (its content is not touched); in an account that never had it, this
 * content opens no shell. The agent refuses a session whose user does not exist on the node.
 */
export const closedDocument: JsonTree = sessionDocument(
  'Former Session document; kept until no policy names it.',
  'ssm-runas-no-such-user',
  { idleSessionTimeout: 1, maxSessionDuration: 1 },
);

/** The contents stand apart from the resources, because what is read back is compared with them. */
function common(
  documents: readonly PlannedDocument[],
  { documents: { tags }, regions }: RoleMapping,
  inRegions: boolean,
): Block {
  const value = tagsValue(tags);
  return {
    kind: 'locals',
    values: [
      ...(inRegions ? [regionsLocal(regions)] : []),
      {
        name: 'contents',
        value: mapOf(documents.map(({ name, content }) => [name, tree(content)])),
        comment: 'What each Session document says.',
      },
      ...(value ? [{ name: 'tags', value }] : []),
    ],
  };
}

const contentOf = (name: string) => call('jsonencode', index(reference('local', 'contents'), name));

function documentResource(
  { name, label, isPrevious }: PlannedDocument,
  tags: Readonly<Record<string, string>>,
  inRegions: boolean,
): Block {
  return resource(
    types.document,
    label,
    {
      name: text(name),
      document_type: text('Session'),
      document_format: text('JSON'),
      content: contentOf(name),
      tags: tagsValue(tags) && reference('local', 'tags'),
    },
    {
      regions: inRegions ? regionsHere : undefined,
      ...(isPrevious && { lifecycle: { preventDestroy: false, ignoreChanges: ['content'] } }),
    },
  );
}

/** In the provider's Region. */
function asGenerated(documents: readonly PlannedDocument[]): readonly Block[] {
  const name = reference('name');
  return driftCheck(
    { name: 'documents', value: mapOf(documents.map(({ name, label }) => [name, document({ label })])) },
    name,
    (where) => ({
      kind: 'for',
      names: ['name', 'document'],
      in: reference('local', 'documents'),
      item: name,
      where,
    }),
  );
}

function outputs({ partition, roles, output }: RoleMapping): PlannedFile {
  const named = roles.flatMap(documentsByKey);
  const andTunnels = roles.some(({ tunnels }) => tunnels.length > 0) ? ' and tunnel (ROLE/TUNNEL)' : '';
  return {
    kind: 'terraform',
    path: 'session-documents/outputs',
    comment: [],
    blocks: [
      output.awsProvider === 6
        ? regionalOutput(andTunnels)
        : {
            kind: 'output',
            name: 'documents',
            description: `Session document of each role${andTunnels}: its ARN, its name, the SHA-256 of its content as normalised JSON, and its versions.`,
            value: mapOf(
              named.map(([key, one]) => [key, documentOutput((attribute) => document(one, attribute))]),
            ),
          },
      {
        kind: 'output',
        name: 'document_arn_patterns',
        description: `ARN of each Session document, by role${andTunnels}, in any Region and account, as policies name it.`,
        value: mapOf(named.map(([key, { name }]) => [key, text(documentArn(partition, name))])),
      },
    ],
  };
}
