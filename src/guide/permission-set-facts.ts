/** The permission sets of ROLLOUT.md: whose inline policies are put in place by whom, and what a plan of them counts. */
import type { Access } from '../access/access.js';
import type { Facts } from '../compiled/guide-templates.js';
import { areHeld } from '../mapping/attribute-cut-over.js';
import type { Role, RoleMapping } from '../mapping/model.js';
import { opensDefaultDocument } from '../mapping/step.js';
import { types } from '../terraform/plan/addresses.js';
import { plannedAssignments } from '../terraform/plan/assignments.js';
import { addressInState, isSwitchedOff, removalFacts } from './attribute-facts.js';
import { digestOf } from './policies-in-force.js';

type GuideFacts = Facts['rollout'];

const permissionSetNames = (roles: readonly Role[]) => roles.map(({ permissionSet }) => permissionSet.name);

export function permissionSetsFacts(mapping: RoleMapping, access: Access): GuideFacts['permissionSets'] {
  const { roles, step } = mapping;
  const open = roles.filter((role) => opensDefaultDocument(step, role));
  /** The team attaches their inline policy. */
  const exported = roles.filter(({ inlinePolicy }) => inlinePolicy.kind === 'export');
  const existing = roles.filter(({ permissionSet }) => permissionSet.kind !== 'created');
  return {
    existing: permissionSetNames(existing).sort(),
    areCreated: existing.length < roles.length,
    merged: existing.flatMap(({ permissionSet, inlinePolicy }) =>
      inlinePolicy.kind === 'merge' ? [{ permissionSet: permissionSet.name, file: inlinePolicy.file }] : [],
    ),
    exported: permissionSetNames(exported),
    /** Those of which AWS is asked whether they have the policies of this step, before the attribute goes. */
    awaited: awaitedPolicies(access, removalFacts(mapping).isByCall ? roles : exported),
    openingDefault: permissionSetNames(open),
    unsaid: permissionSetNames(open.filter(({ sessionsBefore }) => sessionsBefore === undefined)),
  };
}

function awaitedPolicies({ roles }: Access, awaited: readonly Role[]) {
  const policies = new Map(roles.map(({ role, policy }) => [role.name, policy]));
  return awaited
    .map(({ name, permissionSet }) => {
      const policy = policies.get(name);
      if (policy === undefined) throw new Error(`There is no policy of role ${name}`);
      return { name: permissionSet.name, digest: digestOf(policy) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What an import of each assignment needs; AWS knows groups and users by ids only. */
export function assignmentsFacts(mapping: RoleMapping): GuideFacts['assignments'] {
  return plannedAssignments(mapping).map(({ role, assignment, account, address }) => ({
    permissionSet: role.permissionSet.name,
    kind: assignment.kind,
    principal: assignment.principal,
    account,
    address: addressInState(mapping, address),
  }));
}

/** What the plan of `identity-center` counts, and how it is applied. */
export function policiesFacts(mapping: RoleMapping): GuideFacts['policies'] {
  const { roles, step, attributes } = mapping;
  /** Terraform puts their inline policy in place. */
  const placed = roles.filter(({ inlinePolicy }) => inlinePolicy.kind !== 'export');
  const goes = step.attribute === 'goes';
  const goesHere = goes && areHeld(attributes) && !removalFacts(mapping).isByCall;
  return {
    added:
      placed.length +
      roles.filter(({ permissionSet }) => permissionSet.kind === 'created').length +
      plannedAssignments(mapping).length,
    changed: placed.length,
    changedWithAttribute: placed.length + 1,
    late: placed.filter(({ principalTag }) => principalTag === 'forbid').length,
    /** Terraform destroys a resource before it changes what that resource depended on. */
    appliedFirst:
      goesHere && isSwitchedOff(mapping)
        ? placed.map(({ label }) => addressInState(mapping, `${types.inlinePolicy}.${label}`))
        : [],
    /** Terraform does not wait for policies that others attach. */
    areAwaited: goesHere && placed.length < roles.length,
  };
}
