/** Destroying the configuration switches attributes for access control off for everybody. */
import { areHeld, switchesOff } from '../../mapping/attribute-cut-over.js';
import type { RoleMapping } from '../../mapping/model.js';
import type { GateCheck } from '../check.js';
import { isRemoved } from '../plan-view.js';

export const attributesDestroyed: GateCheck = ({ view, mapping, expected, report }) => {
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

function saysDisable({ attributes, step }: RoleMapping): boolean {
  return areHeld(attributes) && switchesOff(attributes) && step.attribute !== 'stays';
}
