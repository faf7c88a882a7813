/**
 * What a plan may not do to the list of attributes for access control: lose or change one, create or destroy it, take
 * `SSMSessionRunAs` away before the policies stand.
 */

import { areHeld, switchesOff } from '../../mapping/attribute-cut-over.js';
import type { RoleMapping } from '../../mapping/model.js';
import { subjectOf } from '../../verify/scenarios/subject.js';
import type { GateCheck } from '../check.js';
import { waitsFor } from '../configuration.js';
import { deniesDefaultDocument } from '../default-document.js';
import { closesOtherWays, plannedPolicy } from '../plan-reading.js';
import {
  isLeftAlone,
  isPlaceholder,
  isRemoved,
  isRunAs,
  type ListedAttribute,
  listedAttributesOf,
  type PolicyChange,
} from '../plan-view.js';
import { takesTagAway } from '../tag.js';
import type { ResourceChange } from '../terraform-plan.js';

/** Where the mapping yields a list of attributes, the plan must lead to that list. */
export const attributesAsGenerated: GateCheck = ({ view, mapping, expected, report }) => {
  for (const { change, after } of view.attributes) {
    if (after === undefined || after === 'unknown' || change.action === 'delete') continue;
    const meant = expected.attributes ?? meantInstead(mapping, change, after);
    if (!meant || sorted(after).join() === sorted(meant).join()) continue;
    report('gate-attributes-differ', {
      address: change.address,
      planned: spelled(after),
      expected: spelled(meant),
    });
  }
};

/**
 * A list that is not generated at this step may stay as it is. Where the mapping says which attributes there are, a list that
 * changes must become that one; what becomes of `SSMSessionRunAs` is for other checks.
 */
function meantInstead(
  { attributes }: RoleMapping,
  change: ResourceChange,
  after: readonly ListedAttribute[],
): readonly ListedAttribute[] | undefined {
  if (!areHeld(attributes) || isLeftAlone(change)) return undefined;
  return [...attributes.keep, ...after.filter((one) => isRunAs(one) || isPlaceholder(one))];
}

/** As JSON, for a key and a source may hold whatever would stand between them. */
const sorted = (attributes: readonly ListedAttribute[]) =>
  attributes.map(({ key, source }) => JSON.stringify([key, source])).sort();

const spelled = (attributes: readonly ListedAttribute[]) =>
  attributes.map(({ key, source }) => `${key}=${source}`).sort();

/**
 * The tag may go only when the policies that close the default document stand. Within one plan that is a question of
 * order: Terraform destroys before it updates, and orders updates only where it is told to.
 */
export const attributesBeforePolicies: GateCheck = (context) => {
  const { mapping, plan, expected, view, report } = context;
  for (const attributes of view.attributes.filter(takesTagAway)) {
    const { address } = attributes.change;
    if (mapping.step.attribute === 'stays') {
      const roles = expected.roles.map(({ role }) => role.name);
      report('gate-attributes-first', { address, reason: 'preparing', roles });
      continue;
    }
    const reason = isRemoved(attributes.change) ? 'destroyed' : 'unordered';
    const isFirst = (policy: PolicyChange) =>
      reason === 'unordered' && waitsFor(plan.configuration, address, policy.change.address);
    const roles = view.policies
      .filter((policy) => arrives(policy, mapping) && !isFirst(policy))
      .flatMap((policy) => policy.expected?.role.name ?? []);
    if (roles.length > 0) report('gate-attributes-first', { address, reason, roles });
  }
};

/** Whether this plan takes the default document from the people of a role. A statement before it may have the Sid and deny less. */
function arrives({ before, after, expected }: PolicyChange, mapping: RoleMapping): boolean {
  if (!expected || !closesOtherWays(plannedPolicy(after))) return false;
  return (
    !closesOtherWays(plannedPolicy(before)) ||
    !deniesDefaultDocument(before, subjectOf(mapping, expected.access))
  );
}

/**
 * The attribute may come, or come from elsewhere, only in a rollback to the time before the cut-over, and only as the mapping
 * says that it was.
 */
