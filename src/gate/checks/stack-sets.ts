/**
 * What a plan may not do to the StackSets of the documents: differ from the mapping, lose documents that are in use, keep a
 * document of another Linux user open, and take the old name of a document away when it brings the new one.
 */
import { stemOfName } from '../../access/content-names.js';
import { jsonencode } from '../../aws/json-text.js';
import type { StackSetSettings } from '../../mapping/model.js';
import { documentsOfRole, namesOfDocument } from '../../mapping/role-documents.js';
import { type JsonObject, listOf, objectOf, textOf } from '../../source/json-value.js';
import { types } from '../../terraform/plan/addresses.js';
import { callAsOf, type StackSet, toleranceOf } from '../../terraform/plan/stack-set-template.js';
import type { GateCheck, GateContext } from '../check.js';
import { canonicalContent, lineOfPrevious, plannedPolicy, purposeOfDocument } from '../plan-reading.js';
import { holdsTrue, isLeftAlone, isRemoved, isStated } from '../plan-view.js';
import type { StackInstancesChange, StackSetChange } from '../stack-sets.js';
import type { ResourceChange } from '../terraform-plan.js';

export const stackSetsAsGenerated: GateCheck = ({ mapping, stackSets, expected, report }) => {
  const settings = mapping.documents.stackSet;
  if (settings === undefined || stackSets.sets.length + stackSets.instances.length === 0) return;
  for (const { change, wanted } of stackSets.sets)
    compareArguments(
      withoutFilledIn(change),
      argumentsOfSet(change.after ?? {}, wanted, settings),
      neutralOfSet,
      report,
    );
  for (const { change } of stackSets.instances) {
    const compared = argumentsOfInstances(change.after ?? {}, mapping.regions, settings);
    compareArguments(change, compared, neutralOfInstances, report);
  }
  for (const wanted of expected.stackSets) {
    const sets = stackSets.sets.filter((one) => one.wanted === wanted);
    // The loss of its documents has a code of its own.
    if (sets.some(({ change }) => change.action === 'delete')) continue;
    const instances = stackSets.instances.filter((one) => one.wanted === wanted);
    for (const [what, type, changes] of [
      ['StackSet', types.stackSet, sets],
      ['instances', types.stackInstances, instances],
    ] as const) {
      if (changes.some(({ change }) => change.after !== undefined)) continue;
      const address = `${type}.${wanted.label}`;
      report('gate-stack-set-differs', { address, what, expected: wanted.name, after: 'nothing' });
    }
  }
};

/** Arguments as the mapping asks for them and as they are after the plan, by Terraform's names. */
type Arguments = Readonly<Record<string, { readonly wanted: string; readonly found: string }>>;

/** Reports nothing about a resource that the plan removes. */
function compareArguments(
  { address, after, unknown }: ResourceChange,
  compared: Arguments,
  neutral: ReadonlySet<string>,
  report: GateContext['report'],
): void {
  if (after === undefined) return;
  const judged = Object.keys({ ...unknown, ...after }).filter((argument) => !neutral.has(argument));
  const hidden = judged.filter((argument) => holdsTrue(unknown[argument]));
  if (hidden.length > 0) {
    report('gate-unknown', { address, hidden: `its ${hidden.join(' and its ')}` });
    return;
  }
  const others = judged
    .filter((argument) => !Object.hasOwn(compared, argument) && isStated(after[argument]))
    .map((argument) => [argument, { wanted: 'nothing', found: JSON.stringify(after[argument]) }] as const);
  for (const [what, { wanted, found }] of [...Object.entries(compared), ...others])
    if (wanted !== found) report('gate-stack-set-differs', { address, what, expected: wanted, after: found });
}

/** What Terraform or AWS fills in, and what says nothing about what is deployed where. */
const neutralOfSet: ReadonlySet<string> = new Set(
  'arn description id name region stack_set_id tags tags_all timeouts'.split(' '),
);
const neutralOfInstances: ReadonlySet<string> = new Set(
  'accounts id region stack_instance_summaries stack_set_id stack_set_name timeouts'.split(' '),
);

/** Roles that AWS fills in, although StackSets of this kind do not use them: only as they are already. */
const filledIn = ['administration_role_arn', 'execution_role_name'] as const;

function withoutFilledIn(change: ResourceChange): ResourceChange {
  if (change.after === undefined) return change;
  const [after, unknown] = [{ ...change.after }, { ...change.unknown }];
  for (const argument of filledIn) {
    delete unknown[argument];
    if (after[argument] === change.before?.[argument]) delete after[argument];
  }
  return { ...change, after, unknown };
}

function argumentsOfSet(after: JsonObject, { template }: StackSet, settings: StackSetSettings): Arguments {
  const body = textOf(after.template_body);
  return {
    template_body: { wanted: jsonencode(template), found: canonicalContent(body) ?? body ?? 'nothing' },
    permission_model: {
      wanted: 'SERVICE_MANAGED',
      found: textOf(after.permission_model) ?? 'SELF_MANAGED',
    },
    auto_deployment: {
      wanted: statedIn([{ enabled: settings.autoDeploy }]),
      found: statedIn(after.auto_deployment),
    },
    managed_execution: { wanted: statedIn([{ active: true }]), found: statedIn(after.managed_execution) },
    ...argumentsOfBoth(after, settings),
  };
}

