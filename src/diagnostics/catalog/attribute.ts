/** Findings about the cut-over: rollout, principal tag and the attributes for access control. */
import { error, warning } from './entry.js';
import { listed, quoted } from './quoted.js';
export const attributeEntries = {
  'abac-unstated': warning<{ effect: 'denies' | 'must-match' | 'decides' }>(({ effect }) => ({
    summary: '`accessControlAttributes` is not stated',
    detail: `Nothing then removes the attribute SSMSessionRunAs, and a tag that is still there ${
      {
        denies: 'denies the session.',
        'must-match': 'denies the session unless it names the Linux user of the role.',
        decides: 'decides the Linux user.',
      }[effect]
    }`,
    remedy: 'State `accessControlAttributes.configuration`: unmanaged, managed, disabled or elsewhere.',
  })),
  'rollout-unstated': error<{ configuration: string }>(({ configuration }) => ({
    summary: `\`rollout\` must be stated when the configuration is ${configuration}`,
    detail: 'Removing the attribute changes who people become; no step of that is a default.',
    remedy: 'Add `rollout: prepare` to begin with.',
  })),
  'tag-denied-early': warning<{ rule: 'forbid' | 'match'; attribute: 'stays' | 'goes' }>(
    ({ rule, attribute }) => {
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
  ),
  'tag-decides': warning<{ roles: readonly string[] }>(({ roles }) => ({
    summary: '`principalTag: ignore` in the last step of the cut-over',
    detail: `A tag SSMSessionRunAs that is still there, or comes back, decides the Linux user of ${listed(roles)}: it outranks the document, and no later step denies it.`,
    remedy:
      'Remove the key (`enforce` then denies the tag), or write `match` where a tag of each person is to stay.',
  })),
  'removal-unordered': warning(() => ({
    summary: 'Nothing makes the removal of the attribute wait for the policies',
    detail:
      'Every role has `inlinePolicy: export`, so that the policies are attached elsewhere. Where SSMSessionRunAs goes before they are there, whoever names no document becomes the Linux user of the default one.',
    remedy: 'Attach the exported policies first, as ROLLOUT.md says, and apply this step only then.',
  })),
  'keep-unstated': error<{ configuration: string }>(({ configuration }) => ({
    summary: `\`keep\` is required when the configuration is ${configuration}`,
    detail: 'Removing one attribute means writing the whole list; every attribute that is not kept is lost.',
    remedy:
      'List every attribute but SSMSessionRunAs, as `aws sso-admin describe-instance-access-control-attribute-configuration` prints them.',
  })),
  'keep-empty': error(() => ({
    summary: '`keep` is empty',
    detail:
      'Terraform cannot hold an empty list of attributes; destroying the resource turns attributes for access control off for the whole instance.',
    remedy: 'State `whenNoneRemain: placeholder` or `whenNoneRemain: disable`, or list what stays.',
  })),
  'keep-run-as': error<{ key: string }>(({ key }) => ({
    summary: `${quoted(key)} cannot be kept`,
    detail: 'It is the attribute that outranks every document; tag keys are compared without letter case.',
    remedy: 'Remove it from `keep`; state its source in `removes`.',
  })),
  'keep-same-key': error<{ key: string; other: string }>(({ key, other }) => ({
    summary: `The attributes ${quoted(key)} and ${quoted(other)} differ only in letter case`,
    detail: 'AWS compares the keys of session tags without letter case.',
    remedy: 'Keep one of them.',
  })),
  'keep-placeholder-taken': error<{ key: string }>(({ key }) => ({
    summary: `${quoted(key)} is the name of the placeholder`,
    detail: 'With `whenNoneRemain: placeholder` the generator uses this attribute itself.',
    remedy: 'Rename the attribute, or choose another `whenNoneRemain`.',
  })),
  'removes-unstated': error(() => ({
    summary: '`removes` is required to prepare with a managed configuration',
    detail:
      'In `prepare` the list stays as it is, SSMSessionRunAs included, so that its source must be known.',
    remedy: 'State the source of SSMSessionRunAs, for example `removes: "${path:userType}"`.',
  })),
  'instance-arn-unstated': error(() => ({
    summary: '`identityCenter.instanceArn` is required when the configuration is unmanaged',
    detail: 'The generated import needs the ARN, which no data source can supply there.',
    remedy: 'State the ARN, as `aws sso-admin list-instances` prints it.',
  })),
  'module-address-unstated': error<{ block: 'import' | 'moved' }>(({ block }) => ({
    summary: '`output.moduleAddress` is required',
    detail: `With \`layout: module\` the ${block} block goes to your root and must name the address of the module call.`,
    remedy: 'State the address, for example `moduleAddress: module.runas`.',
  })),
};
