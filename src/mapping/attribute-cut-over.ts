/**
 * The attributes for access control: as the model has them, what Identity Center holds before and after the cut-over, what
 * the generated resource holds at a step, and which block about it only a root module may hold.
 */

import { runAsTag } from '../aws/names.js';
import { defaults } from '../compiled/role-mapping.js';
import type { AccessControlAttribute, AttributeCutOver, HeldAttributes } from './model.js';
import type { WrittenAttributes } from './schema/raw-mapping.js';
import type { Step } from './step.js';

/** The harmless attribute that `whenNoneRemain: placeholder` keeps, because the provider cannot hold an empty list. */
export const placeholder: AccessControlAttribute = {
  key: 'SsmRunAsGenPlaceholder',
  source: '${path:userName}',
};

export function attributesOf(written: WrittenAttributes | undefined): AttributeCutOver {
  if (written === undefined) return { configuration: 'unstated' };
  const byDefault = defaults.accessControlAttributes.whenNoneRemain;
  const { configuration, keep = {}, removes, address, whenNoneRemain = byDefault } = written;
  if (!isHeldAs(configuration)) return { configuration };
  const attributes = Object.entries(keep)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, source]) => ({ key, source }));
  return { configuration, keep: attributes, removes, address, whenNoneRemain };
}

/** Whether the generated module holds the list, at some step. */
export function areHeld(attributes: AttributeCutOver): attributes is HeldAttributes {
  return 'keep' in attributes;
}

/** The same of what is written; undefined where nothing is, or something wrong. */
export function isHeldAs(
  configuration: AttributeCutOver['configuration'] | undefined,
): configuration is HeldAttributes['configuration'] {
  return configuration === 'unmanaged' || configuration === 'managed';
}

/** Whether no attribute remains and the mapping asks to switch the feature off for the whole instance. */
export function switchesOff({ keep, whenNoneRemain }: HeldAttributes): boolean {
  return keep.length === 0 && whenNoneRemain === 'disable';
}

/** What Identity Center holds when the attribute is gone; nothing where the feature is switched off. */
export function attributesRemaining({
  keep,
  whenNoneRemain,
}: HeldAttributes): readonly AccessControlAttribute[] {
  return keep.length === 0 && whenNoneRemain === 'placeholder' ? [placeholder] : keep;
}

/** What the generated resource lists at a step; nothing where none is generated. */
export function attributesListed(
  attributes: AttributeCutOver,
  step: Step,
): readonly AccessControlAttribute[] {
  if (!areHeld(attributes)) return [];
  if (step.attribute !== 'stays') return attributesRemaining(attributes);
  const { configuration, keep, removes } = attributes;
  if (configuration === 'unmanaged') return [];
  return removes === undefined
    ? attributesRemaining(attributes)
    : [...keep, { key: runAsTag, source: removes }];
}

/** Import blocks are refused in child modules, and a move may come from outside of the generated module. */
export function rootBlockNeeded(attributes: AttributeCutOver, step: Step): 'import' | 'moved' | undefined {
  if (!areHeld(attributes) || attributesListed(attributes, step).length === 0) return undefined;
  if (attributes.configuration === 'unmanaged') return 'import';
  return attributes.address === undefined ? undefined : 'moved';
}
