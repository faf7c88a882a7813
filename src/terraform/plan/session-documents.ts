/** `session-documents/`: the Session documents of one account, in one Region or, with AWS provider 6, in all of the mapping's. */
import { type Access, type DocumentAccess, documentAccess } from '../../access/access.js';
import { documentAt } from '../../access/document-by-place.js';
import { type PortDocument, type SessionDocument, sessionDocument } from '../../aws/session-document.js';
import type { RoleMapping } from '../../mapping/model.js';
import { documentsByKey } from '../../mapping/role-documents.js';
import { document } from './addresses.js';
import type { Block } from './block.js';
import { contentValue, localContents, placeLookups } from './document-content.js';
import { driftCheck } from './document-drift.js';
import { checkInRegions, documentsByRegion } from './documents-in-regions.js';
import { type PlannedFile, terraformFile } from './file.js';
import { type Placing, placingOf } from './placing.js';
import {
  andTunnels,
  arnPatternsOutput,
  documentOutput,
  documentOutputWords,
  documentResource,
  tagsValue,
} from './ssm-document.js';
import { type Expression, index, mapOf, reference } from './value.js';

export function planSessionDocuments(mapping: RoleMapping, access: Access): PlannedFile[] {
  const current = access.roles.flatMap(documentAccess);
  const documents: readonly PlannedDocument[] = [
    ...current.map((document) => ({ ...document, isPrevious: false })),
    ...mapping.documents.previous.map((older) => ({ ...older, content: closedDocument, isPrevious: true })),
  ];
  const placing = placingOf(mapping);
  const contents = documents.map(({ content }) => content);
  const local = localContents('contents', contents, mapping, placing, (place) =>
    mapOf(documents.map(({ name, content }) => [name, contentValue(documentAt(content, place))])),
  );
  const tags = tagsValue(mapping.documents.tags);
  return [
    terraformFile('session-documents/documents', [
      ...placeLookups(contents, placing),
      {
        kind: 'locals',
        values: [
          ...placing.locals,
          // Apart from the resources, because what is read back is compared with them.
          { name: 'contents', value: local.value, comment: 'What each Session document says.' },
          ...(tags ? [{ name: 'tags', value: tags }] : []),
        ],
      },
      ...documents.map(({ name, label, isPrevious }) =>
        documentResource(
          label,
          {
            name,
            type: 'Session',
            content: index(local.inResource, name),
            tags: tags && reference('local', 'tags'),
          },
          {
            regions: placing.regions,
            ...(isPrevious && { lifecycle: { preventDestroy: false, ignoreChanges: ['content'] } }),
          },
        ),
      ),
      ...(placing.regions ? checkInRegions(mapping.roles, local.inCheck) : checkHere(current, local.inCheck)),
    ]),
    outputs(mapping, placing),
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

/** In the provider's Region. */
function checkHere(current: readonly DocumentAccess[], contents: Expression): readonly Block[] {
  const name = reference('name');
  return driftCheck(
    {
      name: 'documents',
      value: mapOf(current.map((one) => [one.name, document(one)])),
    },
    index(contents, name),
    (where) => ({
      kind: 'for',
      names: ['name', 'document'],
      in: reference('local', 'documents'),
      item: name,
      where,
    }),
  );
}

function outputs(mapping: RoleMapping, { regions }: Placing): PlannedFile {
  const named = mapping.roles.flatMap(documentsByKey);
  const description = `Session document of each role${andTunnels(mapping)}: ${documentOutputWords}`;
  return terraformFile('session-documents/outputs', [
    {
      kind: 'output',
      name: 'documents',
      description: regions ? `By Region, ${description}` : description,
      value: regions
        ? documentsByRegion(regions)
        : mapOf(named.map(([key, one]) => [key, documentOutput((attribute) => document(one, attribute))])),
    },
    arnPatternsOutput(
      mapping,
      named.map(([key, { name }]) => [key, name]),
    ),
  ]);
}
