/** A StackSet whose template somebody else wrote or changed: the plan replaces documents that gate does not know, or cannot see. */
import { jsonencode } from '../../aws/json-text.js';
import type { GateCheck } from '../check.js';
import { behaviourOf } from '../plan-reading.js';
import { isLeftAlone } from '../plan-view.js';

export const stackSetTemplatesBefore: GateCheck = ({ stackSets, report }) => {
  const { sets, former } = stackSets;
  for (const { change, hiddenBefore } of [...sets, ...former]) {
    if (hiddenBefore === undefined || isLeftAlone(change)) continue;
    if (change.before?.template_body === change.after?.template_body) continue;
    report('gate-stack-set-unread', { address: change.address, reason: hiddenBefore });
  }
  for (const { change, wanted, before, after } of sets) {
    for (const { name, content } of wanted.documents) {
      const [found, planned] = [before.get(name)?.content, after.get(name)?.content];
      // The name ends in a hash of the content.
      if (found === undefined || planned !== jsonencode(content)) continue;
      const [had, has] = [behaviourOf(found), behaviourOf(planned)];
      if (had !== has)
        report('gate-document-drifted', { address: change.address, name, before: has, after: had });
    }
  }
};
