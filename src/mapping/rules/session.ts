/**
 * Session settings: encryption, the KMS key and where logs go.
 */

import type { Path } from '../../diagnostics/diagnostic.js';
import { type NamedRole, placeOfLack, type Rule, type RuleContext } from './context.js';

/** Whether sessions are encrypted with a key of the team's own. */
export const sessionsEncrypted: Rule = ({ roles, isStated, report }) => {
  if (isStated(['session', 'kmsKey'])) return;
  const lacking = roles
    .map(({ name }) => name)
    .filter((name) => !isStated(['roles', name, 'session', 'kmsKey']));
  if (lacking.length === 0) return;
  const all = lacking.length === roles.length;
  report('session-unencrypted', placeOfLack(lacking, roles.length, 'session'), { roles: lacking, all });
};

/** A document goes to every account and Region; the ARN of a key stays in one. */
export const keyInOnePlace: Rule = (context) => {
  const { mapping, roles } = context;
  reportKey(['session', 'kmsKey'], mapping.session?.kmsKey, context);
  for (const { name, role } of roles)
    reportKey(['roles', name, 'session', 'kmsKey'], role.session?.kmsKey, context);
};

function reportKey(path: Path, key: string | undefined, { mapping, report }: RuleContext): void {
  if (!key?.startsWith('arn:')) return;
  const [, , , region = '', account = ''] = key.split(':');
  const places = [
    { what: 'account', place: account, listed: mapping.accounts },
    { what: 'Region', place: region, listed: mapping.regions },
  ] as const;
  for (const { what, place, listed = [] } of places) {
    const elsewhere = listed.filter((one) => one !== undefined && one !== place);
    if (elsewhere.length === 0) continue;
    report('kms-key-one-place', { path }, { what, place, listed: listed.filter((one) => one !== undefined) });
    return;
  }
}

const sinks = [
  { log: 's3', missing: 'bucket' },
  { log: 'cloudWatch', missing: 'logGroup' },
] as const;

/** Logging that is configured must go somewhere. */
export const logsHaveSink: Rule = (context) => {
  for (const { log, missing } of sinks) {
    const lacking = context.roles.filter((role) => lacksSink(role, log, missing, context));
    const inherited = lacking.filter(({ role }) => role.session?.[log] === undefined);
    const [first] = inherited;
    // What every role inherits is one mistake, at the mapping's own key.
    if (first) reportLack(['session', log], first.name);
    for (const { name, role } of lacking) {
      if (role.session?.[log] !== undefined) reportLack(['roles', name, 'session', log], name);
    }

    function reportLack(path: Path, role: string): void {
      context.report('logging-without-sink', { path, point: 'key' }, { role, log, missing });
    }
  }
};

function lacksSink(
  { name, session }: NamedRole,
  log: 's3' | 'cloudWatch',
  missing: 'bucket' | 'logGroup',
  { isStated }: RuleContext,
): boolean {
  if (session[log] === undefined) return false;
  return !isStated(['session', log, missing]) && !isStated(['roles', name, 'session', log, missing]);
}
