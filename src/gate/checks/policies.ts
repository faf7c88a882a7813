/**
 * What a plan may not do to inline policies: differ from what was proven, overwrite or delete, open what was closed, deny the
 * tag too early.
 */

import type { Behind } from '../../diagnostics/catalog/gate-policies.js';
import { shellWord } from '../../shell/quote.js';
import { textOf } from '../../source/json-value.js';
import { types } from '../../terraform/plan/addresses.js';
import { subjectOf } from '../../verify/scenarios/subject.js';
import type { GateCheck, GateContext } from '../check.js';
import { deniesOtherTag } from '../default-document.js';
import type { ExpectedRole } from '../expected.js';
import type { PolicyOutputs } from '../outputs.js';
import {
  closesOtherWays,
  deniesTag,
  isGenerated,
  missingFrom,
  plannedPolicy,
  type Stated,
  sameMeaning,
  statementsMissingFrom,
} from '../plan-reading.js';
import { isLeftAlone, isRemoved, type PolicyChange } from '../plan-view.js';
import { tagOf, takesTagAway } from '../tag.js';

/** What is applied must be what was proven: for each permission set the policy of this mapping, and each of them. */
export const policiesAsGenerated: GateCheck = (context) => {
  const { view, expected, report } = context;
  const planned = new Set<string>();
  for (const { change, expected: own, after } of view.policies) {
    if (!own || after === undefined || change.action === 'forget') continue;
    planned.add(own.role.name);
    if (after === 'unknown') continue;
    const policy = plannedPolicy(after);
    if (policy && sameMeaning(policy, own.policy)) continue;
    report('gate-policy-differs', {
      address: change.address,
      permissionSet: own.role.permissionSet.name,
      missing: policy ? missingFrom(policy, own.policy) : [...own.policy.sids],
      extra: policy ? missingFrom(own.policy, policy) : [after],
    });
  }
  if (!mustHoldPolicies(context)) return;
  for (const { role } of expected.roles) {
    if (role.inlinePolicy.kind === 'export' || planned.has(role.name)) continue;
    report('gate-policy-missing', { role: role.name, permissionSet: role.permissionSet.name });
  }
};

/**
 * A plan with a list of attributes and without a generated policy is that of another Terraform state: the mapping says so, or the
 * policies are shown.
 */
function mustHoldPolicies({ mapping, view, policies }: GateContext): boolean {
  const hasOurs = view.policies.some(({ expected }) => expected !== undefined);
  if (view.attributes.length === 0)
    return hasOurs || view.policies.some(({ permissionSet }) => permissionSet.kind === 'unknown');
  const isElsewhere = mapping.attributes.configuration === 'elsewhere' || policies !== undefined;
  return !isElsewhere || hasOurs;
}

const nothing: Stated = { version: '2012-10-17', statements: new Map() };

/** A permission set has one inline policy: the generated one must not replace one that somebody else wrote. */
export const policyOverwritten: GateCheck = ({ view, report }) => {
  for (const { change, expected, before, lastApplied, after } of view.policies) {
    if (!expected || expected.role.inlinePolicy.kind === 'export' || before === undefined) continue;
    if (isLeftAlone(change) || isRemoved(change)) continue;
    const { address } = change;
    const permissionSet = expected.role.permissionSet.name;
    const found = plannedPolicy(before);
    const ours = plannedPolicy(lastApplied);
    if (ours && isGenerated(ours)) {
      if (found && sameMeaning(found, ours)) continue;
      const gone = missingFrom(found ?? nothing, ours);
      const added = found ? missingFrom(ours, found) : [before];
      report('gate-policy-drifted', { address, permissionSet, gone, added });
      continue;
    }
    const planned = plannedPolicy(after);
    const lost = found ? statementsMissingFrom(planned ?? nothing, found) : [before];
    if (lost.length > 0) report('gate-policy-foreign', { address, permissionSet, lost });
  }
};

/**
 * With our policy its Denies would go, while managed policies and assignments stay. A role with another name has other addresses: Terraform
 * then deletes and creates the same thing, in an order that nothing fixes.
 */
export const policyDeleted: GateCheck = ({ view, plan, report }) => {
  const sets = plan.changes.filter(({ type }) => type === types.permissionSet);
  for (const { change, expected, before, lastApplied } of view.policies) {
    if (!isRemoved(change)) continue;
    const arn = textOf(change.before?.permission_set_arn);
    const gone = sets.find((set) => isRemoved(set) && arn !== undefined && textOf(set.before?.arn) === arn);
    const again = sets.find(
      ({ action, after }) => action === 'create' && gone && after?.name === gone.before?.name,
    );
    if (gone && !again) continue;
    const wasOurs = [before, lastApplied].some((text) => {
      const policy = plannedPolicy(text);
      return policy && isGenerated(policy);
    });
    if (!wasOurs && (!expected || expected.role.inlinePolicy.kind === 'export')) continue;
    const former = view.permissionSetOf({ ...change, after: undefined });
    const permissionSet = former.kind === 'named' ? former.name : (arn ?? 'unknown');
    const successor = view.policies.find(
      (other) =>
        other.change.action === 'create' &&
        other.permissionSet.kind === 'named' &&
        other.permissionSet.name === permissionSet,
    );
    const { address } = change;
    const [from, to] = gone && again ? [gone.address, again.address] : [address, successor?.change.address];
    const command = `terraform state mv ${[from, to].map((one = '') => shellWord(one)).join(' ')}`;
    const move = to === undefined ? undefined : { from, to, command };
    report('gate-policy-deleted', { address, permissionSet, move });
  }
};

