/**
 * Managed policies that are attached to mapped permission sets, by whichever of the provider's four resource types: what they
 * allow adds to the inline policy.
 */
import { judgementOf } from '../../aws/managed-policies.js';
import { listOf, objectOf, textOf } from '../../source/json-value.js';
import type { GateCheck, GateContext } from '../check.js';
import { mappedNames } from '../permission-sets.js';
import { holdsTrue, isLeftAlone } from '../plan-view.js';
import type { ResourceChange } from '../terraform-plan.js';

/** Policies that are also attached: what they allow is added to what the inline policy allows. */
export const managedPolicies: GateCheck = (context) => {
  const mapped = mappedNames(context.mapping);
  for (const change of context.plan.changes.flatMap(bySet)) {
    const attachments = attachmentsOf(change);
    if (!attachments || (change.action === 'delete' && !staysAttached(change))) continue;
    const permissionSet = context.view.permissionSetOf(change);
    if (permissionSet.kind === 'unknown') hiddenSet(context, change, attachments);
    else if (permissionSet.kind === 'named' && mapped.has(permissionSet.name)) {
      attached(context, change, attachments, permissionSet.name);
    }
  }
};

/** Whatever would be found if the permission set were a mapped one is refused; only policies that are harmless pass. */
function hiddenSet(context: GateContext, change: ResourceChange, attachments: Attachments): void {
  const { kind, after, isHidden } = attachments;
  const isHarmless = kind === 'aws' && after.every((policy) => judgementOf(policy).kind === 'harmless');
  const { address } = change;
  if (staysAttached(change)) attached(context, change, attachments, 'that the plan does not show');
  else if (isHidden || !isHarmless) context.report('gate-unknown', { address, hidden: 'its permission set' });
}

function attached(
  { report }: GateContext,
  { address }: ResourceChange,
  { kind, before, after, isHidden }: Attachments,
  permissionSet: string,
): void {
  if (isHidden) report('gate-unknown', { address, hidden: 'the policy that it attaches' });
  for (const policy of after) {
    const isNew = !before.includes(policy);
    if (kind === 'customer') {
      if (isNew) report('gate-customer-policy', { address, permissionSet, policy });
      continue;
    }
    const judgement = judgementOf(policy);
    if (judgement.kind === 'harmful')
      report(isNew ? 'gate-managed-policy' : 'gate-managed-policy-stays', {
        address,
        permissionSet,
        policy,
        harm: judgement.harm,
      });
    else if (judgement.kind === 'unknown' && isNew)
      report('gate-managed-policy-unknown', { address, permissionSet, policy });
  }
}

export interface Attachments {
  readonly kind: 'aws' | 'customer';
  /** ARNs of AWS's own policies, path and name of customer managed ones. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Whether more may be attached than `after` shows. */
  readonly isHidden: boolean;
}

interface Reader {
  readonly kind: Attachments['kind'];
  readonly attribute: string;
  readonly policies: (value: unknown) => readonly string[];
}

const customer: Reader = {
  kind: 'customer',
  attribute: 'customer_managed_policy_reference',
  policies: references,
};

/** A `Map`, which knows no `constructor`. */
export const attachmentReaders: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    'aws_ssoadmin_managed_policy_attachment',
    { kind: 'aws', attribute: 'managed_policy_arn', policies: texts },
  ],
  [
    'aws_ssoadmin_managed_policy_attachments_exclusive',
    { kind: 'aws', attribute: 'managed_policy_arns', policies: texts },
  ],
  ['aws_ssoadmin_customer_managed_policy_attachment', customer],
  ['aws_ssoadmin_customer_managed_policy_attachments_exclusive', customer],
]);

/** Undefined for resources that attach nothing. */
function attachmentsOf(change: ResourceChange): Attachments | undefined {
  const reader = attachmentReaders.get(change.type);
  if (!reader) return undefined;
  const { kind, attribute, policies } = reader;
  const { before, after } = change;
  return {
    kind,
    before: policies(before?.[attribute]),
    after: policies((staysAttached(change) ? before : after)?.[attribute]),
    isHidden: holdsTrue(change.unknown[attribute]),
  };
}

/** Who deletes a resource of exclusive attachments detaches nothing: the AWS provider only stops comparing them. */
function staysAttached(change: ResourceChange): boolean {
  return isLeftAlone(change) || (change.action === 'delete' && isExclusive(change));
}

function isExclusive({ type }: ResourceChange): boolean {
  return type.endsWith('_attachments_exclusive');
}

/** Exclusive attachments that move to another permission set stay attached to the former one. */
function bySet(change: ResourceChange): readonly ResourceChange[] {
  const { before, after, action } = change;
  const moves = action === 'replace' && before?.permission_set_arn !== after?.permission_set_arn;
  if (!moves || !isExclusive(change)) return [change];
  return [{ ...change, action: 'delete', after: undefined, unknown: {} }, change];
}

function texts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? listOf(value) : [value]).flatMap((item) => textOf(item) ?? []);
}

function references(value: unknown): readonly string[] {
  return listOf(value).flatMap((item) => {
    const reference = objectOf(item);
    const name = textOf(reference?.name);
    return name === undefined ? [] : [`${textOf(reference?.path) ?? '/'}${name}`];
  });
}
