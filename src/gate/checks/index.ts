/** The registry of refusals, in the order in which they are reported: one line each. */
import type { GateCheck } from '../check.js';
import {
  attributesAsGenerated,
  attributesBeforePolicies,
  attributesCreated,
  attributesDestroyed,
  attributesDrifted,
  attributesLost,
} from './attributes.js';
import { defaultDocumentOpened } from './default-document-opened.js';
import { documentGoes, documentsAsGenerated, documentUserChanges } from './documents.js';
import { documentsGuarded } from './documents-guarded.js';
import { documentsInPlace } from './documents-in-place.js';
import { hiddenValues, nothingOfOurs } from './hidden-values.js';
import { managedPolicies } from './managed-policies.js';
import {
  policiesAsGenerated,
  policiesInPlace,
  policiesReopened,
  policyDeleted,
  policyOverwritten,
  tagDenyEarly,
} from './policies.js';

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
