/**
 * The commented mapping that `init` writes. Whatever AWS printed enters it as quoted YAML, in comments too; every
 * place that still needs a person ends in `# fill in`. Pure.
 */
import { runAsTag } from '../aws/names.js';
import type { FoundAttributes } from './read-attributes.js';
import type { FoundPermissionSets } from './read-permission-sets.js';
import { quotedScalar, type RoleStub, roleStubs } from './role-stubs.js';

export interface StarterInputs {
  /** What editors are to check the file against. */
  readonly schemaId: string;
  readonly attributes: FoundAttributes | undefined;
  readonly permissionSets: FoundPermissionSets | undefined;
}

export interface StarterMapping {
  readonly text: string;
  /** What is left to fill in, as paths of the mapping. */
  readonly toFill: readonly string[];
}

/** A part of the file, and what in it is left to fill in. */
interface Part {
  readonly lines: readonly string[];
  readonly toFill?: readonly string[];
}

const unknownInstance = 'arn:aws:sso:::instance/ssoins-0000000000000000';

export function starterMapping({ schemaId, attributes, permissionSets }: StarterInputs): StarterMapping {
  const parts = [
    opening(schemaId, permissionSets?.partition),
    {
      lines: [
        '# The step of the cut-over: prepare, then switch, then enforce. ROLLOUT.md leads through each.',
        'rollout: prepare',
      ],
    },
    identityCenter(attributes, permissionSets?.instanceArn),
    accessControlAttributes(attributes),
    surroundings,
    roles(permissionSets),
  ];
  return {
    text: `${parts.map(({ lines }) => lines.join('\n')).join('\n\n')}\n`,
    toFill: parts.flatMap(({ toFill = [] }: Part) => toFill),
  };
}

function opening(schemaId: string, partition: string | undefined): Part {
  return {
    lines: [
      `# yaml-language-server: $schema=${schemaId}`,
      '# Who becomes which Linux user in AWS Session Manager: one role per permission set of IAM Identity Center.',
      '# `ssm-runas-gen validate` checks this file, `ssm-runas-gen generate` makes Terraform of it.',
      'version: 1',
      ...(partition === undefined || partition === 'aws' ? [] : [`partition: ${quotedScalar(partition)}`]),
    ],
  };
}

/** Needed for the import of the attributes; elsewhere Terraform looks it up. */
function identityCenter(attributes: FoundAttributes | undefined, arn: string | undefined): Part {
  const isNeeded = attributes !== undefined && isHeld(attributes);
  if (arn === undefined && !isNeeded) {
    return {
      lines: ['# identityCenter:', '#   instanceArn: ... # as `aws sso-admin list-instances` prints it'],
    };
  }
  const fill = arn === undefined ? ' # fill in: as `aws sso-admin list-instances` prints it' : '';
  return {
    lines: ['identityCenter:', `  instanceArn: ${arn ?? unknownInstance}${fill}`],
    toFill: arn === undefined ? ['identityCenter.instanceArn'] : [],
  };
}

/** Whether there is a list to be written anew. */
function isHeld({ keep, runAs }: FoundAttributes): boolean {
  return keep.length > 0 || runAs !== undefined;
}

function accessControlAttributes(attributes: FoundAttributes | undefined): Part {
  const heading = `# What Identity Center passes on as tags; ${runAsTag} among them outranks every Session document.`;
  if (!attributes) return { lines: [heading, ...unknownAttributes], toFill: ['accessControlAttributes'] };
  const { keep, runAs } = attributes;
  if (!isHeld(attributes)) {
    return {
      lines: [
        heading,
        '# The list is empty: there is nothing to remove here, and nothing is generated.',
        'accessControlAttributes:',
        '  configuration: elsewhere',
      ],
    };
  }
  return {
    lines: [
      heading,
      'accessControlAttributes:',
      "  configuration: unmanaged # in nobody's Terraform state; else managed (in that of the generated module) or elsewhere",
      ...(runAs === undefined
        ? [`  # ${runAsTag} is not in the list: if anybody has the tag, the identity provider sends it.`]
        : [
            `  # The tag comes from ${quotedScalar(runAs.source)} today, as ${quotedScalar(runAs.key)}; the way back needs to know.`,
            `  removes: ${quotedScalar(runAs.source)}`,
          ]),
      ...(keep.length === 0
        ? [
            '  # No other attribute is there, and Terraform cannot hold an empty list. `placeholder` keeps one that harms',
            '  # nobody; `disable` switches the feature off for the whole instance.',
            '  whenNoneRemain: placeholder',
            '  keep: {}',
          ]
        : [
            '  # Every other attribute. The list is replaced as a whole: what is missing here is lost.',
            '  keep:',
            ...keep.map(({ key, source }) => `    ${quotedScalar(key)}: ${quotedScalar(source)}`),
          ]),
    ],
  };
}

const unknownAttributes = [
  '# Fill it from what AWS has: aws sso-admin describe-instance-access-control-attribute-configuration, then',
  '# `ssm-runas-gen init --attributes FILE --stdout`.',
  '# accessControlAttributes: # fill in',
  '#   configuration: unmanaged # or managed, disabled, elsewhere',
  '#   removes: "${path:userType}" # where the tag comes from today',
  '#   keep: # every other attribute; what is missing here is lost',
  '#     CostCenter: "${path:enterprise.costCenter}"',
];

const surroundings: Part = {
  lines: [
    '# Where the Session documents live, and where sessions may be started.',
    '# accounts: ["111122223333"] # fill in',
    '# regions: [eu-central-1] # fill in',
    '',
    '# Only nodes with these tags can be reached. Windows nodes ignore Run As: tag your Linux nodes.',
    'nodes:',
    '  tags: { ssm-runas: linux }',
    '',
    '# session:',
    '#   kmsKey: alias/session-manager',
    '#   cloudWatch: { logGroup: /ssm/sessions }',
  ],
  toFill: ['accounts', 'regions'],
};

function roles(permissionSets: FoundPermissionSets | undefined): Part {
  if (!permissionSets) {
    return {
      lines: [
        '# One role per permission set; the Linux user must exist on the nodes.',
        'roles:',
        '  example:',
        '    osUser: fill-in-example # fill in',
        '    permissionSet: FILL-IN # fill in',
      ],
      toFill: ['roles'],
    };
  }
  const stubs = roleStubs(permissionSets.sets);
  return {
    lines: [
      '# One role per permission set; the Linux user must exist on the nodes. **Delete** every permission set that is to',
      '# start no sessions: a role takes over the inline policy of its permission set. Where people have no sessions yet,',
      '# state `sessionsBefore: false`, else they get the default document for as long as `rollout` is prepare.',
      'roles:',
      ...stubs.flatMap(roleLines),
    ],
    toFill: stubs.flatMap(({ name, arn }) => [
      `roles.${name}.osUser`,
      ...(arn === undefined ? [] : [`roles.${name}.permissionSet.name`]),
    ]),
  };
}

function roleLines({ name, osUser, permissionSet, arn }: RoleStub): string[] {
  const user = `    osUser: ${osUser} # fill in`;
  if (arn === undefined) return [`  ${name}:`, user, `    permissionSet: ${quotedScalar(permissionSet)}`];
  return [
    `  ${name}:`,
    user,
    '    permissionSet:',
    `      name: ${permissionSet} # fill in: as \`aws sso-admin describe-permission-set\` prints it`,
    `      arn: ${quotedScalar(arn)}`,
  ];
}
