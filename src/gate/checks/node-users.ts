/**
 * `nodes.users: association`: the Command document and the association run as root on nodes. Where the plan has them, they must be those
 * of the mapping, to the last argument. Other associations are other writers.
 */
import { nodeUsersAssociation, nodeUsersTargets } from '../../access/node-users.js';
import { jsonencode } from '../../aws/json-text.js';
import type { NodeUsers } from '../../mapping/model.js';
import { type JsonObject, listOf, objectOf, textOf } from '../../source/json-value.js';
import { types } from '../../terraform/plan/addresses.js';
import type { GateCheck, GateContext } from '../check.js';
import type { Expected } from '../expected.js';
import { canonicalContent } from '../plan-reading.js';
import {
  type DocumentChange,
  holdsTrue,
  isLeftAlone,
  isRemoved,
  isStated,
  plannedText,
} from '../plan-view.js';
import type { ResourceChange } from '../terraform-plan.js';
import { unlikeGenerated } from './documents-as-generated.js';

export const nodeUsersAsGenerated: GateCheck = (context) => {
  for (const document of context.view.documents) compareDocument(context, document);
  for (const change of context.plan.changes) {
    if (change.mode === 'managed' && change.type === types.association) compareAssociation(context, change);
  }
};

function compareDocument(
  { expected: { nodeUsers }, report }: GateContext,
  { change, nameBefore = '', nameAfter = '', after }: DocumentChange,
): void {
  const wanted = nodeUsers.get(nameAfter) ?? nodeUsers.get(nameBefore);
  if (wanted === undefined || after === 'unknown' || change.action === 'forget') return;
  const { address } = change;
  const found = isRemoved(change)
    ? 'it is deleted or replaced'
    : nameAfter === wanted.users.name
      ? (unlikeGenerated(change.after ?? {}, 'Command') ??
        (canonicalContent(after) === canonicalContent(wanted.content)
          ? undefined
          : `its content is ${after ?? 'nothing'}`))
      : `its name is ${nameAfter}`;
  if (found !== undefined) report('gate-node-users-differ', { address, name: wanted.users.name, found });
}

function compareAssociation({ expected, report }: GateContext, change: ResourceChange): void {
  const wanted = ourUsers(expected, change);
  if (wanted === undefined || isLeftAlone(change)) return;
  const { address, after, unknown } = change;
  const hidden = Object.keys({ ...nodeUsersAssociation, targets: true, association_name: true }).filter(
    (argument) => holdsTrue(unknown[argument]),
  );
  if (hidden.length > 0) {
    report('gate-unknown', { address, hidden: `its ${hidden.join(' and its ')}` });
    return;
  }
  const found = after === undefined ? 'it is deleted' : differenceOf(after, wanted);
  if (found !== undefined) report('gate-node-users-differ', { address, name: wanted.name, found });
}

/** The first argument that is not as generated, in words. */
function differenceOf(values: JsonObject, users: NodeUsers): string | undefined {
  const wanted: JsonObject = { ...nodeUsersAssociation, association_name: users.name, name: users.name };
  for (const [argument, value] of Object.entries(wanted))
    if (values[argument] !== value) return `its ${argument} is ${JSON.stringify(values[argument] ?? null)}`;
  if (inAnyOrder(targetsIn(values)) !== inAnyOrder(nodeUsersTargets(users)))
    return `its targets are ${JSON.stringify(values.targets ?? null)}`;
  const added = Object.keys(values).find(
    (argument) =>
      !(argument in wanted) && argument !== 'targets' && !neutral.has(argument) && isStated(values[argument]),
  );
  return added === undefined ? undefined : `it has ${added} = ${JSON.stringify(values[added])}`;
}

/** What AWS fills in, and what says nothing about what runs where; the document takes no parameters. */
const neutral: ReadonlySet<string> = new Set(
  'arn association_id id parameters region tags tags_all wait_for_success_timeout_seconds'.split(' '),
);

interface Target {
  readonly key: string;
  readonly values: readonly string[];
}

/** The same for targets, and values of a target, in another order. */
function inAnyOrder(targets: readonly Target[]): string {
  return targets
    .map(({ key, values }) => jsonencode({ key, values: [...values].sort() }))
    .sort()
    .join('\n');
}

function targetsIn(values: JsonObject): readonly Target[] {
  return listOf(values.targets).map((entry) => {
    const target = objectOf(entry);
    return { key: textOf(target?.key) ?? '', values: listOf(target?.values).map(String) };
  });
}

/** The group whose document an association runs; undefined for every other association. */
export function ourUsers({ nodeUsers }: Expected, change: ResourceChange): NodeUsers | undefined {
  const name = change.after === undefined ? textOf(change.before?.name) : plannedText(change, 'name');
  return nodeUsers.get(name ?? '')?.users;
}
