/** Whether sessions are encrypted with a key of the team's own. */
import { placeOfLack, type Rule } from './context.js';

export const sessionsEncrypted: Rule = ({ roles, isStated, report }) => {
  if (isStated(['session', 'kmsKey'])) return;
  const lacking = roles
    .map(({ name }) => name)
    .filter((name) => !isStated(['roles', name, 'session', 'kmsKey']));
  if (lacking.length === 0) return;
  const all = lacking.length === roles.length;
  report('session-unencrypted', placeOfLack(lacking, roles.length, 'session'), { roles: lacking, all });
};
