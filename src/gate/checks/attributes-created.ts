/** A configuration that Terraform creates has not been read: what it would replace, no plan shows. */
import { areHeld, switchesOff } from '../../mapping/attribute-cut-over.js';
import type { GateCheck } from '../check.js';

export const attributesCreated: GateCheck = ({ view, mapping, report }) => {
  const { attributes } = mapping;
  // The way back from `disable`: what Terraform switched off it switches on again.
  if (areHeld(attributes) && switchesOff(attributes)) return;
  for (const { change, drift } of view.attributes) {
    const wasOurs = drift?.action === 'delete';
    if (change.action === 'create' && !wasOurs)
      report('gate-attributes-created', {}, { address: change.address });
  }
};
