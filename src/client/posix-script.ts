/** `ssm-runas` for POSIX shells: the program and the lines around it. */

import type { RoleMapping } from '../mapping/model.js';
import { headerFor } from '../terraform/plan/file.js';
import { clientFacts, identityLine } from './client-facts.js';
import { posixProgram } from './posix-program.js';
import { scriptUsage } from './usage.js';

export function posixScript(mapping: RoleMapping): string {
  const facts = clientFacts(mapping);
  const program = posixProgram(facts, {
    program: 'ssm-runas',
    usage: scriptUsage('ssm-runas'),
    before: '',
    watched: '',
  });
  return `#!/bin/sh
# ${headerFor(mapping.fileName)}
${identityLine(facts)}
# Starts a Session Manager session with the Session document of the permission set you are signed in with.
# It saves typing; what keeps anybody from starting another document is the permission set's policy.

${program}`;
}
