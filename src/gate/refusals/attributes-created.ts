/** A configuration that Terraform creates has not been read: what it would replace, no plan shows. */
import type { Refusal } from '../refusal.js';

export const attributesCreated: Refusal = ({ view, mapping, report }) => {
  const { attributes } = mapping;
  const held = attributes.configuration === 'managed' || attributes.configuration === 'unmanaged';
  // The way back from `disable`: what Terraform switched off it switches on again.
  if (held && attributes.whenNoneRemain === 'disable' && attributes.keep.length === 0) return;
  for (const { change, drift } of view.attributes) {
    const wasOurs = drift?.action === 'delete';
    if (change.action === 'create' && !wasOurs)
      report('gate-attributes-created', {}, { address: change.address });
  }
};
