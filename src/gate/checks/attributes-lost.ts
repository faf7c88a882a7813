/** An update replaces the whole list: nothing but `SSMSessionRunAs` may leave it or come from elsewhere. */

import type { GateCheck } from '../check.js';
import { isPlaceholder, isRunAs } from '../plan-view.js';

export const attributesLost: GateCheck = ({ view, report }) => {
  for (const { change, before = [], after } of view.attributes) {
    if (after === undefined || after === 'unknown') continue;
    for (const attribute of before) {
      if (isPlaceholder(attribute)) continue;
      const { key, source } = attribute;
      if (isRunAs(attribute)) {
        const kept = after.find(isRunAs);
        if (kept && kept.source !== source) {
          report(
            'gate-run-as-changed',
            {},
            { address: change.address, key, before: source, after: kept.source },
          );
        }
        continue;
      }
      const kept = after.find((candidate) => candidate.key === key);
      if (kept?.source === source) continue;
      report(
        'gate-attribute-lost',
        {},
        { address: change.address, key, before: source, after: kept?.source },
      );
    }
  }
};
