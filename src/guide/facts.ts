/**
 * What is true of a mapping at its step, as the templates of ROLLOUT.md ask for it: names, counts, parts of commands. The sentences and
 * the commands are in `templates/guide`; their compiler makes the type from what they ask for. Pure data, no prose.
 */
import type { Access } from '../access/access.js';
import type { Facts } from '../compiled/guide-templates.js';
import { placeholder, rootBlockNeeded } from '../mapping/attribute-cut-over.js';
import type { Role, RoleMapping } from '../mapping/model.js';
import { documentsOfRole } from '../mapping/role-documents.js';
import { stepNames } from '../mapping/step.js';
import { comment } from '../markdown/markdown.js';
import { types } from '../terraform/plan/addresses.js';
import { headerFor } from '../terraform/plan/file.js';
import { serviceControlFolder } from '../terraform/plan/service-control-policies.js';
import { addressInCall, attributesFacts, backFacts, removalFacts } from './attribute-facts.js';
import { gateFacts, mappingPath } from './gate-facts.js';
import { byAccountFacts, lockFacts, serviceControlFacts, stackSetFacts, usersFacts } from './module-facts.js';
import { logGroups, nodesFacts, sharedKeys } from './node-facts.js';
import { assignmentsFacts, permissionSetsFacts, policiesFacts } from './permission-set-facts.js';

type GuideFacts = Facts['rollout'];

export function guideFacts(mapping: RoleMapping, access: Access, digest: string): GuideFacts {
  const { fileName, roles, accounts, regions, documents, output, instanceArn } = mapping;
  const isRoot = output.layout === 'root';
  const program = output.engine === 'opentofu' ? 'tofu' : 'terraform';
  const inModule = (module: string) => ({
    /** The team's own root calls the modules where there is no root of theirs. */
    terraform: isRoot ? [program, `-chdir=${module}`] : [program],
    plan: isRoot ? `${module}/plan.json` : 'plan.json',
  });
  const identityCenter = inModule('identity-center');
  const current = roles.flatMap(documentsOfRole);
  const byAccount = byAccountFacts(mapping, current.length + documents.previous.length);
  const [firstRole] = roles.map(namesOf);
  if (!firstRole) throw new Error('a mapping has at least one role');
  return {
    header: comment(headerFor(fileName)),
    fileName,
    mappingPath: mappingPath(mapping),
    instanceArn,
    isRoot,
    program,
    step: stepFacts(mapping),
    roles: roles.map(namesOf),
    accounts,
    regions,
    /** What the commands say where the reader puts in each account and Region. */
    example: {
      account: accounts[0] ?? '111122223333',
      region: regions[0] ?? 'eu-central-1',
      role: firstRole,
    },
    attributes: attributesFacts(mapping),
    placeholder,
    needsRootBlock: !isRoot && rootBlockNeeded(mapping.attributes, mapping.step) !== undefined,
    removal: removalFacts(mapping),
    nodes: nodesFacts(roles),
    sharedKeys: sharedKeys(mapping),
    permissionSets: permissionSetsFacts(mapping, access),
    assignments: assignmentsFacts(mapping),
    serviceControl: serviceControlFacts(mapping, access, inModule(serviceControlFolder)),
    deployedBy: documents.deployedBy,
    digest,
    documents: current.map(({ name }) => name),
    forwarding: roles.flatMap(forwardingOf),
    previousDocuments: documents.previous.map(({ name }) => name),
    sessionDocuments: {
      ...inModule('session-documents'),
      count: current.length + documents.previous.length,
      resources: [...current, ...documents.previous].map(({ name, label }) => ({
        name,
        address: addressInCall(output.layout, `${types.document}.${label}`),
      })),
    },
    stackSet: stackSetFacts(mapping, access, inModule('session-documents-stackset')),
    byAccount,
    /** The shell variables that name a state of Terraform, its workspace and its files. */
    state: byAccount ? ['account'] : ['account', 'region'],
    identityCenter,
    nodeUsers: usersFacts(mapping, inModule('node-users')),
    lock: lockFacts(mapping, inModule('default-document')),
    locksLater: mapping.lockedDefault !== undefined && !mapping.step.locksDefaultDocument,
    policies: policiesFacts(mapping),
    gate: gateFacts(mapping, identityCenter.plan),
    ...logGroups(roles),
    back: backFacts(mapping),
  };
}

function namesOf({ permissionSet, osUser, document }: Role) {
  return { permissionSet: permissionSet.name, osUser, document: document.name };
}

/** What people of the role can still use for port forwarding. */
function forwardingOf({ permissionSet, tunnels, awsDocuments }: Role) {
  const kept = [...tunnels.map(({ document }) => document.name), ...awsDocuments];
  return kept.length === 0 ? [] : [{ permissionSet: permissionSet.name, documents: kept }];
}

function stepFacts({ step }: RoleMapping): GuideFacts['step'] {
  const { name, number, attribute, deniesOtherDocuments, expectsNoTag } = step;
  return {
    name,
    number,
    count: stepNames.length,
    before: stepNames[number - 2],
    attributeStays: attribute === 'stays',
    attributeGoes: attribute === 'goes',
    attributeGone: attribute === 'gone',
    deniesOtherDocuments,
    expectsNoTag,
  };
}
