/**
 * Things that a plan may write only once, and only in the one instance of Identity Center that the mapping is about.
 */
import { textOf } from '../../source/json-value.js';
import type { GateCheck } from '../check.js';
import { plannedText } from '../plan-view.js';
import type { ResourceChange } from '../terraform-plan.js';
import { changesNamed } from './service-control-policies.js';

/** Two resources for one inline policy or one list: each plan looks right, and the order of the changes decides. */
export const writtenTwice: GateCheck = (context) => {
  const { view, stackSets, expected: asked, report } = context;
  const writers = new Map<string, string[]>();
  const add = (what: string, { action, address }: ResourceChange) => {
    if (action === 'delete' || action === 'forget') return;
    writers.set(what, [...(writers.get(what) ?? []), address]);
  };
  for (const { change, expected } of view.policies) {
    if (expected)
      add(`the inline policy of permission set ${JSON.stringify(expected.role.permissionSet.name)}`, change);
  }
  for (const { change } of view.attributes) add('the list of attributes', change);
  for (const { change, wanted } of stackSets.sets) add(`the StackSet ${JSON.stringify(wanted.name)}`, change);
  for (const { change, wanted } of stackSets.instances)
    add(`the instances of the StackSet ${JSON.stringify(wanted.name)}`, change);
  for (const { name } of asked.serviceControlPolicies) {
    for (const change of changesNamed(name, context).filter(({ after }) => after?.name === name))
      add(`the service control policy ${JSON.stringify(name)}`, change);
  }
  for (const [what, addresses] of writers) {
    if (addresses.length > 1) report('gate-written-twice', { what, addresses });
  }
};

/** The same names may stand in another instance, where they mean nothing to the people of this one. */
export const otherInstance: GateCheck = (context) => {
  const ours = [
    ...context.view.policies.flatMap(({ change, expected }) => (expected ? [change] : [])),
    ...context.view.attributes.map(({ change }) => change),
  ];
  const found = ours.flatMap((change) => {
    const instance = instanceOf(change);
    return instance === undefined ? [] : [{ address: change.address, instance }];
  });
  const wanted = context.mapping.instanceArn ?? mostOf(found.map(({ instance }) => instance));
  for (const { address, instance } of found) {
    if (wanted !== undefined && instance !== wanted)
      context.report('gate-instance-differs', { address, found: instance, expected: wanted });
  }
};

function instanceOf(change: ResourceChange): string | undefined {
  const planned = change.after ? plannedText(change, 'instance_arn') : textOf(change.before?.instance_arn);
  return planned === 'unknown' ? undefined : planned;
}

function mostOf(instances: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const instance of instances) counts.set(instance, (counts.get(instance) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}
