/** The modules of ROLLOUT.md besides the permission sets': service control policies, StackSets, users on nodes, the default document. */
import type { Access } from '../access/access.js';
import { stemOfName } from '../access/content-names.js';
import { lockedDefaultDocument, lockedUser, logsOfLocked } from '../access/default-document.js';
import { documentGuards } from '../access/service-control-policy.js';
import type { Facts } from '../compiled/guide-templates.js';
import type { RoleMapping } from '../mapping/model.js';
import { types } from '../terraform/plan/addresses.js';
import {
  serviceControlAttachmentAddress,
  serviceControlPolicyAddress,
  serviceControlPolicyName,
  serviceControlPolicyPath,
} from '../terraform/plan/service-control-policies.js';
import { stackSetsOf } from '../terraform/plan/stack-set-template.js';
import { addressInCall } from './attribute-facts.js';

type GuideFacts = Facts['rollout'];

/** How Terraform is called for a module, and the plan of it. */
interface ModuleCommands {
  readonly terraform: readonly string[];
  readonly plan: string;
}

/** With AWS provider 6, which knows the Regions. */
export function byAccountFacts({ output, regions }: RoleMapping, documents: number): GuideFacts['byAccount'] {
  const [firstRegion] = regions;
  if (output.awsProvider !== 6 || firstRegion === undefined) return undefined;
  return { regions, firstRegion, count: documents * regions.length };
}

export function usersFacts(
  { nodeUsers, output: { awsProvider, layout }, regions }: RoleMapping,
  module: ModuleCommands,
): GuideFacts['nodeUsers'] {
  if (nodeUsers === undefined) return undefined;
  const places = awsProvider === 6 ? regions.length : 1;
  return {
    ...module,
    resources: nodeUsers.map(({ name, label }) => ({
      name,
      document: addressInCall(layout, `${types.document}.${label}`),
      association: addressInCall(layout, `${types.association}.${label}`),
    })),
    count: 2 * nodeUsers.length * places,
  };
}

export function lockFacts(mapping: RoleMapping, module: ModuleCommands) {
  if (lockedDefaultDocument(mapping) === undefined) return undefined;
  return { ...module, user: lockedUser, logs: logsOfLocked(mapping) };
}

/** How the team puts the service control policies in place: by commands, or with `serviceControlPolicies` by Terraform. */
export function serviceControlFacts(
  mapping: RoleMapping,
  access: Access,
  module: ModuleCommands,
): GuideFacts['serviceControl'] {
  const guards = new Set(documentGuards(mapping).map(({ Sid }) => Sid));
  const targets = mapping.serviceControlTargets;
  const { layout } = mapping.output;
  const policies = access.serviceControlPolicies.map(({ Statement }, at) => {
    const name = serviceControlPolicyName(mapping, at);
    return {
      name,
      file: serviceControlPolicyPath(mapping, at),
      address: addressInCall(layout, serviceControlPolicyAddress(at)),
      attachments: (targets ?? []).map((target) => ({
        name,
        target,
        address: addressInCall(layout, serviceControlAttachmentAddress(at, target)),
      })),
      evidence: `attached-scp-${at + 1}.json`,
      guards: Statement.some(({ Sid }) => guards.has(Sid)),
    };
  });
  /** One that has only the statement on the tag comes with the last part of the last step. */
  const guarding = policies.filter((policy) => policy.guards);
  return {
    ...module,
    isRoot: layout === 'root',
    policies,
    guarding,
    targets,
    evidence: targets === undefined ? guarding.map(({ evidence }) => evidence) : ['attached-scp.json'],
    added: policies.length * (1 + (targets?.length ?? 0)),
  };
}

export function stackSetFacts(
  mapping: RoleMapping,
  access: Access,
  module: ModuleCommands,
): GuideFacts['stackSet'] {
  const { stackSet } = mapping.documents;
  if (stackSet === undefined) return undefined;
  const sets = stackSetsOf(mapping, access);
  const isDelegated = stackSet.callAs === 'delegated-admin';
  const names = sets.flatMap(({ documents }) => documents.map(({ name }) => name));
  return {
    ...module,
    organizationalUnits: stackSet.organizationalUnits,
    isFiltered: stackSet.accounts.length > 0,
    managementAccount: stackSet.managementAccount,
    isDelegated,
    resources: 2 * sets.length,
    sets: sets.map(({ name }) => ({ name, isDelegated })),
    /** Without the hash of the content. */
    stems: names.map(stemOfName),
    current: names.join(' '),
  };
}
