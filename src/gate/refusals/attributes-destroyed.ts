/** Destroying the configuration switches attributes for access control off for everybody. */

import type { RoleMapping } from '../../mapping/model.js';
import { isRemoved } from '../plan-view.js';
import type { Refusal } from '../refusal.js';

export const attributesDestroyed: Refusal = ({ view, mapping, expected, report }) => {
  const mayGo = saysDisable(mapping) && expected.attributes === undefined;
  for (const { change, before = [] } of view.attributes) {
    if (!isRemoved(change)) continue;
    const action = change.action === 'delete' ? 'delete' : 'replace';
    if (action === 'delete' && mayGo) continue;
    report(
      'gate-attributes-destroyed',
      {},
      { address: change.address, action, keys: before.map(({ key }) => key) },
    );
  }
};

function saysDisable({ attributes, rollout }: RoleMapping): boolean {
  if (attributes.configuration !== 'managed' && attributes.configuration !== 'unmanaged') return false;
  return attributes.whenNoneRemain === 'disable' && attributes.keep.length === 0 && rollout !== 'prepare';
}
