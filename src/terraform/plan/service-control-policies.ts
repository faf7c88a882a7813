/** `scp.json`, `scp-2.json`…: policies for the organisation, as files that AWS Organizations takes as they are. */
import type { Access } from '../../access/access.js';
import { serviceControlPolicyText } from '../../access/service-control-policy.js';
import type { PlannedFile } from './file.js';

/** Without our header: a service control policy may hold nothing but its own elements. */
export function planServiceControlPolicies({ serviceControlPolicies }: Access): PlannedFile[] {
  return serviceControlPolicies.map((policy, at) => ({
    kind: 'verbatim',
    path: serviceControlPolicyPath(at),
    text: serviceControlPolicyText(policy),
    executable: false,
  }));
}

/** Below the output folder; `at` counts from 0. */
export function serviceControlPolicyPath(at: number): string {
  return at === 0 ? 'identity-center/scp.json' : `identity-center/scp-${at + 1}.json`;
}
