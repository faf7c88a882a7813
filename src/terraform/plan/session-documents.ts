/** `session-documents/`: the Session documents of one account, in one Region or, with AWS provider 6, in all of the mapping's. */
import type { Access } from '../../access/access.js';
import { documentAt } from '../../access/document-by-place.js';
import { documentArn } from '../../access/policy/context.js';
import { type PortDocument, type SessionDocument, sessionDocument } from '../../aws/session-document.js';
import { documentsByKey, type RoleMapping } from '../../mapping/model.js';
import type { AwsPlace } from '../../mapping/place-values.js';
import { document, documentOutput, types } from './addresses.js';
import type { Block } from './block.js';
import { contentValue, namesFilledIn, placeLookups } from './document-content.js';
import { driftCheck } from './document-drift.js';
import { checkInRegions, regionalOutput } from './documents-in-regions.js';
import type { PlannedFile } from './file.js';
import { tagsValue } from './permission-sets.js';
import { regionsHere, regionsLocal } from './placing.js';
import { resource } from './provider-block.js';
import { call, type Expression, eachKey, index, mapOf, reference, text, type Value } from './value.js';

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
  const contents =
    inRegions && namesFilledIn(contentsOf(documents)).has('region') ? byRegion(mapping) : anywhere;
  return [
    {
      kind: 'terraform',
      path: 'session-documents/documents',
      comment: [],
      blocks: [
        ...placeLookups(contentsOf(documents), inRegions),
        common(documents, mapping, contents, inRegions),
        ...documents.map((one) =>
          documentResource(one, mapping.documents.tags, {
            content: index(contents.at(eachKey), one.name),
            inRegions,
          }),
        ),
        ...(inRegions
          ? checkInRegions(mapping.roles, contents.at(reference('region')))
          : asGenerated(documents.filter(({ isPrevious }) => !isPrevious))),
      ],
    },
    outputs(mapping),
  ];
}

interface PlannedDocument {
  readonly name: string;
  readonly label: string;
  readonly content: SessionDocument | PortDocument;
  /** Kept for policies that still name it; where it exists its content is not touched. */
  readonly isPrevious: boolean;
}

const contentsOf = (documents: readonly PlannedDocument[]) => documents.map(({ content }) => content);

/**
 * An older document stays as it is where it exists (its content is not touched); in an account that never had it, this
 * content opens no shell. The agent refuses a session whose user does not exist on the node.
 */
export const closedDocument: SessionDocument = sessionDocument(
  'Former Session document; kept until no policy names it.',
  'ssm-runas-no-such-user',
  { idleSessionTimeout: 1, maxSessionDuration: 1 },
);

/** How the local `contents` is arranged. */
interface Contents {
  readonly of: (documents: readonly PlannedDocument[]) => Value;
  /** By name, in a Region. */
  readonly at: (region: Expression) => Expression;
}

const contentsByName = (documents: readonly PlannedDocument[], place: Partial<AwsPlace>) =>
  mapOf(documents.map(({ name, content }) => [name, contentValue(documentAt(content, place))]));

const anywhere: Contents = {
  of: (documents) => contentsByName(documents, {}),
  at: () => reference('local', 'contents'),
};

const byRegion = ({ regions }: RoleMapping): Contents => ({
  of: (documents) => mapOf(regions.map((region) => [region, contentsByName(documents, { region })])),
  at: (region) => index(reference('local', 'contents'), region),
});

/** The contents stand apart from the resources, because what is read back is compared with them. */
function common(
  documents: readonly PlannedDocument[],
  { documents: { tags }, regions }: RoleMapping,
  contents: Contents,
  inRegions: boolean,
): Block {
  const value = tagsValue(tags);
  return {
    kind: 'locals',
    values: [
      ...(inRegions ? [regionsLocal(regions)] : []),
      {
        name: 'contents',
        value: contents.of(documents),
        comment: 'What each Session document says.',
      },
      ...(value ? [{ name: 'tags', value }] : []),
    ],
  };
}

function documentResource(
  { name, label, isPrevious }: PlannedDocument,
  tags: Readonly<Record<string, string>>,
  { content, inRegions }: { readonly content: Expression; readonly inRegions: boolean },
): Block {
  return resource(
    types.document,
    label,
    {
      name: text(name),
      document_type: text('Session'),
      document_format: text('JSON'),
      content: call('jsonencode', content),
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
    index(reference('local', 'contents'), name),
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
