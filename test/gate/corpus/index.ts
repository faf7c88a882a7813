/** The gate's corpus: plans and what the gate must say of them; one line per file. */
import { appliedPolicies } from './applied-policies.js';
import { appliedServiceControl } from './applied-service-control.js';
import { appliedStackSets } from './applied-stack-sets.js';
import { attributeLists } from './attributes.js';
import { capturedPlans } from './captured-plans.js';
import { documentRunners } from './document-runners.js';
import { documentRunnersInTemplates } from './document-runners-in-templates.js';
import { documents } from './documents.js';
import type { CorpusEntry } from './entry.js';
import { hiddenValues } from './hidden-values.js';
import { nodeUsers } from './node-users.js';
import { organization } from './organization.js';
import { otherWriters } from './other-writers.js';
import { places } from './places.js';
import { policies } from './policies.js';
import { provider6 } from './provider-6.js';
import { relatedPlans } from './relations.js';
import { serviceControlPolicies } from './service-control-policies.js';
import { stackSetInstances } from './stack-set-instances.js';
import { stackSetNames } from './stack-set-names.js';
import { stackSetRoles } from './stack-set-roles.js';
import { stackSetSettings } from './stack-set-settings.js';
import { stackSets } from './stack-sets.js';
import { tunnels } from './tunnels.js';
import { unreadablePlans } from './unreadable-plans.js';
import { weakenedStatements } from './weakened-statements.js';

export const corpus: readonly CorpusEntry[] = [
  ...capturedPlans,
  ...unreadablePlans,
  ...hiddenValues,
  ...attributeLists,
  ...appliedPolicies.map((item) => ({ ...item, name: `applied policies: ${item.name}` })),
  ...policies.map((item) => ({ ...item, name: `policy: ${item.name}` })),
  ...weakenedStatements.map((item) => ({ ...item, name: `before the plan: ${item.name}` })),
  ...documents.map((item) => ({ ...item, name: `document: ${item.name}` })),
  ...places.map((item) => ({ ...item, name: `document by place: ${item.name}` })),
  ...tunnels.map((item) => ({ ...item, name: `tunnel: ${item.name}` })),
  ...[...stackSets, ...stackSetSettings, ...stackSetInstances, ...stackSetNames].map((item) => ({
    ...item,
    name: `StackSet: ${item.name}`,
  })),
  ...appliedStackSets.map((item) => ({ ...item, name: `applied StackSets: ${item.name}` })),
  ...stackSetRoles.map((item) => ({ ...item, name: `role of StackSets: ${item.name}` })),
  ...provider6.map((item) => ({ ...item, name: `provider 6: a document ${item.name}` })),
  ...otherWriters,
  ...relatedPlans,
  ...[...documentRunners, ...documentRunnersInTemplates].map((item) => ({
    ...item,
    name: `runs documents: ${item.name}`,
  })),
  ...nodeUsers.map((item) => ({ ...item, name: `node users: ${item.name}` })),
  ...organization,
  ...serviceControlPolicies.map((item) => ({ ...item, name: `service control policy: ${item.name}` })),
  ...appliedServiceControl.map((item) => ({
    ...item,
    name: `applied service control policies: ${item.name}`,
  })),
];
