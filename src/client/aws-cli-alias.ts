/**
 * `aws runas`: the program as an external alias of the AWS CLI, complete in itself so that nothing else has to be
 * installed. Knows the CLI's alias file (INI, https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-alias.html).
 */

import { headerFor } from '../terraform/plan/file.js';
import { type ClientFacts, identityLine } from './client-facts.js';
import { posixProgram } from './posix-program.js';
import { aliasUsage } from './usage.js';

/** The lines between which the alias stands, in our file and in one it was merged into. */
export const beginMarker = '# BEGIN ssm-runas-gen';
export const endMarker = '# END ssm-runas-gen';

/**
 * The CLI takes `--profile` and `--region`, or any beginning of them, out of the arguments and does not hand them to
 * an external alias in any way: the session would be another user's. They are visible only in its command line.
 */
const refuseLostOptions = `
if [ -r "/proc/$PPID/cmdline" ]; then
  called=$(tr '\\000' '\\n' <"/proc/$PPID/cmdline")
else
  called=$(ps -o args= -p "$PPID" 2>/dev/null | tr ' ' '\\n')
fi
[ -n "$called" ] || fail 1 'cannot find out the options of the aws command; use the script ssm-runas instead'
if printf '%s\\n' "$called" | grep -Eq '^--(p(r(o(f(i(le?)?)?)?)?)?|r(e(g(i(on?)?)?)?)?)(=|$)'; then
  fail 2 'the AWS CLI does not pass --profile and --region to an alias; use: AWS_PROFILE=NAME AWS_DEFAULT_REGION=REGION aws runas ...'
fi
`;

export function awsCliAlias(facts: ClientFacts): string {
  const caller = { program: 'aws runas', usage: aliasUsage, before: refuseLostOptions, watched: '"$PPID"' };
  const program = posixProgram(facts, caller);
  const lines = program.split('\n').filter((line) => line !== '' && !line.trimStart().startsWith('#'));
  return `# ${headerFor(facts.mappingName)}
${identityLine(facts)}
# For ~/.aws/cli/alias, on Linux and macOS. The alias alone, for a file that has a [toplevel] section already:
# the lines from BEGIN to END.
[toplevel]
${beginMarker}: ${headerFor(facts.mappingName)}
${identityLine(facts)}
runas =
  !runas() {
${lines.map((line) => `    ${line}\n`).join('')}  }; runas
${endMarker}
`;
}
