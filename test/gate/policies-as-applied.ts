/** What `terraform output -json` prints in identity-center once a mapping's policies are applied. */
import type { Access } from '../../src/access/access.js';
import type { Json } from './edit-plan.js';

/** `edit` changes the policies by permission set, as an older apply would have left them. */
export function policiesAsApplied({ roles }: Access, edit?: (policies: Json) => void): string {
  const policies = Object.fromEntries(
    roles.map(({ role, policyText }) => [role.permissionSet.name, policyText]),
  );
  edit?.(policies);
  return JSON.stringify({
    inline_policies: { sensitive: false, type: ['map', 'string'], value: policies },
    permission_set_arns: { sensitive: false, type: ['map', 'string'], value: {} },
  });
}
