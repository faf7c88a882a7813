/** From a mapping's text to its proof, as `prove` goes about it; throws when the mapping is refused. */
import type { Access } from '../../../src/access/access.js';
import type { PolicyDocument } from '../../../src/iam/policy.js';
import type { RoleMapping } from '../../../src/mapping/model.js';
import { type Proof, prove } from '../../../src/verify/prove.js';
import { compileMapping } from '../../cases/case.js';

export interface Checked {
  readonly mapping: RoleMapping;
  readonly access: Access;
}

export async function checked(text: string): Promise<Checked> {
  const { mapping, access, diagnostics } = await compileMapping(text, 'hcl');
  if (!mapping || !access) throw new Error(JSON.stringify(diagnostics, null, 2));
  return { mapping, access };
}

/** The proof if the first role had this policy. */
export function proveWith({ mapping, access }: Checked, policy: PolicyDocument): Proof {
  const roles = access.roles.map((role, at) =>
    at === 0 ? { ...role, policy, policyText: JSON.stringify(policy) } : role,
  );
  return prove(mapping, { ...access, roles });
}
