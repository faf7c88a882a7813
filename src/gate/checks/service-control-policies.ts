/**
 * The plan of `service-control-policies/`, where Terraform creates and attaches the policies: each policy must say what the mapping
 * yields, be attached to each target of the mapping, and belong to this mapping. Other plans hold no policy of these names.
 */
import { effectOf } from '../../iam/canonical.js';
import { serviceControlSids } from '../../iam/sids.js';
import { textOf } from '../../source/json-value.js';
import { types } from '../../terraform/plan/addresses.js';
import {
  serviceControlAttachmentAddress,
  serviceControlPolicyAddress,
} from '../../terraform/plan/service-control-policies.js';
import type { GateCheck, GateContext } from '../check.js';
import { mentionsOnly } from '../configuration.js';
import type { ExpectedServiceControlPolicy } from '../expected.js';
import { statementsIn } from '../organizations-policy.js';
import { policyIn } from '../plan-reading.js';
import { isLeftAlone, isRemoved, plannedText } from '../plan-view.js';
import type { ResourceChange } from '../terraform-plan.js';

export const serviceControlPoliciesAsGenerated: GateCheck = (context) => {
  const { mapping, expected, report } = context;
  if (!plansServiceControlPolicies(context)) return;
  for (const [at, policy] of expected.serviceControlPolicies.entries()) {
    const changes = changesNamed(policy.name, context);
    for (const change of changes) judgeChange(change, policy, context);
    const staying = changes.filter((change) => isThere(change) && nameAfter(change) === policy.name);
    if (staying.length === 0) report('gate-scp-missing', { name: policy.name });
    const open = (mapping.serviceControlTargets ?? []).filter(
      (target) => !staying.some((change) => isAttached({ change, at }, target, context)),
    );
    if (staying.length > 0 && open.length > 0)
      report('gate-scp-target-missing', { name: policy.name, targets: open });
  }
};

/** Whether the plan is of the state that has the policies of the mapping. */
export function plansServiceControlPolicies(context: GateContext): boolean {
  return context.expected.serviceControlPolicies.some(({ name }) => changesNamed(name, context).length > 0);
}

/** Whether the resource is, or becomes, a policy of the mapping, and is judged here. */
export function isOwnPolicy(change: ResourceChange, { expected }: GateContext): boolean {
  return expected.serviceControlPolicies.some(({ name }) => names(change).includes(name));
}

/** Of the policies that have the name before or after the plan. */
export function changesNamed(name: string, { plan }: GateContext): readonly ResourceChange[] {
  return plan.changes.filter(
    (change) =>
      change.type === types.serviceControlPolicy && change.mode === 'managed' && names(change).includes(name),
  );
}

const names = ({ before, after }: ResourceChange) => [textOf(before?.name), textOf(after?.name)];

const nameAfter = (change: ResourceChange) => textOf(change.after?.name);

/** Whether Terraform still has the object in its state after apply, and did not delete it in between. */
const isThere = (change: ResourceChange) =>
  !isRemoved(change) && change.action !== 'forget' && change.action !== 'unknown';

function judgeChange(
  change: ResourceChange,
  { name, statements }: ExpectedServiceControlPolicy,
  { expected, report }: GateContext,
): void {
  const { address } = change;
  if (isRemoved(change)) {
    report('gate-scp-deleted', { address, name });
    return;
  }
  if (!isThere(change)) return;
  reportForeign(change, name, expected.protections, report);
  for (const [argument, hidden] of [
    ['content', 'the content of the policy'],
    ['type', 'the type of the policy'],
  ] as const) {
    if (plannedText(change, argument) === 'unknown') report('gate-unknown', { address, hidden });
  }
  if (change.unknown.content === true || change.unknown.type === true) return;
  const after = statementsIn(change.after).effects;
  const known = new Set(statements.map(({ effect }) => effect));
  const missing = statements.filter(({ effect }) => !after.has(effect)).map(({ sid }) => sid);
  const extra = [...after].filter((effect) => !known.has(effect)).length;
  if (missing.length + extra > 0) report('gate-scp-content', { address, name, missing, extra });
}

/** A policy that was imported, or found by its name, may be another mapping's: its documents would lose their protection. */
function reportForeign(
  change: ResourceChange,
  name: string,
  protections: GateContext['expected']['protections'],
  report: GateContext['report'],
): void {
  if (isLeftAlone(change) || change.before === undefined) return;
  const had = policyIn(textOf(change.before.content) ?? '')?.Statement ?? [];
  const kept = new Set(protections.map(({ effect }) => effect));
  const lost = had
    .filter((statement) => !kept.has(effectOf(statement)))
    .flatMap(({ Sid = '' }) => (Sid.startsWith(serviceControlSids.documentOf) ? [Sid] : []));
  if (lost.length > 0) report('gate-scp-foreign', { address: change.address, name, lost });
}

interface OwnPolicy {
  readonly change: ResourceChange;
  readonly at: number;
}

/** A policy that is created has no id yet: then it must be the generated attachment, with the generated reference. */
function isAttached({ change, at }: OwnPolicy, target: string, { plan }: GateContext): boolean {
  const id = textOf(change.after?.id);
  return plan.changes.some((attachment) => {
    if (attachment.type !== types.serviceControlAttachment || attachment.mode !== 'managed') return false;
    if (!isThere(attachment) || plannedText(attachment, 'target_id') !== target) return false;
    const policyId = plannedText(attachment, 'policy_id');
    if (policyId !== 'unknown') return id !== undefined && policyId === id;
    const { moduleAddress } = change;
    const prefix = moduleAddress === '' ? '' : `${moduleAddress}.`;
    const name = serviceControlPolicyAddress(at);
    return (
      change.address === `${prefix}${name}` &&
      attachment.address === `${prefix}${serviceControlAttachmentAddress(at, target)}` &&
      mentionsOnly(plan.configuration, attachment.address, 'policy_id', { name, attribute: 'id' })
    );
  });
}
