/**
 * What the mapping sets beside roles' documents and policies: the Identity Center instance, its attributes for access
 * control, and what a permission set is created with. One setting each, for a page to list and for a comparison.
 */
import { runAsTag } from '../aws/names.js';
import { areHeld, attributesListed } from '../mapping/attribute-cut-over.js';
import type { AttributeCutOver, PermissionSet, RoleMapping } from '../mapping/model.js';
import type { Step } from '../mapping/step.js';

export interface Setting {
  /** In our words. */
  readonly what: string;
  /** Which one of several: the mapping's word, like `value`. */
  readonly name?: string;
  readonly value: string;
}

/** What every permission set of the instance shares. */
export function instanceSettings({ instanceArn, attributes, step }: RoleMapping): readonly Setting[] {
  const own = areHeld(attributes) ? attributes : undefined;
  return [
    ...setting('Instance', instanceArn),
    { what: 'Configuration', value: attributes.configuration },
    ...setting('Terraform address today', own?.address),
    ...attributeSettings(attributes, step),
    ...(own && own.keep.length === 0 ? setting('When none remain', own.whenNoneRemain) : []),
  ];
}

/**
 * The attributes that people have at a step, under the same name at every step: then a comparison of two steps shows what the second one
 * changes. A list in no Terraform state is not listed by the resource before `switch`, but the mapping says what is in it.
 */
function attributeSettings(attributes: AttributeCutOver, step: Step): readonly Setting[] {
  if (!areHeld(attributes)) return [];
  const { configuration, keep, removes } = attributes;
  const isInNoState = configuration === 'unmanaged' && step.attribute === 'stays';
  const listed = isInNoState ? keep : attributesListed(attributes, step);
  return [
    ...listed.map(({ key, source }) => ({ what: 'Attribute', name: key, value: source })),
    ...(isInNoState ? setting('Attribute', removes, runAsTag) : []),
    ...setting('For a rollback, the source of', removes, runAsTag),
  ];
}

/** Nothing for a permission set that is not created here. */
export function createdSettings(permissionSet: PermissionSet): readonly Setting[] {
  if (permissionSet.kind !== 'created') return [];
  const { sessionDuration, relayState, description, tags } = permissionSet.create;
  return [
    ...setting('session duration', sessionDuration),
    ...setting('relay state', relayState),
    ...setting('description', description),
    ...Object.entries(tags)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({ what: 'tag', name, value })),
  ];
}

function setting(what: string, value: string | undefined, name?: string): readonly Setting[] {
  return value === undefined ? [] : [{ what, ...(name !== undefined && { name }), value }];
}
