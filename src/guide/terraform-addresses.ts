/** Addresses of the planned resources as they stand in the state that the reader plans with. */
import type { Role, RoleMapping } from '../mapping/model.js';
import { attributesAddress as ownAddress, types } from '../terraform/plan/addresses.js';

/** For `layout: module` without an address, which only some blocks need; the reader puts the name of the call in. */
const unknownModule = 'module.NAME';

export function attributesAddressOf(mapping: RoleMapping): string {
  return seen(mapping, ownAddress);
}

export function inlinePolicyAddressOf(mapping: RoleMapping, role: Role): string {
  return seen(mapping, `${types.inlinePolicy}.${role.label}`);
}

function seen({ output }: RoleMapping, address: string): string {
  return output.layout === 'root' ? address : `${output.moduleAddress ?? unknownModule}.${address}`;
}
