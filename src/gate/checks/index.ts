/** The registry of refusals, in the order in which they are reported: one line each. */
import type { GateCheck } from '../check.js';
import {
  attributesAsGenerated,
  attributesBeforePolicies,
  attributesCreated,
  attributesDestroyed,
  attributesDrifted,
  attributesLost,
  matchedAttributesThere,
  runAsReturns,
} from './attributes.js';
import { defaultDocumentChanged } from './default-document-changed.js';
import { defaultDocumentLocked } from './default-document-locked.js';
import { defaultDocumentOpened } from './default-document-opened.js';
import { documentUserChanges } from './document-users.js';
import { documentVersions } from './document-versions.js';
import { documentsAsGenerated } from './documents-as-generated.js';
import { documentsForOthers } from './documents-for-others.js';
import { documentsGuarded } from './documents-guarded.js';
import { documentsInPlace } from './documents-in-place.js';
import { documentGoes } from './documents-removed.js';
import { hiddenValues, nothingOfOurs } from './hidden-values.js';
import { managedPolicies } from './managed-policies.js';
import { nodeUsersAsGenerated } from './node-users.js';
import { lateReaders, otherWriters, provisioners, taggedPrincipals } from './other-writers.js';
import { destroyPlan, failedChecks } from './plan-itself.js';
import {
  permissionSetReplaced,
  policiesAsGenerated,
  policiesInPlace,
  policiesReopened,
  policyDeleted,
  policyOverwritten,
  tagDenyEarly,
} from './policies.js';
import { serviceControlPoliciesAsGenerated } from './service-control-policies.js';
import { policiesDetached, policiesWeakened } from './service-control-weakened.js';
import { rolesOfStackSets } from './stack-set-roles.js';
import { stackSetTemplatesBefore } from './stack-set-templates.js';
import {
  documentSwapped,
  stackInstancesReplaced,
  stackSetDocumentGoes,
  stackSetsAsGenerated,
} from './stack-sets.js';
import { assignmentsInPlan, mappedAssignments, mappedBoundaries } from './who-gets-it.js';
import { otherInstance, writtenTwice } from './written-twice.js';

export const refusals: readonly GateCheck[] = [
  nothingOfOurs,
  destroyPlan,
  failedChecks,
  hiddenValues,
  writtenTwice,
  otherInstance,
  attributesLost,
  matchedAttributesThere,
  runAsReturns,
  attributesDestroyed,
  attributesCreated,
  attributesAsGenerated,
  attributesDrifted,
  attributesBeforePolicies,
  policiesInPlace,
  tagDenyEarly,
  policiesReopened,
  defaultDocumentOpened,
  defaultDocumentChanged,
  defaultDocumentLocked,
  policyOverwritten,
  policyDeleted,
  permissionSetReplaced,
  policiesAsGenerated,
  managedPolicies,
  mappedAssignments,
  assignmentsInPlan,
  mappedBoundaries,
  otherWriters,
  provisioners,
  lateReaders,
  taggedPrincipals,
  rolesOfStackSets,
  serviceControlPoliciesAsGenerated,
  policiesWeakened,
  policiesDetached,
  documentGoes,
  documentUserChanges,
  documentVersions,
  documentsAsGenerated,
  documentsForOthers,
  stackSetsAsGenerated,
  stackInstancesReplaced,
  stackSetDocumentGoes,
  stackSetTemplatesBefore,
  documentSwapped,
  documentsGuarded,
  nodeUsersAsGenerated,
  documentsInPlace,
];
