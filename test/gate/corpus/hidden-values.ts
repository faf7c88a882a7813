/** Plans that hide what decides. */
import { actions, at, edited, unknown } from '../edit-plan.js';
import { attach } from './attachments.js';
import { attributes, type CorpusEntry, documentOf, entry, inlinePolicy } from './entry.js';

export const hiddenValues: readonly CorpusEntry[] = [
  entry('the policy is unknown', edited('enforce', unknown(inlinePolicy, 'inline_policy')), 'gate-unknown'),
  entry(
    'the list of attributes is unknown',
    edited('switch', unknown(attributes, 'attribute')),
    'gate-unknown',
  ),
  entry(
    'a source within the list is unknown',
    edited('switch', (plan) => {
      at(plan, attributes).change.after_unknown.attribute = [{}, { value: [{ source: true }] }];
    }),
    'gate-unknown',
  ),
  entry(
    'the content of a document is unknown',
    edited('documents-first', unknown(documentOf('developer'), 'content')),
    'gate-unknown',
    'gate-scp-unseen',
  ),
  entry(
    'the name of a document is unknown',
    edited('documents-first', unknown(documentOf('developer'), 'name')),
    'gate-unknown',
    'gate-document-missing',
    'gate-scp-unseen',
  ),
  entry(
    'an action that is not known',
    edited('switch-settled', actions(inlinePolicy, 'transmogrify')),
    'gate-unknown',
  ),
  entry(
    'a change that is put off',
    edited('switch', (plan) => {
      plan.deferred_changes = [
        { reason: 'provider_config_unknown', resource_change: at(plan, inlinePolicy) },
      ];
    }),
    'gate-unknown',
  ),
  entry(
    'whose policy it is, nobody can say',
    edited('prepare-first', unknown(inlinePolicy, 'permission_set_arn'), (plan) => {
      plan.configuration = {};
    }),
    'gate-unknown',
    'gate-default-document-opened',
  ),
  entry(
    'administrators of some permission set',
    edited(
      'enforce-settled',
      attach('AdministratorAccess', 'absent'),
      unknown('attachment.beside', 'permission_set_arn'),
    ),
    'gate-unknown',
  ),
  entry(
    'readers of some permission set',
    edited(
      'enforce-settled',
      attach('job-function/ViewOnlyAccess', 'absent'),
      unknown('attachment.beside', 'permission_set_arn'),
    ),
  ),
  entry(
    'some policy for a mapped permission set',
    edited(
      'enforce-settled',
      attach('ReadOnlyAccess', 'absent'),
      unknown('attachment.beside', 'managed_policy_arn'),
    ),
    'gate-unknown',
  ),
];
