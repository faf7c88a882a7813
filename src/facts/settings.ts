/**
 * What the mapping sets beside roles' documents and policies: the Identity Center instance, its attributes for access
 * control, and what a permission set is created with. One setting each, for a page to list and for a comparison.
 */
import { runAsTag } from '../aws/names.js';
import { areHeld, attributesListed } from '../mapping/attribute-cut-over.js';
import type { AccessControlAttribute, PermissionSet, RoleMapping } from '../mapping/model.js';

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
  // An existing list is taken over by the next step only.
  const isLater = own?.configuration === 'unmanaged' && step.attribute === 'stays';
  return [
    ...setting('Instance', instanceArn),
    { what: 'Configuration', value: attributes.configuration },
    ...setting('Terraform address today', own?.address),
    ...listed(attributesListed(attributes, step), 'Attribute'),
    ...(own && isLater ? listed(own.keep, 'From switch on') : []),
    ...(own && (isLater || step.attribute !== 'stays')
      ? setting(isLater ? 'Until switch' : 'Removed', own.removes, runAsTag)
      : []),
    ...(own && own.keep.length === 0 ? setting('When none remain', own.whenNoneRemain) : []),
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

function listed(attributes: readonly AccessControlAttribute[], what: string): readonly Setting[] {
  return attributes.map(({ key, source }) => ({ what, name: key, value: source }));
}