/** A permission set that is made anew has no inline policy until another plan brings it. */
export const permissionSetReplaced: GateCheck = ({ view, plan, expected: { roles }, report }) => {
  const brought = new Set(
    view.policies.filter(({ change }) => change.action === 'create').map(({ expected }) => expected),
  );
  for (const { type, action, address, after } of plan.changes) {
    if (type !== types.permissionSet || action !== 'replace') continue;
    const name = textOf(after?.name);
    const own = roles.find(({ role }) => role.permissionSet.name === name);
    if (!own || own.role.inlinePolicy.kind === 'export' || brought.has(own)) continue;
    report('gate-policy-deleted', { address, permissionSet: own.role.permissionSet.name, move: undefined });
  }
};

/**
 * The way back from `switch` to `prepare` opens the default document again. Without the tag its Linux user is neither
 * what the tag nor what the role says.
 */
export const policiesReopened: GateCheck = (context) => {
  const tag = tagOf(context.view.attributes);
  if (tag === 'stays' || (tag === 'is not shown' && context.expected.attributes === undefined)) return;
  for (const policy of context.view.policies) {
    if (!policy.expected || !reopens(policy)) continue;
    const { role } = policy.expected;
    const code = tag === 'comes back' ? 'gate-reopened-early' : 'gate-reopened-without-tag';
    context.report(code, { role: role.name, address: policy.change.address });
  }
};

function reopens({ before, after }: PolicyChange): boolean {
  const planned = plannedPolicy(after);
  return closesOtherWays(plannedPolicy(before)) && planned !== undefined && !closesOtherWays(planned);
}

/**
 * Where the list of attributes is another state's, the plan that takes the tag away holds no policy: that they stand
 * already must be shown.
 */
export const policiesInPlace: GateCheck = (context) => {
  const { mapping, expected, view, policies, report } = context;
  // Where the attribute stays no policy would do: the tag may not go at all.
  if (mapping.step.attribute === 'stays' || holdsPolicies(context)) return;
  const [attributes] = view.attributes.filter(takesTagAway);
  if (!attributes) return;
  const { address } = attributes.change;
  if (!policies) {
    report('gate-policies-unseen', { address });
    return;
  }
  const behind = expected.roles.flatMap((role) => behindOf(role, policies));
  if (behind.length > 0) report('gate-policies-behind', { address, behind }, policies.file);
};

/** A module of which every policy is exported holds none, and is the mapping's all the same. */
function holdsPolicies({ view, expected }: GateContext): boolean {
  if (view.policies.some((policy) => policy.expected !== undefined)) return true;
  return (
    expected.attributes !== undefined &&
    expected.roles.every(({ role }) => role.inlinePolicy.kind === 'export')
  );
}

function behindOf({ role, policy }: ExpectedRole, { policies }: PolicyOutputs): readonly Behind[] {
  const { name: permissionSet } = role.permissionSet;
  const applied = policies.get(permissionSet);
  if (!applied) return [{ permissionSet, lacking: [], extra: [] }];
  const lacking = missingFrom(applied, policy);
  const extra = missingFrom(policy, applied);
  return lacking.length + extra.length === 0 ? [] : [{ permissionSet, lacking, extra }];
}

/** The tag may be denied only after it stopped being sent: sessions that are open keep it for hours to days. */
export const tagDenyEarly: GateCheck = (context) => {
  const reason = whyEarly(context);
  if (!reason) return;
  for (const policy of context.view.policies) {
    if (!policy.expected || !bringsDeny(policy, policy.expected, context)) continue;
    const { address } = policy.change;
    context.report('gate-tag-deny-early', { role: policy.expected.role.name, address, reason });
  }
};

function whyEarly({ view, mapping, expected }: GateContext): 'together' | 'unseen' | undefined {
  if (view.attributes.some(takesTagAway)) return 'together';
  const isListed = expected.attributes !== undefined;
  return mapping.step.attribute === 'gone' && isListed && view.attributes.length === 0 ? 'unseen' : undefined;
}

/** A statement before the plan may have the Sid and deny less. */
function bringsDeny(
  { lastApplied, after }: PolicyChange,
  { access }: ExpectedRole,
  { mapping }: GateContext,
): boolean {
  if (!deniesTag(plannedPolicy(after))) return false;
  return !deniesTag(plannedPolicy(lastApplied)) || !deniesOtherTag(lastApplied, subjectOf(mapping, access));
}
