/** The help of the clients. No line is longer than 80 characters, the width of a small terminal. */

const purpose = [
  'Starts a Session Manager session on the node TARGET: its id (i-... or mi-...),',
  'or its Name tag. The permission set you are signed in with decides the Session',
  'document and the Linux user. For another Linux user, use another profile.',
];

const passedOn = [
  'All other options after TARGET are passed to aws ssm start-session, such as',
  '--reason TEXT.',
];

const listAndRun = [
  '  --tunnel NAME    forward a port with this tunnel of your permission set; it',
  '                   opens no shell',
  '  --list           show which Linux user and tunnels each of your profiles has,',
  '                   and who you are now',
  '  --dry-run        print the command instead of running it',
];

const help = '  --help           print this text';

/** Of a script, under its name. */
export function scriptUsage(program: string): readonly string[] {
  return [
    `Usage: ${program} TARGET [--profile NAME] [--region REGION]`,
    '         [--tunnel NAME] [--dry-run] [OPTION OF START-SESSION]...',
    `       ${program} --list [--profile NAME]`,
    '',
    ...purpose,
    '',
    '  --profile NAME   the profile of the AWS CLI to use (default: as the AWS CLI',
    '                   does)',
    '  --region REGION  the Region of the node (default: as the AWS CLI does)',
    ...listAndRun,
    '  --version        print the mapping for which this client was made',
    help,
    '',
    ...passedOn,
  ];
}

/** Of the alias, which gets neither `--profile` nor `--region` from the AWS CLI. */
export const aliasUsage: readonly string[] = [
  'Usage: [AWS_PROFILE=NAME] [AWS_DEFAULT_REGION=REGION] aws runas TARGET',
  '         [--tunnel NAME] [--dry-run] [OPTION OF START-SESSION]...',
  '       [AWS_PROFILE=NAME] aws runas --list',
  '',
  ...purpose,
  '',
  ...listAndRun,
  '  version          print the mapping for which this alias was made',
  help,
  '',
  ...passedOn,
  'Not --profile and --region: the AWS CLI does not pass them to an alias.',
];
