/** Says which attributes somebody took away outside Terraform: a plan's "before" does not show them any more. */
import { attributesOf } from '../plan-view.js';
import type { Refusal } from '../refusal.js';

export const attributesDrifted: Refusal = ({ view, report }) => {
  for (const { change, drift } of view.attributes) {
    if (!drift?.before) continue;
    const found = drift.after ? attributesOf(drift.after).map(({ key }) => key) : [];
    const gone = attributesOf(drift.before).flatMap(({ key }) => (found.includes(key) ? [] : [key]));
    if (gone.length > 0) report('gate-attribute-vanished', {}, { address: change.address, gone });
  }
};
