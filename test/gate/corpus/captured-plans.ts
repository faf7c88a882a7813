/** Plans as Terraform made them, by the name under which they lie in `plans/`. */
import { readCase } from '../plan-case.js';
import { type CorpusEntry, entry } from './entry.js';

const captured: Readonly<Record<string, readonly string[]>> = {
  'documents-first': [],
  'documents-settled': [],
  'documents-renamed-carefully': [],
  'prepare-first': [],
  switch: [],
  'switch-settled': [],
  enforce: [],
  'enforce-settled': [],
  'back-to-switch': [],
  'one-root': [],
  'one-root-hidden': [],
  'back-to-prepare': ['gate-reopened-early'],
  'attributes-left-to-themselves': ['gate-reopened-without-tag'],
  'attribute-forgotten': ['gate-attribute-lost'],
  'attributes-block-removed': ['gate-attribute-lost', 'gate-attributes-destroyed'],
  'attributes-replaced': ['gate-attributes-destroyed'],
  'attributes-without-import': ['gate-attributes-created'],
  'straight-to-enforce': ['gate-tag-deny-early'],
  'first-plan-enforces': ['gate-tag-deny-early', 'gate-documents-unstated'],
  'policies-only': ['gate-tag-deny-early'],
  'foreign-policy-imported': ['gate-policy-foreign'],
  'role-leaves': ['gate-policy-deleted'],
  'permission-sets-swapped': ['gate-policy-deleted', 'gate-documents-incomplete'],
  'policies-attached': ['gate-customer-policy', 'gate-managed-policy'],
  'documents-renamed': ['gate-document-named'],
  'document-user-changed': ['gate-document-user'],
  drifted: ['gate-attribute-vanished', 'gate-policy-drifted'],
  'documents-drifted': ['gate-document-drifted'],
};

export const capturedPlans: readonly CorpusEntry[] = Object.entries(captured).map(([name, codes]) =>
  entry(name, readCase(name), ...codes),
);
