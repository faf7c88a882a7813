/** Linux users that are legal and still regrettable. */
import { looksPrivileged } from '../judge-os-user.js';
import type { Rule } from './context.js';

export const osUsersOrdinary: Rule = ({ roles, report }) => {
  for (const { name, role } of roles) {
    if (role.osUser === undefined || !looksPrivileged(role.osUser)) continue;
    report('os-user-privileged', { path: ['roles', name, 'osUser'] }, { user: role.osUser });
  }
};

export const osUsersDiffer: Rule = ({ roles, report }) => {
  const first = new Map<string, string>();
  for (const { name, role } of roles) {
    if (role.osUser === undefined) continue;
    const other = first.get(role.osUser);
    if (other === undefined) first.set(role.osUser, name);
    else report('os-user-shared', { path: ['roles', name, 'osUser'] }, { user: role.osUser, other });
  }
};
