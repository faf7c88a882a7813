/** `session-documents/`: the Session documents of one account, in one Region or, with AWS provider 6, in all of the mapping's. */
import type { Access } from '../../access/access.js';
import { documentAt, inputsByPlace, isShell } from '../../access/document-by-place.js';
import { documentArn } from '../../access/policy/context.js';
import { type PortDocument, type SessionDocument, sessionDocument } from '../../aws/session-document.js';
import { documentsByKey, type RoleMapping } from '../../mapping/model.js';
import { type AwsPlace, partsOf, placeholdersIn } from '../../mapping/place-values.js';
import { accountHere, document, documentOutput, labels, regionHere, types } from './addresses.js';
import type { Block } from './block.js';
import { driftCheck } from './document-drift.js';
import { checkInRegions, regionalOutput } from './documents-in-regions.js';
import type { PlannedFile } from './file.js';
import { tagsValue } from './permission-sets.js';
import { regionsHere, regionsLocal } from './placing.js';
import { dataSource, resource } from './provider-block.js';
import {
  call,
  type Expression,
  eachKey,
  index,
  map,
  mapOf,
  reference,
  template,
  text,
  tree,
  type Value,
} from './value.js';

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
  const contents = inRegions && namesFilledIn(documents).has('region') ? byRegion(mapping) : anywhere;
  return [
    {
      kind: 'terraform',
      path: 'session-documents/documents',
      comment: [],
      blocks: [
        ...lookups(documents, inRegions),
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

const namesFilledIn = (documents: readonly PlannedDocument[]) =>
  new Set(documents.flatMap(({ content }) => [...inputsByPlace(content).values()].flatMap(placeholdersIn)));

/** The account and the Region in which Terraform applies the documents, where one of them depends on it. */
function lookups(documents: readonly PlannedDocument[], inRegions: boolean): readonly Block[] {
  const names = namesFilledIn(documents);
  return [
    ...(names.has('account') ? [dataSource(types.callerIdentity, labels.here, {})] : []),
    ...(names.has('region') && !inRegions ? [dataSource(types.region, labels.here, {})] : []),
  ];
}

function contentValue(content: SessionDocument | PortDocument): Value {
  const byPlace: ReadonlyMap<string, string> = inputsByPlace(content);
  if (byPlace.size === 0 || !isShell(content)) return tree(content);
  const inputs = Object.entries(content.inputs).flatMap(([name, value]) => {
    const differing = byPlace.get(name);
    if (value === undefined) return [];
    return [[name, differing === undefined ? tree(value) : placeTemplate(differing)] as const];
  });
  const { schemaVersion, description, sessionType } = content;
  return map({
    schemaVersion: text(schemaVersion),
    description: text(description),
    sessionType: text(sessionType),
    inputs: mapOf(inputs),
  });
}

function placeTemplate(value: string): Expression {
  const parts = partsOf(value).map((part) =>
    typeof part === 'string' ? part : part.name === 'account' ? accountHere : regionHere,
  );
  return template(...parts);
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
