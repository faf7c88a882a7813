/** Service control policies by Terraform: whether there are any to attach. How many there are is known only once they are built. */
import { ownGuardrails } from '../merge-settings.js';
import { type Rule, reportIdle } from './context.js';

export const targetsHavePolicies: Rule = ({ mapping, isWritten, report }) => {
  const path = ['serviceControlPolicies'];
  if (!isWritten(path) || ownGuardrails(mapping.guardrails).list !== 'none') return;
  reportIdle(path, 'with `guardrails: none`, which makes no service control policy', report);
};
