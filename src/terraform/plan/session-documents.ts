/** `session-documents/`: the Session documents of one account (and, with AWS provider 5, one Region). */
import type { Access, RoleAccess } from '../../access/access.js';
import { documentArn } from '../../access/policy/context.js';
import type { JsonTree } from '../../aws/json-text.js';
import { sessionDocument } from '../../aws/session-document.js';
import type { RoleMapping } from '../../mapping/model.js';
import { document, types } from './addresses.js';
import type { Block } from './block.js';
import type { PlannedFile } from './file.js';
import { tagsValue } from './permission-sets.js';
import { resource } from './provider-block.js';
import { call, equal, json, map, mapOf, text } from './value.js';

export function planSessionDocuments(mapping: RoleMapping, access: Access): PlannedFile[] {
  const { previous, tags } = mapping.documents;
  return [
    {
      kind: 'terraform',
      path: 'session-documents/documents',
      comment: [],
      blocks: [
        ...access.roles.flatMap(({ role, document: content }) => [
          documentResource(role.document, content, tags, false),
          latestIsDefault(role.document),
        ]),
        ...previous.map((older) => documentResource(older, closedDocument, tags, true)),
      ],
    },
    outputs(mapping, access),
  ];
}

/**
 * An older document stays as it is where it exists (its content is not touched); in an account that never had it, this
 * content opens no shell. The agent refuses a session whose user does not exist on the node.
 */
const closedDocument: JsonTree = sessionDocument(
  'Former Session document; kept until no policy names it.',
  'ssm-runas-no-such-user',
  { idleSessionTimeout: 1, maxSessionDuration: 1 },
);

function documentResource(
  { name, label }: { readonly name: string; readonly label: string },
  content: JsonTree,
  tags: Readonly<Record<string, string>>,
  keepContent: boolean,
): Block {
  return resource(
    types.document,
    label,
    {
      name: text(name),
      document_type: text('Session'),
      document_format: text('JSON'),
      content: json(content),
      tags: tagsValue(tags),
    },
    keepContent ? { lifecycle: { preventDestroy: false, ignoreChanges: ['content'] } } : {},
  );
}

/**
 * StartSession names no version and is reported to run the latest, while the provider reads only the latest: a default
 * version that was rolled back is drift that no plan shows (https://github.com/aws/session-manager-plugin/issues/112).
 */
function latestIsDefault({ name, label }: { readonly name: string; readonly label: string }): Block {
  return {
    kind: 'check',
    label: `${label}_default_version`,
    assertions: [
      {
        condition: equal(document({ label }, 'default_version'), document({ label }, 'latest_version')),
        message: `The default version of ${name} is not its latest: somebody changed it outside Terraform.`,
      },
    ],
  };
}

function outputs({ partition }: RoleMapping, { roles }: Access): PlannedFile {
  return {
    kind: 'terraform',
    path: 'session-documents/outputs',
    comment: [],
    blocks: [
      {
        kind: 'output',
        name: 'documents',
        description:
          'Session document of each role: its ARN, its name, the SHA-256 of its content as normalised JSON, and its versions.',
        value: mapOf(roles.map((access) => [access.role.name, summary(access)])),
      },
      {
        kind: 'output',
        name: 'document_arn_patterns',
        description: 'ARN of each Session document, by role, in any Region and account, as policies name it.',
        value: mapOf(roles.map(({ role }) => [role.name, text(documentArn(partition, role.document.name))])),
      },
    ],
  };
}

/** Normalised, so that white space or order that AWS may change does not look like another document. */
function summary({ role }: RoleAccess) {
  const at = (attribute: string) => document(role.document, attribute);
  return map({
    arn: at('arn'),
    name: at('name'),
    content_sha256: call('sha256', call('jsonencode', call('jsondecode', at('content')))),
    default_version: at('default_version'),
    latest_version: at('latest_version'),
  });
}
