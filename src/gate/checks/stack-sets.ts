/**
 * What a plan may not do to the StackSets of the documents: differ from the mapping, lose documents that are in use, keep a
 * document of another Linux user open, and take the old name of a document away when it brings the new one.
 */
import { stemOfName } from '../../access/content-names.js';
import { jsonencode } from '../../aws/json-text.js';
import { namesOfDocument } from '../../mapping/model.js';
import { type JsonObject, listOf, objectOf, textOf } from '../../source/json-value.js';
import { types } from '../../terraform/plan/addresses.js';
import type { GateCheck, GateContext } from '../check.js';
import { canonicalContent, lineOfPrevious, plannedPolicy, purposeOfDocument } from '../plan-reading.js';
import { holdsTrue, isLeftAlone, isRemoved } from '../plan-view.js';
import { describePlaces, placesOf, type StackSetChange } from '../stack-sets.js';

export const stackSetsAsGenerated: GateCheck = (context) => {
  const { stackSets, expected, report } = context;
  const differs = (address: string, what: string, wanted: string, after: string) =>
    report('gate-stack-set-differs', {}, { address, what, expected: wanted, after });
  for (const { change, wanted, template } of stackSets.sets) {
    if (isRemoved(change) && change.after === undefined) continue;
    const { address } = change;
    if (template === 'unknown') report('gate-unknown', {}, { address, hidden: 'the template' });
    else if (canonicalContent(template) !== jsonencode(wanted.template))
      differs(address, 'template', jsonencode(wanted.template), template ?? 'nothing');
    for (const [what, asked, found] of settingsOf(context, change.after ?? {}))
      if (asked !== found) differs(address, what, asked, found);
  }
  for (const { change } of stackSets.instances) {
    if (isRemoved(change) && change.after === undefined) continue;
    const { address, unknown } = change;
    if (holdsTrue(unknown.deployment_targets) || holdsTrue(unknown.regions))
      report('gate-unknown', {}, { address, hidden: 'the accounts and Regions of the StackSet' });
    else if (placesOf(change.after) !== wantedPlaces(context))
      differs(address, 'accounts and Regions', wantedPlaces(context), placesOf(change.after));
  }
  if (stackSets.sets.length + stackSets.instances.length === 0) return;
  for (const wanted of expected.stackSets) {
    const has = (changes: readonly { readonly wanted: object }[]) =>
      changes.some((one) => one.wanted === wanted);
    if (!has(stackSets.sets))
      differs(`${types.stackSet}.${wanted.label}`, 'StackSet', wanted.name, 'nothing in this plan');
    if (!has(stackSets.instances))
      differs(`${types.stackInstances}.${wanted.label}`, 'instances', wanted.name, 'nothing in this plan');
  }
};

function settingsOf(
  { mapping }: GateContext,
  after: JsonObject,
): readonly (readonly [string, string, string])[] {
  const automatic = objectOf(listOf(after.auto_deployment)[0])?.enabled === true;
  const inside = (value: unknown) => Object.keys(objectOf(value) ?? {}).join(', ') || 'none';
  return [
    ['permission model', 'SERVICE_MANAGED', textOf(after.permission_model) ?? 'SELF_MANAGED'],
    ['automatic deployment', String(mapping.documents.stackSet?.autoDeploy === true), String(automatic)],
    ['parameters', 'none', inside(after.parameters)],
    ['template in another place', 'none', textOf(after.template_url) || 'none'],
  ];
}

function wantedPlaces({ mapping: { documents, regions } }: GateContext): string {
  const { organizationalUnits = [], accounts = [] } = documents.stackSet ?? {};
  return describePlaces({
    units: organizationalUnits.join(', '),
    accounts: accounts.join(', '),
    filter: accounts.length > 0 ? 'INTERSECTION' : '',
    regions: regions.join(', '),
    others: '',
  });
}

/** What leaves a template stays in the accounts only if the template said so; what is deleted with its StackSet is lost to it. */
export const stackSetDocumentGoes: GateCheck = (context) => {
  for (const set of context.stackSets.sets) {
    if (isLeftAlone(set.change)) continue;
    const { address } = set.change;
    const isGone = isRemoved(set.change);
    for (const [name, { content, isRetained }] of set.before) {
      if (!isGone && set.after.has(name)) continue;
      if (isGone || !isRetained) reportLost(context, address, name, isGone);
      else reportOlder(context, address, name, content);
    }
    reportMoved(context, set);
  }
};

function reportLost({ mapping, view, report }: GateContext, address: string, name: string, isGone: boolean) {
  // Policies that are applied elsewhere may still name a former content.
  const owner = mapping.roles.find((role) =>
    [role, ...role.tunnels].some(({ document }) =>
      namesOfDocument(document).map(stemOfName).includes(stemOfName(name)),
    ),
  );
  const policy = view.policies.find(({ before, after }) =>
    [before, after].some((text) => plannedPolicy(text)?.documents.has(name)),
  );
  if (!owner && !policy) return;
  const reason = isGone
    ? `The StackSet is removed, and with it the document of role "${owner?.name ?? 'that a policy names'}".`
    : 'The template that AWS has does not retain it when it is removed.';
  report('gate-document-named', {}, { address, name, action: 'delete', reason });
}

/** People who may still start the older document must get the same Linux user by it. */
function reportOlder({ expected, report }: GateContext, address: string, name: string, content: string) {
  for (const { documents, role } of expected.roles) {
    const models = [role, ...role.tunnels];
    for (const [at, { content: current }] of documents.entries()) {
      if (models[at]?.document.older?.includes(name) !== true) continue;
      const [before, after] = [purposeOfDocument(content), purposeOfDocument(jsonencode(current))];
      if (before !== after) report('gate-document-older-user', {}, { address, name, before, after });
    }
  }
}

/** A document that another StackSet has already cannot be created a second time. */
function reportMoved({ stackSets, report }: GateContext, set: StackSetChange): void {
  for (const name of set.after.keys()) {
    if (set.before.has(name)) continue;
    const from = stackSets.sets.find((other) => other !== set && other.before.has(name));
    if (from)
      report('gate-document-moved', {}, { address: set.change.address, name, from: from.change.address });
  }
}

/** People have the old client, or their account the old policy, for a while: both names must work until all have the new ones. */
export const documentSwapped: GateCheck = ({ mapping, view, report }) => {
  if (mapping.documents.stackSet === undefined) return;
  for (const { change, expected, before, after } of view.policies) {
    if (!expected || isLeftAlone(change)) continue;
    const [had, has] = [plannedPolicy(before)?.documents, plannedPolicy(after)?.documents];
    if (!had || !has) continue;
    const dropped = expected.documents.flatMap(({ name }) =>
      had.has(name) ? [] : [...had].filter((old) => !has.has(old) && stemOfName(old) === stemOfName(name)),
    );
    if (dropped.length === 0) continue;
    const { previous } = mapping.documents;
    const line = lineOfPrevious([...previous.map(({ name }) => name), ...dropped]);
    report('gate-document-swapped', {}, { address: change.address, names: dropped, line });
  }
};
