/**
 * Managed policies attached to permission sets, by whichever of the provider's four resource types.
 * Knows their attributes; judges no policy.
 */
import { listOf, objectOf, textOf } from '../source/json-value.js';
import { holdsTrue } from './plan-view.js';
import type { ResourceChange } from './terraform-plan.js';

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

const readers: Readonly<Record<string, Reader>> = {
  aws_ssoadmin_managed_policy_attachment: { kind: 'aws', attribute: 'managed_policy_arn', policies: texts },
  aws_ssoadmin_managed_policy_attachments_exclusive: {
    kind: 'aws',
    attribute: 'managed_policy_arns',
    policies: texts,
  },
  aws_ssoadmin_customer_managed_policy_attachment: {
    kind: 'customer',
    attribute: 'customer_managed_policy_reference',
    policies: references,
  },
  aws_ssoadmin_customer_managed_policy_attachments_exclusive: {
    kind: 'customer',
    attribute: 'customer_managed_policy_reference',
    policies: references,
  },
};

/** Undefined for resources that attach nothing. */
export function attachmentsOf(change: ResourceChange): Attachments | undefined {
  const reader = change.mode === 'managed' ? readers[change.type] : undefined;
  if (!reader) return undefined;
  const { kind, attribute, policies } = reader;
  return {
    kind,
    before: policies(change.before?.[attribute]),
    after: policies(change.after?.[attribute]),
    isHidden: holdsTrue(change.unknown[attribute]),
  };
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
