/** Logging that is configured must go somewhere. */
import type { Path } from '../../diagnostics/diagnostic.js';
import type { NamedRole, Rule, RuleContext } from './context.js';

const sinks = [
  { log: 's3', missing: 'bucket' },
  { log: 'cloudWatch', missing: 'logGroup' },
] as const;

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
