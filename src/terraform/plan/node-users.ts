/**
 * `node-users/`: for each group of nodes a Command document that creates their Linux users, and a State Manager association that runs it,
 * in one account. The scripts of all groups begin with the same functions, which are a file of their own.
 */
import {
  linesOf,
  nodeUsersAssociation,
  nodeUsersCalls,
  nodeUsersFunctions,
  nodeUsersHead,
  nodeUsersStep,
  nodeUsersTargets,
} from '../../access/node-users.js';
import type { NodeUsers, RoleMapping } from '../../mapping/model.js';
import { types } from './addresses.js';
import type { Block } from './block.js';
import { type PlannedFile, terraformFile, verbatimFile } from './file.js';
import { type Placing, placingOf } from './placing.js';
import { resource } from './provider-block.js';
import {
  documentOutput,
  documentOutputWords,
  documentResource,
  latestIsDefault,
  tagsValue,
} from './ssm-document.js';
import { call, index, list, map, mapOf, reference, template, text, tree, type Value } from './value.js';

export function planNodeUsers(mapping: RoleMapping): PlannedFile[] {
  const { nodeUsers = [], documents } = mapping;
  if (nodeUsers.length === 0) return [];
  const placing = placingOf(mapping);
  return [
    terraformFile(
      'node-users/node-users',
      [
        scripts(nodeUsers, placing),
        ...nodeUsers.flatMap((users) => blocksOf(users, documents.tags, placing)),
      ],
      [
        'The script runs as root on every node with these tags. Whoever can change it, or this folder, is root there.',
      ],
    ),
    verbatimFile(`node-users/${functionsFile}`, nodeUsersFunctions()),
    outputs(nodeUsers, placing),
  ];
}

const functionsFile = 'functions.sh';

/** The documents differ in the calls alone. */
function scripts(nodeUsers: readonly NodeUsers[], placing: Placing): Block {
  const file = call('file', template(reference('path', 'module'), `/${functionsFile}`));
  const linesOfCalls = (users: NodeUsers) => list(linesOf(nodeUsersCalls(users)).map(text));
  return {
    kind: 'locals',
    values: [
      ...placing.locals,
      {
        name: 'functions',
        value: call('split', text('\n'), call('trimspace', file)),
        comment: 'Every script begins with these.',
      },
      {
        name: 'calls',
        value: mapOf(nodeUsers.map((users) => [users.name, linesOfCalls(users)])),
        comment: 'The rest of the script of each document: a call for each Linux user.',
      },
      {
        name: 'contents',
        value: {
          kind: 'for-map',
          names: ['name', 'calls'],
          in: reference('local', 'calls'),
          key: reference('name'),
          value: documentRunning(call('concat', reference('local', 'functions'), reference('calls'))),
        },
        comment: 'What each document says.',
      },
    ],
  };
}

function documentRunning(runCommand: Value): Value {
  const { timeoutSeconds, ...step } = nodeUsersStep;
  const inputs = map({ timeoutSeconds: text(timeoutSeconds), runCommand });
  return mapOf([...trees(nodeUsersHead), ['mainSteps', list([mapOf([...trees(step), ['inputs', inputs]])])]]);
}

type Tree = Parameters<typeof tree>[0];

const trees = (members: Readonly<Record<string, Tree>>) =>
  Object.entries(members).map(([key, value]) => [key, tree(value)] as const);

function blocksOf(
  { name, label, ...users }: NodeUsers,
  tags: Readonly<Record<string, string>>,
  placing: Placing,
): readonly Block[] {
  const settings = nodeUsersAssociation;
  const { regions } = placing;
  return [
    documentResource(
      label,
      {
        name,
        type: 'Command',
        content: index(reference('local', 'contents'), name),
        tags: tagsValue(tags),
      },
      { regions },
    ),
    resource(
      types.association,
      label,
      {
        name: placing.sameRegion(types.document, label)('name'),
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
      },
      { regions },
    ),
    {
      kind: 'check',
      label,
      assertions: [
        {
          condition: placing.everywhere(types.document, label, latestIsDefault),
          message: text(
            'The default version, which the association runs, is not the latest, because somebody changed it outside of Terraform.',
          ),
        },
      ],
    },
  ];
}

function outputs(nodeUsers: readonly NodeUsers[], { byRegion, regions }: Placing): PlannedFile {
  const where = regions ? ' By Region.' : '';
  return terraformFile('node-users/outputs', [
    {
      kind: 'output',
      name: 'node_users',
      description: `The Command document that creates the Linux users, by name: ${documentOutputWords}${where}`,
      value: byRegion((of) =>
        mapOf(nodeUsers.map(({ name, label }) => [name, documentOutput(of(types.document, label))])),
      ),
    },
    {
      kind: 'output',
      name: 'association_ids',
      description: `Id of the State Manager association of each of these documents.${where}`,
      value: byRegion((of) =>
        mapOf(nodeUsers.map(({ name, label }) => [name, of(types.association, label)('association_id')])),
      ),
    },
  ]);
}
