/**
 * The attributes for access control: as the model has them, what the generated resource holds at a step of the cut-over,
 * and which block about it only a root module may hold. The rules and the plan both ask here.
 */
import { runAsTag } from '../aws/names.js';
import { defaults } from '../compiled/role-mapping.js';
import type { AccessControlAttribute, AttributeCutOver, PrincipalTagRule, Rollout } from './model.js';
import { placeholder } from './placeholder.js';
import type { WrittenAttributes } from './schema/raw-mapping.js';

/** What policies do with a tag that is still there, unless the mapping says it. */
export const principalTagBy: Readonly<Record<Rollout, PrincipalTagRule>> = {
  prepare: 'ignore',
  switch: 'ignore',
  enforce: 'forbid',
};

export function attributesOf(written: WrittenAttributes | undefined): AttributeCutOver {
  if (written === undefined) return { configuration: 'unstated' };
  const byDefault = defaults.accessControlAttributes.whenNoneRemain;
  const { configuration, keep = {}, removes, address, whenNoneRemain = byDefault } = written;
  if (configuration === 'disabled' || configuration === 'elsewhere') return { configuration };
  const attributes = Object.entries(keep)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, source]) => ({ key, source }));
  return { configuration, keep: attributes, removes, address, whenNoneRemain };
}

/** What the resource lists; nothing where none is generated. */
export function attributesHeld(
  attributes: AttributeCutOver,
  rollout: Rollout,
): readonly AccessControlAttribute[] {
  if (!('keep' in attributes)) return [];
  const { configuration, keep, removes, whenNoneRemain } = attributes;
  const preparing = rollout === 'prepare';
  if (preparing && configuration === 'unmanaged') return [];
  const today = preparing && removes !== undefined ? [{ key: runAsTag, source: removes }] : [];
  const held = [...keep, ...today];
  return held.length === 0 && whenNoneRemain === 'placeholder' ? [placeholder] : held;
}

/** Import blocks are refused in child modules, and a move may come from outside of ours. */
export function rootBlockNeeded(
  attributes: AttributeCutOver,
  rollout: Rollout,
): 'import' | 'moved' | undefined {
  if (!('keep' in attributes) || attributesHeld(attributes, rollout).length === 0) return undefined;
  if (attributes.configuration === 'unmanaged') return 'import';
  return attributes.address === undefined ? undefined : 'moved';
}
