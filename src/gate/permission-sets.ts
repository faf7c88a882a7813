/**
 * Which permission set a resource of a plan belongs to. Plans name permission sets by ARN, mappings by name; what joins
 * them are the permission sets that Terraform read or creates. What merely mentions a permission set proves nothing.
 */
import type { Role, RoleMapping } from '../mapping/model.js';
import { textOf } from '../source/json-value.js';
import { inlinePolicyAddress, permissionSetAddress, types } from '../terraform/plan/addresses.js';
import { plannedAssignments } from '../terraform/plan/assignments.js';
import { mentionsOnly } from './configuration.js';
import type { ResourceChange, TerraformPlan } from './terraform-plan.js';

/**
 * `other`: a permission set that is known not to be a mapped one. `unknown`: it may be any, because its ARN is known only after
 * apply, or because the plan does not show the ARN of each mapped permission set.
 */
export type PermissionSetOf =
  | { readonly kind: 'named'; readonly name: string; readonly arn: string | undefined }
  | { readonly kind: 'other'; readonly arn: string }
  | { readonly kind: 'unknown' };

interface Known {
  readonly name: string;
  readonly arn: string | undefined;
}

export function permissionSetFinder(
  plan: TerraformPlan,
  mapping: RoleMapping,
): (change: ResourceChange) => PermissionSetOf {
  const names = namesByArn(plan, mapping);
  const mayBeMapped = hiddenSetFinder(names, mapping);
  const createdFor = createdSetFinder(plan, mapping);
  return (change) => {
    const arn = textOf((change.after ?? change.before)?.permission_set_arn);
    if (arn === undefined) {
      const name = createdFor(change);
      return name === undefined ? { kind: 'unknown' } : { kind: 'named', name, arn };
    }
    const name = names.get(identityOf(arn));
    if (name !== undefined) return { kind: 'named', name, arn };
    return mayBeMapped(arn) ? { kind: 'unknown' } : { kind: 'other', arn };
  };
}

/**
 * What tells permission sets apart: the ids, by which AWS finds them. An ARN of another partition, in another letter case, or with
 * the form `ins-` of an id that AWS accepts as well, is not taken for somebody else's.
 */
function identityOf(arn: string): string {
  const folded = arn.trim().toLowerCase();
  return /\/(?:sso)?(ins-[^/]+\/ps-.+)$/.exec(folded)?.[1] ?? folded;
}

/** By identity. One ARN may be read twice, by another name once: a mapped permission set must not hide behind it. */
function namesByArn(plan: TerraformPlan, mapping: RoleMapping): ReadonlyMap<string, string> {
  const mapped = mappedNames(mapping);
  const names = new Map<string, string>();
  for (const { arn, name } of knownPermissionSets(plan)) {
    if (arn === undefined) continue;
    const former = names.get(identityOf(arn));
    if (former === undefined || !mapped.has(former)) names.set(identityOf(arn), name);
  }
  for (const { permissionSet } of mapping.roles) {
    if (permissionSet.kind === 'arn') names.set(identityOf(permissionSet.arn), permissionSet.name);
  }
  return names;
}

/** An ARN that nothing explains is a mapped permission set's as long as one of them could have it. */
function hiddenSetFinder(
  names: ReadonlyMap<string, string>,
  { instanceArn, roles }: RoleMapping,
): (arn: string) => boolean {
  const ours = instanceIn(instanceArn);
  const known = new Map<string | undefined, Set<string>>();
  for (const [identity, name] of names) {
    const instance = instanceIn(identity);
    known.set(instance, (known.get(instance) ?? new Set()).add(name));
  }
  const answers = new Map<string | undefined, boolean>();
  return (arn) => {
    const instance = instanceIn(arn);
    if (ours !== undefined && instance !== ours) return false;
    const inInstance = known.get(instance) ?? new Set();
    const answer =
      answers.get(instance) ?? !roles.every(({ permissionSet }) => inInstance.has(permissionSet.name));
    answers.set(instance, answer);
    return answer;
  };
}

/**
 * `arn:aws:sso:::permissionSet/ssoins-…/ps-…` and `arn:aws:sso:::instance/ssoins-…` have the id of the instance; an identity begins
 * with it.
 */
function instanceIn(arn = ''): string | undefined {
  return /(?:^|\/)(?:sso)?(ins-[^/]+)/.exec(arn.trim().toLowerCase())?.[1];
}

/**
 * Only of a permission set that the plan creates is the ARN unknown in the generated module itself. The data source of any
 * other is read while planning, unless something keeps Terraform from it.
 */
function createdSetFinder(
  { changes, configuration }: TerraformPlan,
  mapping: RoleMapping,
): (change: ResourceChange) => string | undefined {
  const ofCreated = ({ permissionSet }: Role) => permissionSet.kind === 'created';
  const roles = new Map([
    ...mapping.roles.filter(ofCreated).map((role) => [inlinePolicyAddress(role), role] as const),
    ...plannedAssignments(mapping)
      .filter(({ role }) => ofCreated(role))
      .map(({ address, role }) => [address, role] as const),
  ]);
  const created = new Map(
    changes
      .filter(({ type, action }) => type === types.permissionSet && action === 'create')
      .map(({ address, after }) => [address, textOf(after?.name)]),
  );
  return ({ address, moduleAddress }) => {
    const prefix = moduleAddress === '' ? '' : `${moduleAddress}.`;
    const role = roles.get(address.slice(prefix.length));
    if (!role) return undefined;
    const reference = { name: permissionSetAddress(role), attribute: 'arn' };
    const { name } = role.permissionSet;
    const isGenerated =
      created.get(`${prefix}${reference.name}`) === name &&
      mentionsOnly(configuration, address, 'permission_set_arn', reference);
    return isGenerated ? name : undefined;
  };
}

export function mappedNames({ roles }: RoleMapping): ReadonlySet<string> {
  return new Set(roles.map(({ permissionSet }) => permissionSet.name));
}

/** Names of the mapped permission sets that the plan reads or manages. */
export function mappedPermissionSets(plan: TerraformPlan, mapping: RoleMapping): ReadonlySet<string> {
  const mapped = mappedNames(mapping);
  return new Set(knownPermissionSets(plan).flatMap(({ name }) => (mapped.has(name) ? [name] : [])));
}

function knownPermissionSets(plan: TerraformPlan): readonly Known[] {
  const read = plan.priorResources.filter(({ type }) => type === types.permissionSet);
  const planned = plan.changes.filter(({ type }) => type === types.permissionSet);
  const all = [
    ...read.map(({ values }) => values),
    ...planned.flatMap(({ before, after }) => [before, after]),
  ];
  return all.flatMap((values) => {
    const name = textOf(values?.name);
    return name === undefined ? [] : [{ name, arn: textOf(values?.arn) }];
  });
}
