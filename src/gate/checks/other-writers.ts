/**
 * What else in a plan can write what the mapping is about: other resource types, provisioners and actions of Terraform. What names
 * something of the mapping is refused; of what cannot be read the gate says that it was not read.
 */
import { defaultDocument, runAsTag } from '../../aws/names.js';
import { listOf, objectOf, textOf } from '../../source/json-value.js';
import { types } from '../../terraform/plan/addresses.js';
import type { GateCheck, GateContext } from '../check.js';
import { hasDefaultTags, hasProvisioners, type PlanConfiguration } from '../configuration.js';
import { otherTypes, writtenBy } from '../other-writers.js';
import { mappedNames } from '../permission-sets.js';
import { holdsTrue, isLeftAlone, isRunAs } from '../plan-view.js';
import { changesOfStackSets } from '../stack-sets.js';
import type { ResourceChange } from '../terraform-plan.js';
import { ourUsers } from './node-users.js';

export const otherWriters: GateCheck = (context) => {
  const { plan, stackSets, expected, report } = context;
  // Those of the mapping have a check of their own.
  const own = new Set(changesOfStackSets(stackSets));
  let names: readonly string[] | undefined;
  const mentioned = (text: string) => {
    names ??= namesOf(context);
    return names.filter((name) => mentions(text, name));
  };
  for (const change of plan.changes) {
    const written = isLeftAlone(change) || own.has(change) ? undefined : writtenBy(change);
    // A check of its own compares it to the last argument.
    if (!written || (change.type === types.association && ourUsers(expected, change) !== undefined)) continue;
    const { address } = change;
    const { text, kinds, hides } = written;
    const found = mentioned(text);
    if (found.length > 0 && (kinds.length > 0 || hides !== undefined))
      report('gate-other-writer', {
        address,
        kind: kinds[0] ?? 'content that the plan does not show',
        names: found,
      });
    else if (hides !== undefined) report('gate-other-writer-unseen', { address, does: hides });
    else if (kinds.length > 0)
      report('gate-other-writer-unseen', {
        address,
        does: `contains ${kinds.join(', ')}, and as far as the plan shows their names, these are not in the mapping`,
      });
  }
  for (const { address, text } of plan.invocations) {
    const found = mentioned(text);
    if (found.length > 0) report('gate-other-writer', { address, kind: 'an action', names: found });
    else report('gate-other-writer-unseen', { address, does: 'is an action, which may do anything' });
  }
};

/** Programs that Terraform runs next to a resource when it creates or destroys it. */
export const provisioners: GateCheck = ({ plan, report }) => {
  for (const { mode, action, address } of plan.changes) {
    const runs = action === 'create' || action === 'replace' || action === 'delete' || action === 'unknown';
    if (mode === 'managed' && runs && hasProvisioners(plan.configuration, address))
      report('gate-other-writer-unseen', { address, does: 'has a provisioner, which runs a program' });
  }
};

/** A plan has a change of a data source only if the data source is read during the apply, after this check. */
export const lateReaders: GateCheck = ({ plan, report }) => {
  for (const { mode, action, type, address } of plan.changes) {
    if (mode === 'data' && action !== 'no-op' && runningDataSources.includes(type))
      report('gate-other-writer-unseen', { address, does: 'runs a program when the plan is applied' });
  }
};

/** Data sources that call somebody's program or server. */
const runningDataSources: readonly string[] = [
  'aws_lambda_invocation',
  'external',
  'http',
  'local_command',
  'shell_script',
];

/** What the generated Terraform writes, by the names that another writer would use. */
function namesOf({ mapping, expected, view, plan }: GateContext): readonly string[] {
  const sets = mappedNames(mapping);
  const arns = plan.changes.flatMap((change) => {
    const set = view.permissionSetOf(change);
    return set.kind === 'named' && set.arn !== undefined && sets.has(set.name) ? [set.arn] : [];
  });
  const sids = expected.protections.map(({ sid }) => sid);
  return [
    ...new Set([
      ...sets,
      ...arns,
      ...expected.documents.keys(),
      ...expected.nodeUsers.keys(),
      ...expected.stackSets.map(({ name }) => name),
      defaultDocument,
      runAsTag,
      ...sids,
    ]),
  ];
}

/** As a whole word: a permission set may be called `Admin`. The tag has no letter case. */
function mentions(text: string, name: string): boolean {
  const [within, wanted] = name === runAsTag ? [text.toLowerCase(), name.toLowerCase()] : [text, name];
  for (let at = within.indexOf(wanted); at !== -1; at = within.indexOf(wanted, at + 1)) {
    const [before = '', after = ''] = [within[at - 1], within[at + wanted.length]];
    if (!/[\w-]/.test(before) && !/[\w-]/.test(after)) return true;
  }
  return false;
}

/** The tag on a role or a user decides the Linux user of each session that this principal starts, also against a document. */
export const taggedPrincipals: GateCheck = ({ plan, report }) => {
  for (const change of plan.changes) {
    if (isLeftAlone(change)) continue;
    const { address, type } = change;
    if (type !== otherTypes.role && type !== otherTypes.user && !/^awscc_iam_(?:role|user)$/.test(type))
      continue;
    const [before, after] = [change.before, change.after].map(runAsOf);
    if (holdsTrue(change.unknown.tags) || hidesDefaultTags(plan.configuration, change))
      report('gate-unknown', { address, hidden: 'whether it has the tag SSMSessionRunAs' });
    else if (after !== undefined && after !== before)
      report('gate-tagged-principal', { address, before, after });
  }
};

/** Where a provider adds tags and the plan shows them all, `tags_all` is known; without any it is known only after apply. */
function hidesDefaultTags(configuration: PlanConfiguration, { address, unknown }: ResourceChange): boolean {
  return holdsTrue(unknown.tags_all) && hasDefaultTags(configuration, address);
}

/** Tags are a map, or a list of keys and values; `tags_all` has those of the provider as well. */
function runAsOf(values: ResourceChange['after']): string | undefined {
  const entries = [values?.tags, values?.tags_all].flatMap((tags) => [
    ...Object.entries(objectOf(tags) ?? {}),
    ...listOf(tags).map((tag): [unknown, unknown] => [objectOf(tag)?.key, objectOf(tag)?.value]),
  ]);
  const found = entries.find(([key]) => isRunAs({ key: textOf(key) ?? '' }));
  return found && (textOf(found[1]) ?? '');
}
