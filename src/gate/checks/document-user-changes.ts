/** A document is one Linux user for good: to change it makes people somebody else at once. */

import type { GateCheck } from '../check.js';
import { linuxUserOf } from '../document-reading.js';

export const documentUserChanges: GateCheck = ({ view, expected, report }) => {
  for (const { change, nameBefore: name, before, lastApplied, after } of view.documents) {
    if (change.action !== 'update' && change.action !== 'replace') continue;
    if (name === undefined || !expected.documents.has(name) || after === undefined || after === 'unknown')
      continue;
    const { address } = change;
    const [found, left, planned] = [linuxUserOf(before), linuxUserOf(lastApplied), linuxUserOf(after)];
    if (found === planned) continue;
    // What somebody else changed is put back: that is a repair, not a change of mind.
    if (left === planned) report('gate-document-drifted', {}, { address, name, before: left, after: found });
    else report('gate-document-user', {}, { address, name, before: found, after: planned });
  }
};
