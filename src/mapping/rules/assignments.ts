/** Assignments of permission sets: of one group or user each, in accounts of the mapping, each once. */
import type { Rule } from './context.js';

export const assignmentsSayWho: Rule = ({ roles, isStated, isWritten, report }) => {
  for (const { name, role } of roles) {
    for (const index of (role.assignments ?? []).keys()) {
      const path = ['roles', name, 'assignments', index];
      const [group, user] = [
        [...path, 'group'],
        [...path, 'user'],
      ];
      if (isWritten(group) && isWritten(user))
        report('assignment-principal', { path: user, point: 'key' }, { both: true });
      else if (!isStated(group) && !isStated(user)) report('assignment-principal', { path }, { both: false });
    }
  }
};

export const assignmentsInAccounts: Rule = ({ mapping, roles, isWhole, report }) => {
  const { accounts } = mapping;
  if (accounts === undefined || !isWhole(['accounts'])) return;
  for (const { name, role } of roles) {
    for (const [index, assignment] of (role.assignments ?? []).entries()) {
      for (const [at, account] of (assignment?.accounts ?? []).entries()) {
        if (account === undefined || accounts.includes(account)) continue;
        report(
          'assignment-account',
          { path: ['roles', name, 'assignments', index, 'accounts', at] },
          { account },
        );
      }
    }
  }
};

/** AWS has an assignment once, and Terraform would make two resources of it. */
export const assignmentsDiffer: Rule = ({ roles, report }) => {
  for (const { name, role } of roles) {
    const seen = new Set<string>();
    for (const [index, assignment] of (role.assignments ?? []).entries()) {
      const kind = assignment?.group === undefined ? 'user' : 'group';
      const principal = assignment?.[kind];
      if (principal === undefined) continue;
      for (const [at, account] of (assignment?.accounts ?? []).entries()) {
        const key = JSON.stringify([kind, principal, account]);
        if (account !== undefined && seen.has(key))
          report(
            'assignment-repeated',
            { path: ['roles', name, 'assignments', index, 'accounts', at] },
            { principal, account },
          );
        seen.add(key);
      }
    }
  }
};
