/**
 * The commented mapping that `init` writes. Whatever AWS printed enters it as quoted YAML, in comments too; every
 * place that still needs a person ends in `# fill in`. Pure.
 */
import { runAsTag } from '../aws/names.js';
import type { FoundAttributes } from './read-attributes.js';
import type { FoundPermissionSets } from './read-permission-sets.js';
import { quotedScalar, type RoleStub, roleStubs } from './role-stubs.js';

export interface StarterInputs {
  /** What editors are to check the file against, as a path from the file; undefined when it is not known. */
  readonly schemaPath: string | undefined;
  readonly attributes: FoundAttributes | undefined;
  readonly permissionSets: FoundPermissionSets | undefined;
}

const unknownInstance = 'arn:aws:sso:::instance/ssoins-0000000000000000';

/** The text of the file. */
export function starterMapping({ schemaPath, attributes, permissionSets }: StarterInputs): string {
  const parts = [
    opening(schemaPath, permissionSets?.partition),
    [
      '# The step of the cut-over: prepare, then switch, then enforce. ROLLOUT.md has the commands for each.',
      'rollout: prepare',
    ],
    identityCenter(attributes, permissionSets?.instanceArn),
    accessControlAttributes(attributes),
    surroundings(permissionSets?.partition ?? 'aws'),
    roles(permissionSets),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function opening(schemaPath: string | undefined, partition: string | undefined): string[] {
  return [
    ...(schemaPath === undefined
      ? ['# For checks in your editor: `ssm-runas-gen schema` prints the JSON Schema of this file.']
      : [`# yaml-language-server: $schema=${schemaPath}`]),
    '# Which permission set of IAM Identity Center gets which Linux user in AWS Session Manager.',
    '# Replace every value with a comment `fill in`; `ssm-runas-gen validate` says what is left.',
    'version: 1',
    '# name: prod # needed when several mappings use one Identity Center instance',
    ...(partition === undefined || partition === 'aws' ? [] : [`partition: ${quotedScalar(partition)}`]),
  ];
}

/** Needed for the import of the attributes; otherwise Terraform looks it up. */
function identityCenter(attributes: FoundAttributes | undefined, arn: string | undefined): string[] {
  const isNeeded = attributes === undefined || isHeld(attributes);
  if (arn === undefined && !isNeeded) {
    return ['# identityCenter:', '#   instanceArn: ... # as `aws sso-admin list-instances` prints it'];
  }
  const fill = arn === undefined ? ' # fill in: as `aws sso-admin list-instances` prints it' : '';
  return ['identityCenter:', `  instanceArn: ${arn ?? unknownInstance}${fill}`];
}

/** Whether the list has anything in it. */
function isHeld({ keep, runAs }: FoundAttributes): boolean {
  return keep.length > 0 || runAs !== undefined;
}

function accessControlAttributes(attributes: FoundAttributes | undefined): string[] {
  const heading = `# The attributes that Identity Center passes to AWS as tags. The tag ${runAsTag} overrides every Session document.`;
  if (!attributes) return [heading, ...unknownAttributes];
  const { keep, runAs } = attributes;
  if (!isHeld(attributes)) {
    return [
      heading,
      '# The list is empty: there is nothing to remove, and nothing is generated.',
      'accessControlAttributes:',
      '  configuration: elsewhere',
    ];
  }
  return [
    heading,
    'accessControlAttributes:',
    "  configuration: unmanaged # in nobody's Terraform state; or managed (in the state of the generated module) or elsewhere",
    ...(runAs === undefined
      ? [`  # ${runAsTag} is not in the list: if a person has the tag, the identity provider sends it.`]
      : [
          `  # The tag comes from ${quotedScalar(runAs.source)} today, as ${quotedScalar(runAs.key)}; a rollback needs to know.`,
          `  removes: ${quotedScalar(runAs.source)}`,
        ]),
    ...(keep.length === 0
      ? [
          '  # There is no other attribute, and Terraform cannot hold an empty list. `placeholder` keeps one harmless attribute;',
          '  # `disable` turns the feature off for the whole instance.',
          '  whenNoneRemain: placeholder',
          '  keep: {}',
        ]
      : [
          '  # All other attributes. The list is replaced as a whole: an attribute that is missing here is removed.',
          '  keep:',
          ...keep.map(({ key, source }) => `    ${quotedScalar(key)}: ${quotedScalar(source)}`),
        ]),
  ];
}

const unknownAttributes = [
  '# To fill this in from AWS: aws sso-admin describe-instance-access-control-attribute-configuration > attributes.json,',
  '# then `ssm-runas-gen init --attributes attributes.json --stdout`.',
  'accessControlAttributes:',
  '  configuration: fill-in # fill in: unmanaged, managed, disabled or elsewhere',
  '  # removes: "${path:userType}" # where the tag comes from today',
  '  # keep: # all other attributes; an attribute that is missing here is removed',
  '  #   CostCenter: "${path:enterprise.costCenter}"',
];

const surroundings = (partition: string): readonly string[] => [
  '# The accounts in which the Session documents live: those of the nodes.',
  'accounts: ["000000000000"] # fill in: account ids, quoted',
  '# regions: [eu-central-1] # only where sessions may be started; any Region if left out',
  '',
  '# Only nodes with these tags can be reached. Windows nodes ignore Run As: tag your Linux nodes.',
  'nodes:',
  '  tags: { ssm-runas: linux }',
  '',
  'session:',
  '  # Without a key: delete `session` and add a key of its own to accept the warning:',
  '  # accept: [{ code: session-unencrypted, reason: "why TLS is enough" }]',
  '  kmsKey: fill-in # fill in: the KMS key that encrypts session data, such as alias/session-manager',
  '  # cloudWatch: { logGroup: /ssm/sessions } # the only record of the Linux user of a session',
  '',
  '# Whoever may change a Session document chooses its Linux user.',
  'documents:',
  `  deployedBy: [fill-in] # fill in: the IAM roles that apply session-documents/, such as "arn:${partition}:iam::*:role/terraform"`,
];

const sessionsBefore =
  '    sessionsBefore: fill-in # fill in: true if people with this permission set start sessions today, otherwise false';

function roles(permissionSets: FoundPermissionSets | undefined): string[] {
  if (!permissionSets) {
    return [
      '# One role per permission set. The Linux user must exist on the nodes.',
      'roles:',
      '  example:',
      '    osUser: fill-in-example # fill in: the Linux user',
      '    permissionSet: fill-in # fill in: the name of the permission set',
      sessionsBefore,
    ];
  }
  return [
    '# One role per permission set. The Linux user must exist on the nodes. DELETE the role of every permission set that is to',
    '# start no sessions: a role replaces the inline policy of its permission set.',
    'roles:',
    ...roleStubs(permissionSets.sets).flatMap(roleLines),
  ];
}

function roleLines({ name, osUser, permissionSet, arn }: RoleStub): string[] {
  const isKnown = !permissionSet.startsWith('fill-in-');
  const fill = isKnown ? '' : ' # fill in: as `aws sso-admin describe-permission-set` prints it';
  const shown = isKnown ? quotedScalar(permissionSet) : permissionSet;
  return [
    `  ${name}:`,
    `    osUser: ${osUser} # fill in: the Linux user`,
    ...(arn === undefined
      ? [`    permissionSet: ${shown}${fill}`]
      : ['    permissionSet:', `      name: ${shown}${fill}`, `      arn: ${quotedScalar(arn)}`]),
    sessionsBefore,
  ];
}
