/**
 * Which permission set a resource of a plan belongs to. Plans name permission sets by ARN, mappings by name; what joins
 * them are the permission sets that Terraform read or creates.
 */
import type { RoleMapping } from '../mapping/model.js';
import { textOf } from '../source/json-value.js';
import { types } from '../terraform/plan/addresses.js';
import { configuredAddress } from './configured-order.js';
import type { ResourceChange, TerraformPlan } from './terraform-plan.js';

/** `other`: some permission set that nothing in the plan names. `unknown`: known only after apply. */
export type PermissionSetOf =
  | { readonly kind: 'named'; readonly name: string; readonly arn: string | undefined }
  | { readonly kind: 'other'; readonly arn: string }
  | { readonly kind: 'unknown' };

interface Known {
  readonly address: string;
  readonly name: string;
  readonly arn: string | undefined;
}

export function permissionSetFinder(
  plan: TerraformPlan,
  mapping: RoleMapping,
): (change: ResourceChange) => PermissionSetOf {
  const known = knownPermissionSets(plan);
  const byArn = new Map<string, string>();
  const byAddress = new Map<string, Known>();
  for (const { permissionSet } of mapping.roles) {
    if (permissionSet.kind === 'arn') byArn.set(permissionSet.arn, permissionSet.name);
  }
  for (const set of known) {
    byAddress.set(set.address, set);
    if (set.arn !== undefined) byArn.set(set.arn, set.name);
  }
  return (change) => {
    const arn = textOf(change.after?.permission_set_arn) ?? arnBefore(change);
    if (arn !== undefined) {
      const name = byArn.get(arn);
      return name === undefined ? { kind: 'other', arn } : { kind: 'named', name, arn };
    }
    const reference = plan.permissionSetReferences.get(configuredAddress(change.address));
    const prefix = change.moduleAddress === '' ? '' : `${change.moduleAddress}.`;
    const referred = reference === undefined ? undefined : byAddress.get(`${prefix}${reference}`);
    return referred ? { kind: 'named', name: referred.name, arn: referred.arn } : { kind: 'unknown' };
  };
}

/** What is deleted has no `after`; anything else whose ARN is not in `after` gets a new one. */
function arnBefore(change: ResourceChange): string | undefined {
  return change.after === undefined ? textOf(change.before?.permission_set_arn) : undefined;
}

/** Names of the mapped permission sets that the plan reads or manages. */
export function mappedPermissionSets(plan: TerraformPlan, mapping: RoleMapping): ReadonlySet<string> {
  const mapped = new Set(mapping.roles.map(({ permissionSet }) => permissionSet.name));
  return new Set(knownPermissionSets(plan).flatMap(({ name }) => (mapped.has(name) ? [name] : [])));
}

function knownPermissionSets(plan: TerraformPlan): readonly Known[] {
  const read = plan.priorResources
    .filter(({ type }) => type === types.permissionSet)
    .map(({ address, values }) => ({ address, values }));
  const planned = plan.changes
    .filter(({ type }) => type === types.permissionSet)
    .flatMap(({ address, before, after }) =>
      [before, after].flatMap((values) => (values ? [{ address, values }] : [])),
    );
  return [...read, ...planned].flatMap(({ address, values }) => {
    const name = textOf(values.name);
    return name === undefined ? [] : [{ address, name, arn: textOf(values.arn) }];
  });
}
