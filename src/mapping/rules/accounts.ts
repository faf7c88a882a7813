/** Whether the accounts of the documents are known where the policies need them. */
import type { Rule } from './context.js';

export const accountsStated: Rule = ({ isStated, mapping, report }) => {
  if (isStated(['accounts']) || mapping.arns === 'accounts') return;
  report('accounts-unstated', { path: ['accounts'], point: 'key' }, {});
};

export const arnsHaveAccounts: Rule = ({ isStated, mapping, report }) => {
  if (mapping.arns !== 'accounts' || isStated(['accounts'])) return;
  report('arns-without-accounts', { path: ['arns'] }, {});
};
