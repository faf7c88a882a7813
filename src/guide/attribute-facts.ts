/**
 * What is true of the attribute `SSMSessionRunAs` for access control: what AWS lists before and after it goes, who removes it, and how it
 * comes back. Pure data, no prose.
 */
import { runAsTag } from '../aws/names.js';
import type { Facts } from '../compiled/guide-templates.js';
import { areHeld, attributesRemaining, switchesOff } from '../mapping/attribute-cut-over.js';
import type { RoleMapping } from '../mapping/model.js';
import { stepNames } from '../mapping/step.js';
import { attributesAddress } from '../terraform/plan/addresses.js';

type GuideFacts = Facts['rollout'];

/** Lists of attributes are empty where the module does not hold them. */
export function attributesFacts(mapping: RoleMapping): GuideFacts['attributes'] {
  const { attributes, step } = mapping;
  const { configuration } = attributes;
  const held = areHeld(attributes) ? attributes : undefined;
  const isDisabling = isSwitchedOff(mapping);
  const today = held ? [...held.keep, { key: runAsTag, source: held.removes }] : [];
  const remaining = held ? attributesRemaining(held) : [];
  const keys = new Set(today.map(({ key }) => key));
  return {
    address: addressInState(mapping, attributesAddress),
    isUnstated: configuration === 'unstated',
    isDisabled: configuration === 'disabled',
    isElsewhere: configuration === 'elsewhere',
    isManaged: configuration === 'managed',
    isUnmanaged: configuration === 'unmanaged',
    isKept: held !== undefined && !isDisabling,
    isDisabling,
    isOffAfterwards: configuration === 'disabled' || isDisabling,
    isSaved: step.attribute !== 'gone' && configuration !== 'disabled',
    today,
    remaining,
    added: remaining.map(({ key }) => key).filter((key) => !keys.has(key)),
    isSourceStated: held?.removes !== undefined,
    movedFrom: configuration === 'managed' ? attributes.address : undefined,
  };
}

export function isSwitchedOff({ attributes }: RoleMapping): boolean {
  return areHeld(attributes) && switchesOff(attributes);
}

/** How the attribute goes where the module does not remove it. */
export function removalFacts(mapping: RoleMapping): GuideFacts['removal'] {
  const { configuration } = mapping.attributes;
  const goes = mapping.step.attribute === 'goes';
  return {
    isByOwner: goes && configuration === 'elsewhere',
    isByCall: goes && configuration === 'unmanaged' && isSwitchedOff(mapping),
  };
}

/** How the mapping is edited, and what AWS is given back, on the way from `switch` to `prepare`. */
export function backFacts({ attributes, instanceArn }: RoleMapping): GuideFacts['back'] {
  const rollout = `rollout: ${stepNames[0]}`;
  if (!areHeld(attributes)) {
    const nothing = {
      needsInstanceArn: false,
      removes: undefined,
      needsRemoves: false,
      attributes: undefined,
    };
    return { edits: [rollout], ...nothing };
  }
  const { configuration, keep, removes } = attributes;
  // After a disable no state has the configuration. Otherwise that of the module has it, and a mapping that still says
  // `unmanaged` would make Terraform forget it.
  const afterwards = switchesOff(attributes) ? 'unmanaged' : 'managed';
  return {
    edits: configuration === afterwards ? [rollout] : [`configuration: ${afterwards}`, rollout],
    needsInstanceArn: afterwards === 'unmanaged' && instanceArn === undefined,
    removes: removes === undefined ? undefined : JSON.stringify(removes),
    needsRemoves: removes === undefined,
    attributes:
      removes === undefined
        ? undefined
        : {
            AccessControlAttributes: [...keep, { key: runAsTag, source: removes }].map(({ key, source }) => ({
              Key: key,
              Value: { Source: [source] },
            })),
          },
  };
}

/** For `layout: module` without an address, which only some blocks need; the reader puts the name of the call in. */
const unknownModule = 'module.NAME';

/** In a module whose call has no address in the mapping. */
export const addressInCall = (layout: RoleMapping['output']['layout'], address: string): string =>
  layout === 'root' ? address : `${unknownModule}.${address}`;

/** As the state has it with which the reader plans. */
export function addressInState({ output }: RoleMapping, address: string): string {
  return output.layout === 'root' ? address : `${output.moduleAddress ?? unknownModule}.${address}`;
}
