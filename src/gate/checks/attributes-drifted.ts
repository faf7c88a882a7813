/** Says which attributes somebody took away outside Terraform: a plan's "before" does not show them any more. */

import type { GateCheck } from '../check.js';
import { listedAttributesOf } from '../plan-view.js';

export const attributesDrifted: GateCheck = ({ view, report }) => {
  for (const { change, drift } of view.attributes) {
    if (!drift?.before) continue;
    const found = drift.after ? listedAttributesOf(drift.after).map(({ key }) => key) : [];
    const gone = listedAttributesOf(drift.before).flatMap(({ key }) => (found.includes(key) ? [] : [key]));
    if (gone.length > 0) report('gate-attribute-vanished', {}, { address: change.address, gone });
  }
};
