/** `ssm-runas` for POSIX shells: the program and the lines around it. */

import type { RoleMapping } from '../mapping/model.js';
import { headerFor } from '../terraform/plan/file.js';
import { clientFacts, identityLine } from './client-facts.js';
import { posixProgram } from './posix-program.js';

const usage = [
  'Usage: ssm-runas TARGET [--profile NAME] [--region REGION] [--tunnel NAME] [--dry-run] [OPTION OF START-SESSION]...',
  '       ssm-runas --list [--profile NAME]',
  '',
  'Starts a Session Manager session on the node TARGET: its id (i-... or mi-...), or its Name tag. The permission set',
  'you are signed in with decides the Session document and the Linux user. For another Linux user, use another profile.',
  '',
  '  --profile NAME   the profile of the AWS CLI to use (default: as the AWS CLI does)',
  '  --region REGION  the Region of the node (default: as the AWS CLI does)',
  '  --tunnel NAME    forward a port with this tunnel of your permission set; it opens no shell',
  '  --list           show which Linux user and tunnels each of your profiles has, and who you are now',
  '  --dry-run        print the command instead of running it',
  '  --version        print the mapping for which this client was made',
  '  --help           print this text',
  '',
  'All other options after TARGET are passed to aws ssm start-session, such as --reason TEXT.',
];

export function posixScript(mapping: RoleMapping): string {
  const facts = clientFacts(mapping);
  const program = posixProgram(facts, { program: 'ssm-runas', usage, before: '', watched: '' });
  return `#!/bin/sh
# ${headerFor(mapping.fileName)}
${identityLine(facts)}
# Starts a Session Manager session with the Session document of the permission set you are signed in with.
# It saves typing; what keeps anybody from starting another document is the permission set's policy.

${program}`;
}
