/** Plans as Terraform made them, by the name under which they lie in `plans/`. */
import { readCase } from '../plan-case.js';
import { type CorpusEntry, entry } from './entry.js';

const captured: Readonly<Record<string, readonly string[]>> = {
  'documents-first': ['gate-scp-unseen'],
  'documents-settled': [],
  'documents-renamed-carefully': ['gate-scp-unseen'],
  'prepare-said': [],
  'prepare-first': ['gate-default-document-opened'],
  'service-control-first': [],
  'service-control-settled': [],
  'assignments-first': [],
  switch: [],
  'switch-settled': [],
  enforce: [],
  'enforce-settled': [],
  'back-to-switch': [],
  'one-root': ['gate-default-document-opened', 'gate-scp-unseen'],
  'one-root-hidden': [
    'gate-unknown',
    'gate-written-twice',
    'gate-default-document-opened',
    'gate-scp-unseen',
  ],
  'back-to-prepare': ['gate-reopened-early', 'gate-default-document-opened'],
  'attributes-left-to-themselves': ['gate-reopened-without-tag', 'gate-default-document-opened'],
  'attribute-forgotten': ['gate-attribute-lost'],
  'attributes-block-removed': ['gate-attribute-lost', 'gate-attributes-destroyed'],
  'attributes-replaced': ['gate-instance-differs', 'gate-attributes-destroyed'],
  'attributes-without-import': ['gate-attributes-created', 'gate-default-document-opened'],
  'straight-to-enforce': ['gate-tag-deny-early'],
  'first-plan-enforces': ['gate-tag-deny-early', 'gate-documents-unstated'],
  'policies-only': ['gate-tag-deny-early'],
  'foreign-policy-imported': ['gate-default-document-opened', 'gate-policy-foreign'],
  'role-leaves': ['gate-policy-deleted'],
  'permission-sets-swapped': ['gate-policy-deleted', 'gate-documents-incomplete'],
  'policies-attached': ['gate-customer-policy', 'gate-managed-policy'],
  'documents-renamed': ['gate-document-named', 'gate-scp-unseen'],
  'document-user-changed': ['gate-document-user'],
  drifted: ['gate-attribute-vanished', 'gate-policy-drifted'],
  'documents-drifted': ['gate-document-drifted'],
};

export const capturedPlans: readonly CorpusEntry[] = Object.entries(captured).map(([name, codes]) =>
  entry(name, readCase(name), ...codes),
);
