/** `documents.deploy: stackset`: what a StackSet needs, and which of its keys agree with each other and with the mapping. */
import { type Rule, reportIdle } from './context.js';

const stackSet = ['documents', 'stackSet'];

export const stackSetStated: Rule = ({ mapping, isStated, isWritten, isWhole, report }) => {
  if (mapping.documents?.deploy === 'stackset') {
    const place = { path: ['documents', 'deploy'] };
    if (!isStated(stackSet)) report('stack-set-unstated', place, { lacking: 'stackSet' });
    if (!isStated(['regions'])) report('stack-set-unstated', place, { lacking: 'regions' });
    return;
  }
  if (isWritten(stackSet) && isWhole(['documents', 'deploy']))
    reportIdle(stackSet, 'unless `deploy` is stackset', report);
};

export const stackSetKeysAgree: Rule = ({ mapping, isWritten, report }) => {
  const { autoDeploy } = mapping.documents?.stackSet ?? {};
  const has = (key: string) => isWritten([...stackSet, key]);
  if (has('accounts') && autoDeploy === true)
    report(
      'stack-set-conflict',
      { path: [...stackSet, 'autoDeploy'] },
      {
        keys: ['autoDeploy', 'accounts'],
        reason:
          'AWS ignores the list of accounts when it deploys to accounts that join an organizational unit later: these accounts would get the documents too.',
        remedy: 'Set `autoDeploy: false`, or remove `accounts`.',
      },
    );
  if (has('failureToleranceCount') && has('failureTolerancePercentage'))
    report(
      'stack-set-conflict',
      { path: [...stackSet, 'failureToleranceCount'], point: 'key' },
      {
        keys: ['failureToleranceCount', 'failureTolerancePercentage'],
        reason: 'AWS accepts one of them.',
        remedy: 'Remove one of them.',
      },
    );
};

/** Where the mapping lists accounts, the policies deny sessions in all others. */
export const stackSetAccountsListed: Rule = ({ mapping, isWhole, report }) => {
  if (mapping.accounts === undefined || !isWhole(['accounts'])) return;
  const listed = new Set(mapping.accounts);
  const { accounts = [], managementAccount } = mapping.documents?.stackSet ?? {};
  for (const [index, account] of accounts.entries()) {
    if (account === undefined || listed.has(account)) continue;
    report('stack-set-account', { path: [...stackSet, 'accounts', index] }, { account, key: 'accounts' });
  }
  if (managementAccount === undefined || listed.has(managementAccount)) return;
  report(
    'stack-set-account',
    { path: [...stackSet, 'managementAccount'] },
    { account: managementAccount, key: 'managementAccount' },
  );
};
