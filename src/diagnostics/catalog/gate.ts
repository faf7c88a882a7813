/** Findings of `gate`, by what they are about. */

import { gateAttributes } from './gate-attributes.js';
import { gateDocuments } from './gate-documents.js';
import { gatePlan } from './gate-plan.js';
import { gateAppliedPolicies, gatePolicies } from './gate-policies.js';
import { gateServiceControl } from './gate-service-control.js';
import { gateWriters } from './gate-writers.js';

export const gateEntries = {
  ...gatePlan,
  ...gateAttributes,
  ...gateAppliedPolicies,
  ...gatePolicies,
  ...gateDocuments,
  ...gateServiceControl,
  ...gateWriters,
};
