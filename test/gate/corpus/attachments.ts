/** Managed policies that somebody attaches beside ours. */
import { added, type Json } from '../edit-plan.js';

export const prior = (plan: Json, name: string) =>
  plan.prior_state.values.root_module.resources.find(({ values }: Json) => values.name === name).values;

const managedPolicy = (plan: Json, policy: string, set = 'LinuxAdmin') => ({
  managed_policy_arn: `arn:aws:iam::aws:policy/${policy}`,
  permission_set_arn: prior(plan, set).arn,
});

export const attach =
  (policy: string, before: 'attached' | 'absent', set?: string) =>
  (plan: Json): void => {
    const values = managedPolicy(plan, policy, set);
    const change =
      before === 'absent'
        ? { actions: ['create'], before: null, after: values }
        : { actions: ['no-op'], before: values, after: values };
    added('aws_ssoadmin_managed_policy_attachment.beside', change)(plan);
  };

/** A permission set that is not mapped. */
export const billing = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1';

export function readBilling(plan: Json): void {
  plan.prior_state.values.root_module.resources.push({
    address: 'data.aws_ssoadmin_permission_set.billing',
    type: 'aws_ssoadmin_permission_set',
    values: { name: 'Billing', arn: billing },
  });
}
