/** What may become of documents, in the plan and in the accounts. */
import {
  actions,
  added,
  after,
  at,
  deleted,
  edited,
  type Json,
  withDocuments,
  withMapping,
  without,
} from '../edit-plan.js';
import { type PlanCase, readCase } from '../plan-case.js';
import { type CorpusEntry, documentOf, entry, inlinePolicy } from './entry.js';

const userOf = (user: string) =>
  after(documentOf('developer'), (values) => {
    values.content = values.content.replace('"dev"', `"${user}"`);
  });

export const documents: readonly CorpusEntry[] = [
  entry(
    'another user than the mapping says',
    edited('documents-first', userOf('deve')),
    'gate-document-differs',
    'gate-scp-unseen',
  ),
  entry(
    'content of another order',
    edited(
      'documents-first',
      after(documentOf('developer'), (values) => {
        values.content = JSON.stringify(
          Object.fromEntries(Object.entries(JSON.parse(values.content)).reverse()),
          undefined,
          2,
        );
      }),
    ),
    'gate-scp-unseen',
  ),
  entry(
    'a command document of the same name',
    edited(
      'documents-first',
      after(documentOf('developer'), (values) => {
        values.document_type = 'Command';
      }),
    ),
    'gate-document-differs',
    'gate-scp-unseen',
  ),
  entry(
    'one is missing',
    edited('documents-first', without(documentOf('developer'))),
    'gate-document-missing',
    'gate-scp-unseen',
  ),
  entry(
    'one is deleted',
    edited('documents-settled', deleted(documentOf('developer'))),
    'gate-document-named',
    'gate-document-missing',
  ),
  entry(
    'one that the mapping no longer names is deleted',
    edited(
      'documents-renamed',
      (plan) => {
        plan.resource_changes = plan.resource_changes.filter(
          ({ change }: Json) => change.actions[0] === 'delete',
        );
      },
      addSettledDocuments,
    ),
    'gate-document-deleted',
  ),
  entry('one is deleted that a policy in the same plan names', namedByPolicy(), 'gate-document-named'),
  entry(
    'a document of somebody else is deleted',
    edited(
      'documents-settled',
      added('aws_ssm_document.other', {
        actions: ['delete'],
        before: { name: 'patch', document_type: 'Command', content: '{}' },
        after: null,
      }),
    ),
  ),
  entry(
    'forgotten',
    edited('documents-settled', actions(documentOf('developer'), 'forget'), (plan) => {
      at(plan, documentOf('developer')).change.after = null;
    }),
    'gate-document-missing',
  ),
  entry(
    'outputs of something else',
    withDocuments('enforce', () => ({ vpc_id: { sensitive: false, type: 'string', value: 'vpc-1' } })),
    'gate-documents-unreadable',
    'gate-documents-unstated',
  ),
  entry(
    'the bare value of the output',
    withDocuments('enforce', ({ documents: { value } }) => value),
  ),
  entry(
    'no outputs',
    withDocuments('enforce', () => undefined),
    'gate-documents-unstated',
  ),
  entry(
    'a default version that was rolled back',
    withDocuments('enforce', (outputs) => {
      outputs.documents.value.admin.latest_version = '2';
      return outputs;
    }),
    'gate-documents-incomplete',
  ),
  entry(
    'an account with older documents',
    withDocuments('enforce', (outputs) => {
      outputs.documents.value.admin.content_sha256 = '0'.repeat(64);
      return outputs;
    }),
    'gate-documents-incomplete',
  ),
  entry(
    'an account with other names',
    withDocuments('enforce', (outputs) => {
      outputs.documents.value.admin.name = 'RunAs-admin';
      return outputs;
    }),
    'gate-documents-incomplete',
  ),
  entry(
    'an account whose ARN names another document',
    withDocuments('enforce', (outputs) => {
      const { admin } = outputs.documents.value;
      admin.arn = admin.arn.replace(admin.name, 'RunAs-dba');
      return outputs;
    }),
    'gate-documents-incomplete',
  ),
  entry(
    'an account that lacks a role',
    withDocuments('enforce', (outputs) => {
      delete outputs.documents.value.admin;
      return outputs;
    }),
    'gate-documents-incomplete',
  ),
  entry(
    'one account of two',
    withMapping('prepare-first', (mapping) =>
      mapping.replace('["123456789012"]', '["123456789012", "210987654321"]'),
    ),
    'gate-default-document-opened',
  ),
  entry(
    'outputs of an older version, without ARNs',
    withDocuments('enforce', (outputs) => {
      delete outputs.documents.value.admin.arn;
      return outputs;
    }),
    'gate-documents-uncovered',
  ),
  entry(
    'of another Region',
    withDocuments('enforce', (outputs) => {
      for (const document of Object.values<Json>(outputs.documents.value))
        document.arn = document.arn.replace('eu-central-1', 'eu-west-1');
      return outputs;
    }),
    'gate-documents-uncovered',
  ),
  entry('of a Region that the mapping does not list as well', alsoFrom('eu-west-1', readCase('enforce'))),
  entry(
    'one Region twice',
    alsoFrom(
      'eu-central-1',
      withMapping('enforce', (mapping) => mapping.replace('[eu-central-1]', '[eu-central-1, eu-west-1]')),
    ),
    'gate-policy-differs',
    'gate-documents-uncovered',
  ),
  entry(
    'one Region of two',
    withMapping('enforce', (mapping) => mapping.replace('[eu-central-1]', '[eu-central-1, eu-west-1]')),
    'gate-policy-differs',
    'gate-documents-too-few',
  ),
];

/** The documents that took the place of the old ones, as they stand once they are applied. */
function addSettledDocuments(plan: Json): void {
  const created = JSON.parse(readCase('documents-renamed').plan).resource_changes.filter(
    ({ change }: Json) => change.actions[0] === 'create',
  );
  for (const resource of created)
    plan.resource_changes.push({
      ...resource,
      change: { ...resource.change, actions: ['no-op'], before: resource.change.after },
    });
}

function namedByPolicy(): PlanCase {
  return edited('enforce', (plan) => {
    const { change } = at(plan, inlinePolicy);
    change.before.inline_policy = change.before.inline_policy.replaceAll(
      'SSMRunAs-developer-Session',
      'Old-Session',
    );
    added('aws_ssm_document.old_session', {
      actions: ['delete'],
      before: { name: 'Old-Session', document_type: 'Session', content: '{}' },
      after: null,
    })(plan);
  });
}

/** Another file of outputs, otherwise the same. */
function alsoFrom(region: string, original: PlanCase): PlanCase {
  const others = original.documents.map((text) => text.replaceAll('ssm:eu-central-1:', `ssm:${region}:`));
  return { ...original, documents: [...original.documents, ...others] };
}
