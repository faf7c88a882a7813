/** `ssm-runas` for POSIX shells: the program and the lines around it. */

import { headerFor } from '../terraform/plan/file.js';
import { type ClientFacts, identityLine } from './client-facts.js';
import { posixProgram } from './posix-program.js';
import { scriptUsage } from './usage.js';

export function posixScript(facts: ClientFacts): string {
  const program = posixProgram(facts, {
    program: 'ssm-runas',
    usage: scriptUsage('ssm-runas'),
    before: '',
    watched: '',
  });
  return `#!/bin/sh
# ${headerFor(facts.mappingName)}
${identityLine(facts)}
# Starts a Session Manager session with the Session document of the permission set you are signed in with.
# It saves typing; what keeps anybody from starting another document is the permission set's policy.

${program}`;
}
