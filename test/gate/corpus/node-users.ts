/** What creates the Linux users on nodes (`nodes.users: association`), as a plan of `node-users/` has it, and as somebody changed it. */
import { nodeUsersAssociation, nodeUsersDocument } from '../../../src/access/node-users.js';
import { jsonencode } from '../../../src/aws/json-text.js';
import { added, at, deleted, type Edit, edited, type Json, unknown } from '../edit-plan.js';
import { type PlanCase, readCase } from '../plan-case.js';
import { type CorpusEntry, entry } from './entry.js';

const name = 'ssm-runas-node-users';
const document = 'aws_ssm_document.ssm_runas_node_users';
const association = 'aws_ssm_association.ssm_runas_node_users';

const account = (osUser: string) => ({
  osUser,
  uid: undefined,
  shell: '/bin/bash',
  home: `/home/${osUser}`,
  groups: [],
  sudo: 'none' as const,
});
const content = (users: readonly string[]) =>
  jsonencode(
    nodeUsersDocument({
      name,
      label: 'ssm_runas_node_users',
      tags: { 'ssm-runas': ['linux'] },
      accounts: users.map(account),
      skipped: [],
    }) as Json,
  );

const documentValues = {
  name,
  document_type: 'Command',
  document_format: 'JSON',
  content: content(['dev', 'ops-admin']),
};
const associationValues = {
  ...nodeUsersAssociation,
  name,
  association_name: name,
  apply_only_at_cron_interval: null,
  automation_target_parameter_name: null,
  calendar_names: null,
  output_location: [],
  targets: [{ key: 'tag:ssm-runas', values: ['linux'] }],
  wait_for_success_timeout_seconds: null,
};

const create = (values: Json, after_unknown: Json = {}) => ({
  actions: ['create'],
  before: null,
  after: structuredClone(values),
  after_unknown,
});

const mapping = readCase('documents-settled').mapping.replace('nodes:\n', 'nodes:\n  users: association\n');

/** `node-users/` alone, planned for the first time. */
function planned(...edits: readonly Edit[]): PlanCase {
  const alone: Edit = (plan) => {
    plan.resource_changes = [];
  };
  const both = [
    added(document, create(documentValues)),
    added(
      association,
      create(associationValues, { arn: true, association_id: true, id: true, parameters: true }),
    ),
  ];
  return { ...edited('documents-settled', alone, ...both, ...edits), mapping };
}

const after =
  (address: string, values: Json): Edit =>
  (plan) =>
    Object.assign(at(plan, address).change.after, values);
const settled =
  (address: string): Edit =>
  (plan) => {
    const { change } = at(plan, address);
    Object.assign(change, { actions: ['no-op'], before: change.after });
  };

const versions =
  (inUse: string, latest: string): Edit =>
  (plan) => {
    const { change } = at(plan, document);
    change.before = { ...change.before, default_version: inUse, latest_version: latest };
  };

/** The same where two tags say which nodes are meant. */
function ofTwoTags(...targets: readonly (readonly [key: string, values: readonly string[]])[]): PlanCase {
  const plan = planned(after(association, { targets: targets.map(([key, values]) => ({ key, values })) }));
  return { ...plan, mapping: plan.mapping.replace('ssm-runas: linux', 'ssm-runas: linux, app: [web, api]') };
}

const differ = 'gate-node-users-differ';
const other = 'gate-other-writer';

export const nodeUsers: readonly CorpusEntry[] = [
  entry('the script and its association, as generated', planned()),
  entry('the script alone, in place', planned(settled(document), settled(association))),
  entry(
    'another user in the script',
    planned(after(document, { content: content(['dev', 'root']) })),
    differ,
  ),
  entry(
    'the script is shared',
    planned(after(document, { permissions: { type: 'Share', account_ids: 'all' } })),
    differ,
  ),
  entry('the script is a Session document', planned(after(document, { document_type: 'Session' })), differ),
  entry('the script is hidden', planned(unknown(document, 'content')), 'gate-unknown'),
  entry(
    'an older script is the default version',
    planned(settled(document), settled(association), versions('1', '2')),
    'gate-document-default-version',
  ),
  entry(
    'a script of somebody else is the latest version',
    planned(settled(document), versions('1', '2'), (plan) => {
      const { change } = at(plan, document);
      change.before = { ...change.before, content: content(['root']) };
      change.actions = ['update'];
    }),
    'gate-document-default-version',
  ),
  entry(
    'an older script is the default version, and tags change',
    planned(settled(document), versions('1', '2'), (plan) => {
      const { change } = at(plan, document);
      change.before = { ...change.before, tags: { Team: 'a' } };
      change.actions = ['update'];
    }),
    'gate-document-default-version',
  ),
  entry('the script is deleted', planned(settled(document), deleted(document)), differ),
  entry(
    'the script gets another name',
    planned((plan) => {
      const { change } = at(plan, document);
      change.before = { ...change.after };
      Object.assign(change, { actions: ['update'], after: { ...change.after, name: 'another-script' } });
    }),
    differ,
  ),
  entry('a Command document with a hidden name', planned(unknown(document, 'name')), 'gate-unknown'),
  entry(
    'it runs on every node',
    planned(after(association, { targets: [{ key: 'InstanceIds', values: ['*'] }] })),
    differ,
  ),
  entry(
    'it runs on nodes with another value',
    planned(after(association, { targets: [{ key: 'tag:ssm-runas', values: ['linux', 'windows'] }] })),
    differ,
  ),
  entry('it runs an older version', planned(after(association, { document_version: '1' })), differ),
  entry('it runs on all nodes at once', planned(after(association, { max_concurrency: '100%' })), differ),
  entry(
    'it runs with another schedule',
    planned(after(association, { schedule_expression: 'rate(30 days)' })),
    differ,
  ),
  entry('it has no compliance', planned(after(association, { compliance_severity: null })), differ),
  entry(
    'it waits for a calendar',
    planned(after(association, { calendar_names: ['arn:aws:ssm:::never'] })),
    differ,
  ),
  entry(
    'it runs at its hour only',
    planned(after(association, { apply_only_at_cron_interval: true })),
    differ,
  ),
  entry('its targets are hidden', planned(unknown(association, 'targets')), 'gate-unknown'),
  entry('its version is hidden', planned(unknown(association, 'document_version')), 'gate-unknown'),
  entry('its document is hidden', planned(unknown(association, 'name')), other),
  entry('the association is deleted', planned(settled(association), deleted(association)), differ),
  entry('the association stays as it is', planned(settled(association))),
  entry('its targets as generated', ofTwoTags(['tag:app', ['api', 'web']], ['tag:ssm-runas', ['linux']])),
  entry(
    'its targets and their values in another order',
    ofTwoTags(['tag:ssm-runas', ['linux']], ['tag:app', ['web', 'api']]),
  ),
  entry('it runs on nodes with one tag of two', ofTwoTags(['tag:ssm-runas', ['linux']]), differ),
  entry(
    'its values are those of the other tag',
    ofTwoTags(['tag:app', ['linux']], ['tag:ssm-runas', ['api', 'web']]),
    differ,
  ),
  entry(
    'another association beside it runs commands',
    planned(
      added('aws_ssm_association.more', create({ name: 'AWS-RunShellScript', association_name: 'more' })),
    ),
    'gate-other-writer-unseen',
  ),
  entry(
    'another association names it',
    planned(added('aws_ssm_association.more', create({ name: 'AWS-RunDocument', association_name: name }))),
    other,
  ),
];