function argumentsOfInstances(
  after: JsonObject,
  regions: readonly string[],
  settings: StackSetSettings,
): Arguments {
  const { organizationalUnits, accounts } = settings;
  const targets = {
    organizational_unit_ids: organizationalUnits,
    accounts,
    account_filter_type: accounts.length > 0 ? 'INTERSECTION' : undefined,
  };
  return {
    deployment_targets: { wanted: statedIn([targets]), found: statedIn(after.deployment_targets) },
    regions: { wanted: statedIn([{ regions }]), found: statedIn([{ regions: after.regions }]) },
    ...argumentsOfBoth(after, settings),
  };
}

function argumentsOfBoth(after: JsonObject, settings: StackSetSettings): Arguments {
  const tolerance = toleranceOf(settings);
  const preferences = {
    region_concurrency_type: 'PARALLEL',
    ...(tolerance && {
      [`failure_tolerance_${tolerance.unit}`]: tolerance.failed,
      [`max_concurrent_${tolerance.unit}`]: tolerance.atOnce,
    }),
  };
  return {
    call_as: { wanted: callAsOf(settings), found: textOf(after.call_as) ?? 'SELF' },
    operation_preferences: { wanted: statedIn([preferences]), found: statedIn(after.operation_preferences) },
  };
}

/** What nested blocks say, as one text that can be compared; the order of a list says nothing. */
function statedIn(blocks: unknown): string {
  const stated = listOf(blocks).flatMap((block) =>
    Object.entries(objectOf(block) ?? {})
      // AWS writes no filter as this one.
      .filter(([, value]) => isStated(value) && value !== 'NONE')
      .map(([argument, value]) => {
        const sorted = Array.isArray(value) ? [...value].sort() : value;
        return `${argument} = ${JSON.stringify(sorted)}`;
      }),
  );
  return stated.sort().join(', ') || 'nothing';
}

/**
 * The documents of the former stacks stay in the accounts, so that the new stacks cannot create them. Where Terraform replaces the
 * instances, it updates the StackSet in between: new stacks create what it says then.
 */
export const stackInstancesReplaced: GateCheck = ({ stackSets: { sets, instances }, report }) => {
  for (const { change, wanted } of instances) {
    const { address, action } = change;
    // At another address they are created as well.
    const isMovedTo = (other: StackInstancesChange) =>
      other.wanted === wanted && other.change.after !== undefined && other.change !== change;
    if (action !== 'replace' && !(action === 'delete' && instances.some(isMovedTo))) continue;
    const set = sets.find((one) => one.wanted === wanted);
    const kept = wanted.documents.map(({ name }) => name).filter((name) => !isNewIn(set, name));
    if (kept.length > 0 || action === 'delete')
      report('gate-stack-instances-replaced', { address, name: wanted.name, kept });
  }
};

/** Where the plan does not show what the stacks have had, any document may be there already. */
function isNewIn(set: StackSetChange | undefined, name: string): boolean {
  return set !== undefined && set.before.size > 0 && !set.before.has(name);
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
  for (const { change, before } of context.stackSets.former) {
    if (isLeftAlone(change)) continue;
    for (const [name, { content, isRetained }] of before) {
      if (isRetained) reportOlder(context, change.address, name, content);
      else reportLost(context, change.address, name, false);
    }
  }
};

function reportLost({ mapping, view, report }: GateContext, address: string, name: string, isGone: boolean) {
  // Policies that are applied elsewhere may still name a former content.
  const owner = mapping.roles.find((role) =>
    documentsOfRole(role).flatMap(namesOfDocument).map(stemOfName).includes(stemOfName(name)),
  );
  const policy = view.policies.find(({ before, after }) =>
    [before, after].some((text) => plannedPolicy(text)?.documents.has(name)),
  );
  if (!owner && !policy) return;
  const reason = isGone
    ? `The StackSet is removed, and with it the document of role "${owner?.name ?? 'that a policy names'}".`
    : 'The template that AWS has does not retain it when it is removed.';
  report('gate-document-named', { address, name, action: 'delete', reason });
}

/** People who may still start the older document must get the same Linux user by it. */
function reportOlder({ expected, report }: GateContext, address: string, name: string, content: string) {
  for (const { documents, role } of expected.roles) {
    const models = documentsOfRole(role);
    for (const [at, { content: current }] of documents.entries()) {
      if (models[at]?.older?.includes(name) !== true) continue;
      const [before, after] = [purposeOfDocument(content), purposeOfDocument(jsonencode(current))];
      if (before !== after) report('gate-document-older-user', { address, name, before, after });
    }
  }
}

/** A document that another StackSet has already cannot be created a second time. */
function reportMoved({ stackSets, report }: GateContext, set: StackSetChange): void {
  for (const name of set.after.keys()) {
    if (set.before.has(name)) continue;
    const others = [...stackSets.sets, ...stackSets.former];
    const from = others.find((other) => other !== set && other.before.has(name));
    if (from) report('gate-document-moved', { address: set.change.address, name, from: from.change.address });
  }
}

/** People have the old client, or their account the old policy, for a while: both names must work until all have the new ones. */
export const documentSwapped: GateCheck = ({ mapping, view, report }) => {
  if (mapping.documents.stackSet === undefined) return;
  for (const { change, expected, before, after } of view.policies) {
    if (!expected) continue;
    const [had, has] = [plannedPolicy(before)?.documents, plannedPolicy(after)?.documents];
    if (!had || !has) continue;
    const dropped = expected.documents.flatMap(({ name }) =>
      had.has(name) ? [] : [...had].filter((old) => !has.has(old) && stemOfName(old) === stemOfName(name)),
    );
    if (dropped.length === 0) continue;
    const { previous } = mapping.documents;
    const line = lineOfPrevious([...previous.map(({ name }) => name), ...dropped]);
    report('gate-document-swapped', { address: change.address, names: dropped, line });
  }
};