export const runAsReturns: GateCheck = ({ view, mapping, report }) => {
  const { attributes, step } = mapping;
  const former = areHeld(attributes) && step.attribute === 'stays' ? attributes.removes : undefined;
  for (const { change, before = [], after } of view.attributes) {
    if (after === undefined || after === 'unknown' || before.some(isRunAs)) continue;
    for (const { key, source } of after.filter(isRunAs)) {
      if (source !== former) report('gate-run-as-returns', { address: change.address, key, after: source });
    }
  }
};

/** A configuration that Terraform creates has not been read: what it would replace, no plan shows. */
export const attributesCreated: GateCheck = ({ view, mapping, report }) => {
  const { attributes } = mapping;
  // The way back from `disable`: what Terraform switched off it switches on again. With `disabled` there is no list to replace.
  if (areHeld(attributes) ? switchesOff(attributes) : attributes.configuration === 'disabled') return;
  for (const { change, drift } of view.attributes) {
    const wasOurs = drift?.action === 'delete';
    if (change.action === 'create' && !wasOurs)
      report('gate-attributes-created', { address: change.address });
  }
};

/** Destroying the configuration switches attributes for access control off for everybody. */
export const attributesDestroyed: GateCheck = ({ view, mapping, expected, report }) => {
  const mayGo = saysDisable(mapping) && expected.attributes === undefined;
  for (const { change, before = [] } of view.attributes) {
    if (!isRemoved(change)) continue;
    const action = change.action === 'delete' ? 'delete' : 'replace';
    if (action === 'delete' && mayGo) continue;
    report('gate-attributes-destroyed', {
      address: change.address,
      action,
      keys: before.map(({ key }) => key),
    });
  }
};

function saysDisable({ attributes, step }: RoleMapping): boolean {
  return areHeld(attributes) && switchesOff(attributes) && step.attribute !== 'stays';
}

/** Where another state has the list, it must have what nodes are matched with. What it had before is not lost: that is said elsewhere. */
export const matchedAttributesThere: GateCheck = ({ view, mapping, report }) => {
  if (areHeld(mapping.attributes)) return;
  const needed = new Set(mapping.roles.flatMap(({ nodes }) => Object.values(nodes.matchTags)));
  for (const { change, before = [], after } of view.attributes) {
    if (after === undefined || after === 'unknown') continue;
    const known = new Set([...before, ...after].map(({ key }) => key));
    for (const key of needed)
      if (!known.has(key)) report('gate-attribute-missing', { address: change.address, key });
  }
};

/** Says which attributes somebody took away outside Terraform: a plan's "before" does not show them any more. */
export const attributesDrifted: GateCheck = ({ view, report }) => {
  for (const { change, drift } of view.attributes) {
    if (!drift?.before) continue;
    const found = drift.after ? listedAttributesOf(drift.after).map(({ key }) => key) : [];
    const gone = listedAttributesOf(drift.before).flatMap(({ key }) => (found.includes(key) ? [] : [key]));
    if (gone.length > 0) report('gate-attribute-vanished', { address: change.address, gone });
  }
};

/**
 * An update replaces the whole list: nothing but `SSMSessionRunAs` may leave it. Where the mapping lists what stays, nothing may
 * come from elsewhere either; where it does not, the sources are the business of whoever owns the list.
 */
export const attributesLost: GateCheck = ({ view, mapping, report }) => {
  for (const { change, before = [], after } of view.attributes) {
    if (after === undefined || after === 'unknown') continue;
    for (const attribute of before) {
      if (isPlaceholder(attribute)) continue;
      const { key, source } = attribute;
      if (isRunAs(attribute)) {
        const other = after.filter(isRunAs).find((kept) => kept.source !== source);
        if (other) {
          report('gate-run-as-changed', {
            address: change.address,
            key,
            before: source,
            after: other.source,
          });
        }
        continue;
      }
      const kept = after.filter((candidate) => candidate.key === key);
      const other = kept.find((candidate) => candidate.source !== source);
      if (kept.length > 0 && (other === undefined || !areHeld(mapping.attributes))) continue;
      report('gate-attribute-lost', { address: change.address, key, before: source, after: other?.source });
    }
  }
};
