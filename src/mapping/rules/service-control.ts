/** Service control policies by Terraform: whether there are any to attach. How many there are is known only once they are built. */
import { ownGuardrails } from '../merge-settings.js';
import type { Rule } from './context.js';

export const targetsHavePolicies: Rule = ({ mapping, isWritten, report }) => {
  const path = ['serviceControlPolicies'];
  if (!isWritten(path) || ownGuardrails(mapping.guardrails).list !== 'none') return;
  report(
    'key-without-effect',
    { path, point: 'key' },
    {
      key: 'serviceControlPolicies',
      because: 'with `guardrails: none`, which makes no service control policy',
    },
  );
};
