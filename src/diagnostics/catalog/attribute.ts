/** Findings about the cut-over: rollout, principal tag and the attributes for access control. */
import { entry } from './entry.js';
import { listed, quoted } from './quoted.js';

const attributes =
  'https://docs.aws.amazon.com/singlesignon/latest/userguide/attributesforaccesscontrol.html';
const cutOver = 'docs/cut-over.md';

export const attributeEntries = {
  'abac-unstated': entry<{ effect: 'denies' | 'must-match' | 'decides' }>({
    severity: 'warning',
    message: ({ effect }) => ({
      summary: '`accessControlAttributes` is not stated',
      detail: `Nothing then removes the attribute SSMSessionRunAs, and a tag that is still there ${
        {
          denies: 'denies the session.',
          'must-match': 'denies the session unless it names the Linux user of the role.',
          decides: 'decides the Linux user.',
        }[effect]
      }`,
      remedy: 'State `accessControlAttributes.configuration`: unmanaged, managed, disabled or elsewhere.',
    }),
    page: {
      why: 'The tag SSMSessionRunAs outranks every document. As long as Identity Center sends it, it decides the Linux user.',
      example: {
        wrong: 'version: 1\nroles: {…}',
        right: 'version: 1\naccessControlAttributes:\n  configuration: disabled\nroles: {…}',
      },
      source: attributes,
    },
  }),
  'rollout-unstated': entry<{ configuration: string }>({
    severity: 'error',
    message: ({ configuration }) => ({
      summary: `\`rollout\` must be stated when the configuration is ${configuration}`,
      detail: 'Removing the attribute changes who people become; no step of that is a default.',
      remedy: 'Add `rollout: prepare` to begin with.',
    }),
    page: {
      why: 'prepare brings documents and permissions, switch removes the attribute, enforce denies a tag that is left. Starting in the middle locks people out.',
      example: {
        wrong: 'accessControlAttributes: { configuration: unmanaged, … }',
        right: 'rollout: prepare\naccessControlAttributes: { configuration: unmanaged, … }',
      },
      source: cutOver,
    },
  }),
  'tag-denied-early': entry<{ rule: 'forbid' | 'match'; attribute: 'stays' | 'goes' }>({
    severity: 'warning',
    message: ({ rule, attribute }) => {
      const who = rule === 'forbid' ? 'has it' : 'has another value than the role’s Linux user';
      return {
        summary: `\`principalTag: ${rule}\` while the tag is still in use`,
        detail:
          attribute === 'stays'
            ? `In \`prepare\` Identity Center still sends SSMSessionRunAs, and whoever ${who} is denied.`
            : `In \`switch\` the attribute SSMSessionRunAs goes, but open sessions of Identity Center keep the tag for hours to days, and whoever ${who} is denied until they end.`,
        remedy:
          attribute === 'stays'
            ? 'Remove the key until `rollout: enforce`, unless this is a canary.'
            : 'Remove the key until `rollout: enforce`; a canary is one role with a `principalTag` of its own.',
      };
    },
    page: {
      why: 'A role with its own `principalTag: forbid` is a way to try the last step with a few people; for everybody it is an outage.',
      example: { wrong: 'rollout: prepare\nprincipalTag: forbid', right: 'rollout: prepare' },
      source: cutOver,
    },
  }),
  'tag-decides': entry<{ roles: readonly string[] }>({
    severity: 'warning',
    message: ({ roles }) => ({
      summary: '`principalTag: ignore` in the last step of the cut-over',
      detail: `A tag SSMSessionRunAs that is still there, or comes back, decides the Linux user of ${listed(roles)}: it outranks the document, and no later step denies it.`,
      remedy:
        'Remove the key (`enforce` then denies the tag), or write `match` where a tag of each person is to stay.',
    }),
    page: {
      why: 'The tag need not come from Identity Center’s attributes: an identity provider can assert it, and a role in between can carry it. In `enforce` the policies are the last lock against it.',
      example: { wrong: 'rollout: enforce\nprincipalTag: ignore', right: 'rollout: enforce' },
      source: cutOver,
    },
  }),
  'removal-unordered': entry({
    severity: 'warning',
    message: () => ({
      summary: 'Nothing makes the removal of the attribute wait for the policies',
      detail:
        'Every role has `inlinePolicy: export`, so that the policies are attached elsewhere. Where SSMSessionRunAs goes before they are there, whoever names no document becomes the Linux user of the default one.',
      remedy: 'Attach the exported policies first, as ROLLOUT.md says, and apply this step only then.',
    }),
    page: {
      why: 'With `own` or `merge` the resource of the attributes depends on the inline policies, so that Terraform keeps the order. It knows nothing of what another pipeline attaches.',
      example: {
        wrong: 'rollout: switch\nroles: { dev: { inlinePolicy: export, … } }',
        right: 'rollout: switch\nroles: { dev: { inlinePolicy: own, … } }',
      },
      source: cutOver,
    },
  }),
  'keep-unstated': entry<{ configuration: string }>({
    severity: 'error',
    message: ({ configuration }) => ({
      summary: `\`keep\` is required when the configuration is ${configuration}`,
      detail:
        'Removing one attribute means writing the whole list; every attribute that is not kept is lost.',
      remedy:
        'List every attribute but SSMSessionRunAs, as `aws sso-admin describe-instance-access-control-attribute-configuration` prints them.',
    }),
    page: {
      why: 'Other attributes may decide access elsewhere in the organisation.',
      example: {
        wrong: 'configuration: unmanaged',
        right: 'configuration: unmanaged\nkeep: { CostCenter: "${path:enterprise.costCenter}" }',
      },
      source: attributes,
    },
  }),
  'keep-empty': entry({
    severity: 'error',
    message: () => ({
      summary: '`keep` is empty',
      detail:
        'Terraform cannot hold an empty list of attributes; destroying the resource turns attributes for access control off for the whole instance.',
      remedy: 'State `whenNoneRemain: placeholder` or `whenNoneRemain: disable`, or list what stays.',
    }),
    page: {
      why: 'Turning the feature off also drops attributes that the identity provider sends. That must be a decision.',
      example: { wrong: 'keep: {}', right: 'keep: {}\nwhenNoneRemain: placeholder' },
      source: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/disable-abac.html',
    },
  }),
  'keep-run-as': entry<{ key: string }>({
    severity: 'error',
    message: ({ key }) => ({
      summary: `${quoted(key)} cannot be kept`,
      detail: 'It is the attribute that outranks every document; tag keys are compared without letter case.',
      remedy: 'Remove it from `keep`; state its source in `removes`.',
    }),
    page: {
      why: 'With the attribute in place the tag of each person decides the Linux user, not the permission set.',
      example: {
        wrong: 'keep: { SSMSessionRunAs: "${path:userType}" }',
        right: 'removes: "${path:userType}"\nkeep: {}',
      },
      source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html',
    },
  }),
  'keep-same-key': entry<{ key: string; other: string }>({
    severity: 'error',
    message: ({ key, other }) => ({
      summary: `The attributes ${quoted(key)} and ${quoted(other)} differ only in letter case`,
      detail: 'AWS compares the keys of session tags without letter case.',
      remedy: 'Keep one of them.',
    }),
    page: {
      why: 'Signing in with both would fail.',
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html',
    },
  }),
  'keep-placeholder-taken': entry<{ key: string }>({
    severity: 'error',
    message: ({ key }) => ({
      summary: `${quoted(key)} is the name of the placeholder`,
      detail: 'With `whenNoneRemain: placeholder` the generator uses this attribute itself.',
      remedy: 'Rename the attribute, or choose another `whenNoneRemain`.',
    }),
    page: { why: 'An attribute of your own must not be taken for the placeholder.', source: cutOver },
  }),
  'removes-unstated': entry({
    severity: 'error',
    message: () => ({
      summary: '`removes` is required to prepare with a managed configuration',
      detail:
        'In `prepare` the list stays as it is, SSMSessionRunAs included, so that its source must be known.',
      remedy: 'State the source of SSMSessionRunAs, for example `removes: "${path:userType}"`.',
    }),
    page: {
      why: 'Terraform would otherwise remove the attribute in the step that promises to change nothing.',
      example: {
        wrong: 'configuration: managed',
        right: 'configuration: managed\nremoves: "${path:userType}"',
      },
      source: cutOver,
    },
  }),
  'instance-arn-unstated': entry({
    severity: 'error',
    message: () => ({
      summary: '`identityCenter.instanceArn` is required when the configuration is unmanaged',
      detail: 'The generated import needs the ARN, which no data source can supply there.',
      remedy: 'State the ARN, as `aws sso-admin list-instances` prints it.',
    }),
    page: {
      why: 'The id of an import must be known before Terraform plans.',
      source: 'https://developer.hashicorp.com/terraform/language/import',
    },
  }),
  'module-address-unstated': entry<{ block: 'import' | 'moved' }>({
    severity: 'error',
    message: ({ block }) => ({
      summary: '`output.moduleAddress` is required',
      detail: `With \`layout: module\` the ${block} block goes to your root and must name the address of the module call.`,
      remedy: 'State the address, for example `moduleAddress: module.runas`.',
    }),
    page: {
      why: 'Terraform refuses import blocks in a child module.',
      example: {
        wrong: 'output: { layout: module }',
        right: 'output: { layout: module, moduleAddress: module.runas }',
      },
      source: 'https://developer.hashicorp.com/terraform/language/import',
    },
  }),
};
