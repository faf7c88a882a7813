/**
 * `node-users/`: for each group of nodes a Command document that creates their Linux users, and a State Manager association that runs it,
 * in one account and Region.
 */
import { nodeUsersAssociation, nodeUsersDocument, nodeUsersTargets } from '../../access/node-users.js';
import type { NodeUsers, RoleMapping } from '../../mapping/model.js';
import { documentOutput, types } from './addresses.js';
import type { Block } from './block.js';
import type { PlannedFile } from './file.js';
import { tagsValue } from './permission-sets.js';
import { resource } from './provider-block.js';
import { call, equal, list, mapOf, reference, text, tree } from './value.js';

const of = ({ label }: NodeUsers, attribute: string) => reference(types.document, label, attribute);

export function planNodeUsers({ nodeUsers = [], documents: { tags } }: RoleMapping): PlannedFile[] {
  if (nodeUsers.length === 0) return [];
  const file = (name: string, blocks: readonly Block[], comment: readonly string[] = []): PlannedFile => ({
    kind: 'terraform',
    path: `node-users/${name}`,
    comment,
    blocks,
  });
  return [
    file(
      'node-users',
      nodeUsers.flatMap((users) => blocksOf(users, tags)),
      [
        'The script runs as root on every node with these tags. Whoever can change it, or this folder, is root there.',
      ],
    ),
    file('outputs', [
      {
        kind: 'output',
        name: 'node_users',
        description:
          'The Command document that creates the Linux users, by name: its ARN, its name, the SHA-256 of its content as normalised JSON, and its versions.',
        value: mapOf(
          nodeUsers.map((users) => [users.name, documentOutput((attribute) => of(users, attribute))]),
        ),
      },
      {
        kind: 'output',
        name: 'association_ids',
        description: 'Id of the State Manager association of each of these documents.',
        value: mapOf(
          nodeUsers.map((users) => [users.name, reference(types.association, users.label, 'association_id')]),
        ),
      },
    ]),
  ];
}

function blocksOf(users: NodeUsers, tags: Readonly<Record<string, string>>): readonly Block[] {
  const { name, label } = users;
  const settings = nodeUsersAssociation;
  return [
    resource(types.document, label, {
      name: text(name),
      document_type: text('Command'),
      document_format: text('JSON'),
      content: call('jsonencode', tree(nodeUsersDocument(users))),
      tags: tagsValue(tags),
    }),
    resource(types.association, label, {
      name: of(users, 'name'),
      association_name: text(name),
      document_version: text(settings.document_version),
      schedule_expression: text(settings.schedule_expression),
      max_concurrency: text(settings.max_concurrency),
      max_errors: text(settings.max_errors),
      compliance_severity: text(settings.compliance_severity),
      sync_compliance: text(settings.sync_compliance),
      targets: nodeUsersTargets(users).map(({ key, values }) => ({
        key: text(key),
        values: list(values.map(text)),
      })),
    }),
    {
      kind: 'check',
      label,
      assertions: [
        {
          condition: equal(of(users, 'default_version'), of(users, 'latest_version')),
          message: text(
            'The default version, which the association runs, is not the latest, because somebody changed it outside of Terraform.',
          ),
        },
      ],
    },
  ];
}
