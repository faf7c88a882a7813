/**
 * A Terraform plan seen by what this program cares about: inline policies by permission set, documents by name, the list
 * of attributes, attached managed policies. Decides nothing; where the plan hides something, the view says `unknown`.
 */
import { runAsTag } from '../aws/names.js';
import { placeholder } from '../mapping/attribute-cut-over.js';
import type { RoleMapping } from '../mapping/model.js';
import { type JsonObject, listOf, objectOf, textOf } from '../source/json-value.js';
import { types } from '../terraform/plan/addresses.js';
import type { ExpectedRole } from './expected.js';
import { mappedPermissionSets, type PermissionSetOf, permissionSetFinder } from './permission-sets.js';
import type { ResourceChange, TerraformPlan } from './terraform-plan.js';

/** A value of the plan: known, absent, or known only after apply. */
export type Planned<T> = T | 'unknown' | undefined;

export interface PolicyChange {
  readonly change: ResourceChange;
  /** The mapped role whose permission set it belongs to; undefined for other permission sets, or when not known. */
  readonly expected: ExpectedRole | undefined;
  readonly permissionSet: PermissionSetOf;
  /** In AWS now. */
  readonly before: string | undefined;
  /** As Terraform last left it; differs from `before` when somebody else changed it. */
  readonly lastApplied: string | undefined;
  readonly after: Planned<string>;
}

export interface DocumentChange {
  readonly change: ResourceChange;
  /** As AWS provider 6 says it; undefined with 5, where it is the provider's. */
  readonly region: string | undefined;
  readonly nameBefore: string | undefined;
  readonly nameAfter: Planned<string>;
  readonly before: string | undefined;
  readonly lastApplied: string | undefined;
  readonly after: Planned<string>;
  /** Of those that AWS has. */
  readonly versions: { readonly default: string; readonly latest: string } | undefined;
}

export interface AttributesChange {
  readonly change: ResourceChange;
  /** Undefined when Terraform knows of no configuration today. */
  readonly before: readonly ListedAttribute[] | undefined;
  /** Empty when the configuration goes, undefined when Terraform only forgets it. */
  readonly after: Planned<readonly ListedAttribute[]>;
  readonly drift: ResourceChange | undefined;
}

export interface ListedAttribute {
  readonly key: string;
  /** Sources, joined; AWS holds exactly one. */
  readonly source: string;
}

export interface PlanView {
  readonly policies: readonly PolicyChange[];
  readonly documents: readonly DocumentChange[];
  readonly attributes: readonly AttributesChange[];
  readonly permissionSetOf: (change: ResourceChange) => PermissionSetOf;
  /** Names of the mapped permission sets that the plan shows anywhere. */
  readonly shownPermissionSets: ReadonlySet<string>;
}

export function viewPlan(
  plan: TerraformPlan,
  mapping: RoleMapping,
  roles: readonly ExpectedRole[],
): PlanView {
  const permissionSetOf = permissionSetFinder(plan, mapping);
  const byName = new Map(roles.map((expected) => [expected.role.permissionSet.name, expected]));
  const drift = new Map(plan.drift.map((change) => [change.address, change]));
  const managed = plan.changes.filter(({ mode }) => mode === 'managed');
  const ofType = (type: string) => managed.filter((change) => change.type === type);
  const lastApplied = (change: ResourceChange) => (drift.get(change.address) ?? change).before;
  return {
    policies: ofType(types.inlinePolicy).map((change) => {
      const permissionSet = permissionSetOf(change);
      return {
        change,
        permissionSet,
        expected: permissionSet.kind === 'named' ? byName.get(permissionSet.name) : undefined,
        before: textOf(change.before?.inline_policy),
        lastApplied: textOf(lastApplied(change)?.inline_policy),
        after: plannedText(change, 'inline_policy'),
      };
    }),
    documents: ofType(types.document).map((change) => ({
      change,
      region: textOf((change.after ?? change.before)?.region),
      nameBefore: textOf(change.before?.name),
      nameAfter: plannedText(change, 'name'),
      before: textOf(change.before?.content),
      lastApplied: textOf(lastApplied(change)?.content),
      after: plannedText(change, 'content'),
      versions: versionsOf(change.before),
    })),
    attributes: ofType(types.attributes).map((change) => ({
      change,
      before: change.before && listedAttributesOf(change.before),
      after: plannedAttributes(change),
      drift: drift.get(change.address),
    })),
    permissionSetOf,
    shownPermissionSets: mappedPermissionSets(plan, mapping),
  };
}

/** Whether Terraform leaves the object in AWS alone. */
export function isLeftAlone({ action }: ResourceChange): boolean {
  return action === 'no-op' || action === 'forget' || action === 'read';
}

export function isRemoved({ action }: ResourceChange): boolean {
  return action === 'delete' || action === 'replace';
}

/** AWS compares keys of tags without letter case. */
export function isRunAs({ key }: Pick<ListedAttribute, 'key'>): boolean {
  return folded(key) === folded(runAsTag);
}

/** Both ways, as Java does it: then the long s of `\u017f` is an s as well. */
const folded = (key: string) => key.toUpperCase().toLowerCase();

/** Stands in for an empty list, and means nothing to anybody. */
export function isPlaceholder({ key }: ListedAttribute): boolean {
  return key === placeholder.key;
}

export function listedAttributesOf(values: JsonObject): readonly ListedAttribute[] {
  return listOf(values.attribute).flatMap((entry) => {
    const attribute = objectOf(entry);
    const key = textOf(attribute?.key);
    if (key === undefined) return [];
    const sources = listOf(attribute?.value).flatMap((value) => listOf(objectOf(value)?.source));
    return [{ key, source: sources.map(spelled).join(', ') }];
  });
}

/** A source is text; anything else must not look like one. */
function spelled(source: unknown): string {
  return typeof source === 'string' ? source : JSON.stringify(source);
}

function plannedAttributes(change: ResourceChange): AttributesChange['after'] {
  if (change.action === 'delete') return [];
  if (holdsTrue(change.unknown.attribute)) return 'unknown';
  return change.after && listedAttributesOf(change.after);
}

function versionsOf(values: JsonObject | undefined): DocumentChange['versions'] {
  const [inUse, latest] = [textOf(values?.default_version), textOf(values?.latest_version)];
  return inUse === undefined || latest === undefined ? undefined : { default: inUse, latest };
}

/** A value of the resource after apply. */
export function plannedText(change: ResourceChange, attribute: string): Planned<string> {
  if (holdsTrue(change.unknown[attribute])) return 'unknown';
  return textOf(change.after?.[attribute]);
}

/** Nested values mark what is unknown deep inside. */
export function holdsTrue(value: unknown): boolean {
  if (value === true) return true;
  return Object.values(objectOf(value) ?? listOf(value)).some(holdsTrue);
}

/** Whether an argument says anything: what is not configured is null or empty in a plan. */
export function isStated(value: unknown): boolean {
  const nothing: readonly unknown[] = [null, undefined, false, '', 0];
  return !nothing.includes(value) && !['[]', '{}'].includes(JSON.stringify(value));
}
