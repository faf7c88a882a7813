/** What ROLLOUT.md's commands write down of a mapping's service control policies once these are attached. */
import type { Access } from '../../src/access/access.js';
import type { Json } from './edit-plan.js';

export interface Attachment {
  readonly targets: readonly (readonly [id: string, type: 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT'])[];
  /** From each account up to the root. */
  readonly accounts?: readonly (readonly string[])[];
  readonly type?: string;
  readonly managementAccount?: string;
  readonly organization?: string;
  /** What somebody made of the policy. */
  readonly edit?: (policy: Json) => void;
}

export function policiesAsAttached(
  { serviceControlPolicies }: Access,
  {
    targets,
    accounts,
    type = 'SERVICE_CONTROL_POLICY',
    managementAccount = '999999999999',
    organization = 'o-a1b2c3',
    edit,
  }: Attachment,
): readonly string[] {
  return serviceControlPolicies.map((policy, at) => {
    const content = JSON.parse(JSON.stringify(policy));
    edit?.(content);
    const id = `p-${at + 1}`;
    return JSON.stringify({
      policy: {
        Policy: {
          PolicySummary: {
            Id: id,
            Arn: `arn:aws:organizations::${managementAccount}:policy/${organization}/service_control_policy/${id}`,
            Name: `ssm-runas-${at + 1}`,
            Type: type,
          },
          Content: JSON.stringify(content),
        },
      },
      targets: { Targets: targets.map(([TargetId, Type]) => ({ TargetId, Type })) },
      ...(accounts && { accounts }),
    });
  });
}
