/** What may become of the documents of tunnels, in the plan and in the accounts. */
import { createHash } from 'node:crypto';
import { jsonencode } from '../../../src/aws/json-text.js';
import { portDocument } from '../../../src/aws/session-document.js';
import { added, at, type Edit, edited, type Json, withDocuments, withMapping } from '../edit-plan.js';
import type { PlanCase } from '../plan-case.js';
import { type CorpusEntry, entry } from './entry.js';

const withTunnel = (mapping: string) =>
  mapping.replace(
    'permissionSet: LinuxDeveloper }',
    'permissionSet: LinuxDeveloper, tunnels: { database: { host: db.internal, port: 5432 } } }',
  );

const address = 'aws_ssm_document.ssmrunas_developer_tunnel_database';
const name = 'SSMRunAs-developer-Tunnel-database';
const description = 'Port forwarding of permission set LinuxDeveloper to db.internal:5432; no shell.';
const leadingTo = (host: string | undefined, port = 5432) =>
  jsonencode(portDocument(description, { host, port, localPort: undefined }));
const tunnel = leadingTo('db.internal');
const shell = JSON.stringify({
  schemaVersion: '1.0',
  sessionType: 'Standard_Stream',
  inputs: { runAsEnabled: true, runAsDefaultUser: 'root' },
});

const values = (content: string, more: Json = {}) => ({
  name,
  content,
  document_type: 'Session',
  document_format: 'JSON',
  default_version: '1',
  latest_version: '1',
  ...more,
});

/** The documents are settled but for that of the tunnel. */
function changed(action: string, before: string | null, after: string | null, ...edits: readonly Edit[]) {
  const change = {
    actions: [action],
    before: before && values(before),
    after: after && values(after),
  };
  return settled(added(address, change), ...edits);
}

const settled = (...edits: readonly Edit[]): PlanCase => ({
  ...withMapping('documents-settled', withTunnel),
  plan: edited('documents-settled', ...edits).plan,
});

/** Of a mapping that has no tunnel. */
const leftOver = (...edits: readonly Edit[]) => edited('documents-settled', ...edits);
const deletion = added(address, { actions: ['delete'], before: values(tunnel), after: null });

/** What `terraform output` says of the tunnel's document; nothing where `entryOf` yields none. */
function switched(entryOf: (document: Json) => Json): PlanCase {
  const document = {
    arn: `arn:aws:ssm:eu-central-1:123456789012:document/${name}`,
    name,
    content_sha256: createHash('sha256').update(tunnel).digest('hex'),
    default_version: '1',
    latest_version: '1',
  };
  return {
    ...withDocuments('switch', (outputs) => {
      const found = entryOf(document);
      if (found) outputs.documents.value['developer/database'] = found;
      return outputs;
    }),
    mapping: withMapping('switch', withTunnel).mapping,
    later: (access) => (plan) => {
      for (const { role, policyText } of access.roles)
        at(plan, `inline_policy.${role.name}`).change.after.inline_policy = policyText;
    },
  };
}

export const tunnels: readonly CorpusEntry[] = [
  entry('is settled', changed('no-op', tunnel, tunnel)),
  entry('is created', changed('create', null, tunnel), 'gate-scp-unseen'),
  entry('is missing', settled(), 'gate-document-missing'),
  entry(
    'leads elsewhere than the mapping says',
    changed('create', null, leadingTo('x')),
    'gate-document-differs',
    'gate-scp-unseen',
  ),
  entry(
    'leads to another port',
    changed('no-op', tunnel, leadingTo('db.internal', 22)),
    'gate-document-differs',
  ),
  entry('follows the mapping to another host', changed('update', leadingTo('old.internal'), tunnel)),
  entry('follows the mapping to another port', changed('update', leadingTo('db.internal', 3306), tunnel)),
  entry(
    'is a shell in AWS, and becomes a tunnel again',
    changed('update', shell, tunnel),
    'gate-document-drifted',
  ),
  entry('becomes a shell', changed('update', tunnel, shell), 'gate-document-user', 'gate-document-differs'),
  entry('is deleted', changed('delete', tunnel, null), 'gate-document-named', 'gate-document-missing'),
  entry('is deleted, and no mapping has it', leftOver(deletion), 'gate-document-deleted'),
  entry(
    'is deleted, and a policy in the same plan names it',
    leftOver(
      deletion,
      added('aws_ssoadmin_permission_set_inline_policy.other', {
        actions: ['no-op'],
        before: policyNaming(name),
        after: policyNaming(name),
      }),
    ),
    'gate-policy-missing',
    'gate-document-named',
  ),
  entry(
    'is renamed',
    changed(
      'create',
      null,
      tunnel,
      added('aws_ssm_document.old', {
        actions: ['delete'],
        before: values(tunnel, { name: 'SSMRunAs-developer-Tunnel-db' }),
        after: null,
      }),
    ),
    'gate-document-named',
    'gate-scp-unseen',
  ),
  entry(
    'is deleted beside a new one that leads elsewhere',
    changed(
      'create',
      null,
      tunnel,
      added('aws_ssm_document.old', {
        actions: ['delete'],
        before: values(leadingTo('old.internal'), { name: 'SSMRunAs-developer-Tunnel-db' }),
        after: null,
      }),
    ),
    'gate-document-deleted',
    'gate-scp-unseen',
  ),
  entry(
    'has a default version that is not the latest',
    settled(
      added(address, {
        actions: ['no-op'],
        before: values(tunnel, { latest_version: '2' }),
        after: values(tunnel),
      }),
    ),
    'gate-document-default-version',
  ),
  entry(
    'is in place before switch',
    switched((document) => document),
  ),
  entry(
    'is not in place before switch',
    switched(() => undefined),
    'gate-documents-incomplete',
  ),
  ...(
    [
      ['of another name', { name: 'X' }],
      ['of another content', { content_sha256: 'x' }],
      ['with another default version', { default_version: '2' }],
      ['with another ARN', { arn: 'arn:aws:ssm:eu-central-1:123456789012:document/X' }],
    ] as const
  ).map(([what, other]) =>
    entry(
      `is ${what} before switch`,
      switched((document) => ({ ...document, ...other })),
      'gate-documents-incomplete',
    ),
  ),
];

function policyNaming(document: string): Json {
  const statement = {
    Effect: 'Allow',
    Action: 'ssm:StartSession',
    Resource: `arn:aws:ssm:*:*:document/${document}`,
  };
  return { inline_policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) };
}
