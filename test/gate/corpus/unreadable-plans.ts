/** Texts that are no plan, plans that are incomplete, and those of other versions and engines. */
import { type Edit, edited } from '../edit-plan.js';
import { readCase } from '../plan-case.js';
import { policiesAsApplied } from '../policies-as-applied.js';
import { policiesAsAttached } from '../policies-as-attached.js';
import { type CorpusEntry, entry } from './entry.js';

export const unreadablePlans: readonly CorpusEntry[] = [
  entry('not JSON', { ...readCase('switch'), plan: 'Plan: 1 to add' }, 'gate-plan-unreadable'),
  entry(
    'all texts in another encoding',
    {
      ...readCase('switch'),
      policies: policiesAsApplied,
      attachedPolicies: (access) => policiesAsAttached(access, { targets: [] }),
      flaw: 'utf-16',
    },
    'gate-documents-unreadable',
    'gate-scp-unreadable',
    'gate-policies-unreadable',
    'gate-plan-unreadable',
  ),
  entry(
    'a state instead of a plan',
    { ...readCase('switch'), plan: '{"format_version":"1.0","values":{}}' },
    'gate-plan-unreadable',
  ),
  entry(
    'the stream of plan -json',
    { ...readCase('switch'), plan: '{"@level":"info","type":"version"}\n{}' },
    'gate-plan-unreadable',
  ),
  entry(
    'a format of the future',
    edited('switch', (plan) => {
      plan.format_version = '2.0';
    }),
    'gate-plan-format',
  ),
  entry(
    'a later minor version',
    edited('switch', (plan) => {
      plan.format_version = '1.9';
    }),
  ),
  entry(
    'OpenTofu',
    edited('switch', (plan) => {
      plan.terraform_version = '1.10.6';
      delete plan.complete;
      delete plan.applyable;
    }),
  ),
  entry(
    'planning failed',
    edited('switch', (plan) => {
      plan.errored = true;
    }),
    'gate-plan-errored',
  ),
  entry(
    "another team's plan",
    edited('switch', (plan) => {
      plan.resource_changes = [];
      plan.prior_state = {};
    }),
    'gate-plan-unrelated',
  ),
  entry(
    'a key twice',
    {
      ...readCase('enforce-settled'),
      plan: readCase('enforce-settled').plan.replace(
        '"actions":["no-op"]',
        '"actions":["delete"],"actions":["no-op"]',
      ),
    },
    'gate-plan-unreadable',
  ),
  entry(
    'entries that are nothing',
    edited('documents-settled', (plan) => {
      plan.resource_changes.push(null, {}, { address: 'x' });
      plan.prior_state.values.root_module.resources = [null, {}, { address: 'x' }];
    }),
  ),
  entry('a check failed', edited('documents-settled', failing('fail')), 'gate-check-failed'),
  entry('a check could not be made', edited('documents-settled', failing('error')), 'gate-check-failed'),
  entry('a check passed', edited('documents-settled', failing('pass'))),
  entry('a check that only the apply can make', edited('documents-settled', failing('unknown'))),
];

function failing(status: string): Edit {
  return (plan) => {
    plan.checks = [
      {
        address: { kind: 'check', name: 'documents', to_display: 'check.documents' },
        status,
        instances: [
          { address: { to_display: 'check.documents' }, status, problems: [{ message: 'Not the latest.' }] },
        ],
      },
    ];
  };
}
