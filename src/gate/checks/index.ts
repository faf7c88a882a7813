/** The registry of refusals, in the order in which they are reported: one line each. */
import type { GateCheck } from '../check.js';
import { attributesAsGenerated } from './attributes-as-generated.js';
import { attributesBeforePolicies } from './attributes-before-policies.js';
import { attributesCreated } from './attributes-created.js';
import { attributesDestroyed } from './attributes-destroyed.js';
import { attributesDrifted } from './attributes-drifted.js';
import { attributesLost } from './attributes-lost.js';
import { defaultDocumentOpened } from './default-document-opened.js';
import { documentGoes } from './document-goes.js';
import { documentUserChanges } from './document-user-changes.js';
import { documentsAsGenerated } from './documents-as-generated.js';
import { documentsGuarded } from './documents-guarded.js';
import { documentsInPlace } from './documents-in-place.js';
import { hiddenValues } from './hidden-values.js';
import { managedPolicies } from './managed-policies.js';
import { nothingOfOurs } from './nothing-of-ours.js';
import { policiesAsGenerated } from './policies-as-generated.js';
import { policiesInPlace } from './policies-in-place.js';
import { policiesReopened } from './policies-reopened.js';
import { policyDeleted } from './policy-deleted.js';
import { policyOverwritten } from './policy-overwritten.js';
import { tagDenyEarly } from './tag-deny-early.js';

export const refusals: readonly GateCheck[] = [
  nothingOfOurs,
  hiddenValues,
  attributesLost,
  attributesDestroyed,
  attributesCreated,
  attributesAsGenerated,
  attributesDrifted,
  attributesBeforePolicies,
  policiesInPlace,
  tagDenyEarly,
  policiesReopened,
  defaultDocumentOpened,
  policyOverwritten,
  policyDeleted,
  policiesAsGenerated,
  managedPolicies,
  documentGoes,
  documentUserChanges,
  documentsAsGenerated,
  documentsGuarded,
  documentsInPlace,
];
