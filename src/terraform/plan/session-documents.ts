/** `session-documents/`: the Session documents of one account (and, with AWS provider 5, one Region). */
import type { Access } from '../../access/access.js';
import { inputsByPlace, isShell } from '../../access/document-by-place.js';
import { documentArn } from '../../access/policy/context.js';
import { type PortDocument, type SessionDocument, sessionDocument } from '../../aws/session-document.js';
import { documentsByKey, type RoleMapping } from '../../mapping/model.js';
import { partsOf, placeholdersIn } from '../../mapping/place-values.js';
import { accountHere, document, documentOutput, labels, regionHere, types } from './addresses.js';
import type { Assertion, Block } from './block.js';
import type { PlannedFile } from './file.js';
import { tagsValue } from './permission-sets.js';
import { dataSource, resource } from './provider-block.js';
import {
  call,
  differ,
  type Expression,
  equal,
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
  return [
    {
      kind: 'terraform',
      path: 'session-documents/documents',
      comment: [],
      blocks: [
        ...lookups(documents),
        common(documents, mapping.documents.tags),
        ...documents.map((one) => documentResource(one, mapping.documents.tags)),
        ...asGenerated(documents.filter(({ isPrevious }) => !isPrevious)),
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

/** The contents stand apart from the resources, because what is read back is compared with them. */
function common(documents: readonly PlannedDocument[], tags: Readonly<Record<string, string>>): Block {
  const value = tagsValue(tags);
  return {
    kind: 'locals',
    values: [
      {
        name: 'contents',
        value: mapOf(documents.map(({ name, content }) => [name, contentValue(content)])),
        comment: 'What each Session document says.',
      },
      ...(value ? [{ name: 'tags', value }] : []),
    ],
  };
}

/** The account and the Region in which Terraform applies the documents, where one of them depends on it. */
function lookups(documents: readonly PlannedDocument[]): readonly Block[] {
  const names = new Set(
    documents.flatMap(({ content }) => [...inputsByPlace(content).values()].flatMap(placeholdersIn)),
  );
  return [
    ...(names.has('account') ? [dataSource(types.callerIdentity, labels.here, {})] : []),
    ...(names.has('region') ? [dataSource(types.region, labels.here, {})] : []),
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

const contentOf = (name: string) => call('jsonencode', index(reference('local', 'contents'), name));

function documentResource(
  { name, label, isPrevious }: PlannedDocument,
  tags: Readonly<Record<string, string>>,
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
    isPrevious ? { lifecycle: { preventDestroy: false, ignoreChanges: ['content'] } } : {},
  );
}

/**
 * Drift that no plan shows, asked for after each plan and apply, once for all documents. StartSession names no version and
 * is reported to run the latest, while the provider reads only the latest: a default version that was rolled back is not
 * seen (https://github.com/aws/session-manager-plugin/issues/112). And where AWS refuses a content that an earlier version
 * had, the provider only moves the default version and reports success.
 */
function asGenerated(documents: readonly PlannedDocument[]): readonly Block[] {
  const named = reference('local', 'documents');
  const which = (where: Expression): Expression => ({
    kind: 'keys',
    map: named,
    key: 'name',
    value: 'document',
    where,
  });
  const of = (attribute: string) => reference('document', attribute);
  const readBack = call('jsonencode', call('jsondecode', of('content')));
  const generated = call('jsonencode', index(reference('local', 'contents'), reference('name')));
  const noneOf = (local: string, problem: string): Assertion => ({
    condition: equal(call('length', reference('local', local)), { kind: 'number', number: 0 }),
    message: template(`${problem}: `, call('join', text(', '), reference('local', local)), '.'),
  });
  return [
    {
      kind: 'locals',
      values: [
        { name: 'documents', value: mapOf(documents.map(({ name, label }) => [name, document({ label })])) },
        {
          name: 'documents_with_another_default',
          value: which(differ(of('default_version'), of('latest_version'))),
          comment: 'Somebody changed the default version outside of Terraform.',
        },
        {
          name: 'documents_with_another_content',
          value: which(differ(readBack, generated)),
          comment: 'AWS has something else than the content above.',
        },
      ],
    },
    {
      kind: 'check',
      label: 'documents',
      assertions: [
        noneOf(
          'documents_with_another_default',
          'The default version is not the latest, because somebody changed it outside of Terraform',
        ),
        noneOf('documents_with_another_content', 'AWS has another content than this configuration'),
      ],
    },
  ];
}

function outputs({ partition, roles }: RoleMapping): PlannedFile {
  const named = roles.flatMap(documentsByKey);
  const andTunnels = roles.some(({ tunnels }) => tunnels.length > 0) ? ' and tunnel (ROLE/TUNNEL)' : '';
  return {
    kind: 'terraform',
    path: 'session-documents/outputs',
    comment: [],
    blocks: [
      {
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
