/** Findings about the cut-over: rollout, principal tag and the attributes for access control. */
import { error, warning } from './entry.js';
import { listed, quoted } from './quoted.js';
export const attributeEntries = {
  'abac-unstated': warning<{ effect: 'denies' | 'must-match' | 'decides' }>(({ effect }) => ({
    summary: '`accessControlAttributes` is not stated',
    detail: `Nothing then removes the attribute SSMSessionRunAs. While a person has the tag, it ${
      {
        denies: 'denies the session.',
        'must-match': 'denies the session unless it names the Linux user of the role.',
        decides: 'decides the Linux user.',
      }[effect]
    }`,
    remedy:
      'Add `accessControlAttributes: { configuration: VALUE }`, where VALUE is unmanaged, managed, disabled or elsewhere; `docs/mapping.md` describes each.',
  })),
  'rollout-unstated': error<{ configuration: string }>(({ configuration }) => ({
    summary: `\`rollout\` must be stated when the configuration is ${configuration}`,
    detail: 'This setting changes people’s Linux users, so it has no default.',
    remedy: 'Add `rollout: prepare` to begin with.',
  })),
  'tag-denied-early': warning<{ rule: 'forbid' | 'match'; attribute: 'stays' | 'goes' }>(
    ({ rule, attribute }) => {
      const who = rule === 'forbid' ? 'has it' : 'has another value than the role’s Linux user';
      return {
        summary: `\`principalTag: ${rule}\` while the tag is still in use`,
        detail:
          attribute === 'stays'
            ? `In \`prepare\` Identity Center still sends SSMSessionRunAs. A person who ${who} is denied.`
            : `In \`switch\` the attribute SSMSessionRunAs is removed, but open sessions of Identity Center keep the tag for hours or days. A person who ${who} is denied until that session ends.`,
        remedy:
          attribute === 'stays'
            ? 'Remove the key until `rollout: enforce`. To try it with a few people first, set it in one role only.'
            : 'Remove the key until `rollout: enforce`. To try it with a few people first, set it in one role only.',
      };
    },
  ),
  'tag-decides': warning<{ roles: readonly string[] }>(({ roles }) => ({
    summary: '`principalTag: ignore` in the last step of the cut-over',
    detail: `If a person still has the tag SSMSessionRunAs, or gets it again, the tag decides the Linux user of ${listed(roles)}: it overrides the document, and no later step denies it.`,
    remedy:
      'Remove the key: `enforce` then denies the tag. If each person keeps a tag on purpose, write `match`.',
  })),
  'removal-unordered': warning(() => ({
    summary: 'The attribute may be removed before the policies are attached',
    detail:
      'Every role has `inlinePolicy: export`, so you attach the policies yourself and Terraform cannot order the two. If SSMSessionRunAs is removed first, a session without `--document-name` gets the Linux user of the default document.',
    remedy: 'Attach the exported policies first (ROLLOUT.md has the commands), then apply this step.',
  })),
  'keep-unstated': error<{ configuration: string }>(({ configuration }) => ({
    summary: `\`keep\` is required when the configuration is ${configuration}`,
    detail:
      'To remove one attribute, Terraform writes the whole list. Every attribute that is not under `keep` is removed.',
    remedy:
      'List every attribute except SSMSessionRunAs with its source. `ssm-runas-gen init --stdout --attributes FILE` prints this list, where FILE has the output of `aws sso-admin describe-instance-access-control-attribute-configuration`.',
  })),
  'keep-empty': error(() => ({
    summary: '`keep` is empty',
    detail:
      'Terraform cannot write an empty list of attributes. If the resource is destroyed, attributes for access control are disabled for the whole instance.',
    remedy:
      'Add `whenNoneRemain: placeholder` or `whenNoneRemain: disable`, or list the other attributes under `keep`.',
  })),
  'keep-run-as': error<{ key: string }>(({ key }) => ({
    summary: `${quoted(key)} cannot be kept`,
    detail:
      'This is the attribute that must be removed: it overrides every document. Upper and lower case do not matter.',
    remedy: 'Remove it from `keep`, and write its source under `removes`.',
  })),
  'keep-same-key': error<{ key: string; other: string }>(({ key, other }) => ({
    summary: `The attributes ${quoted(key)} and ${quoted(other)} differ only in letter case`,
    detail: 'For AWS they are the same: it ignores upper and lower case in the keys of session tags.',
    remedy: 'Remove one of them.',
  })),
  'keep-placeholder-taken': error<{ key: string }>(({ key }) => ({
    summary: `${quoted(key)} is the name of the placeholder`,
    detail: 'With `whenNoneRemain: placeholder` the tool uses this name itself.',
    remedy: 'Rename the attribute, or choose another `whenNoneRemain`.',
  })),
  'removes-unstated': error(() => ({
    summary: '`removes` is required to prepare with a managed configuration',
    detail:
      'In `prepare` Terraform writes the list as it is today, with SSMSessionRunAs. For that it needs the source of SSMSessionRunAs.',
    remedy: 'Write the source of SSMSessionRunAs, for example `removes: "${path:userType}"`.',
  })),
  'instance-arn-unstated': error(() => ({
    summary: '`identityCenter.instanceArn` is required when the configuration is unmanaged',
    detail: 'The generated `import` block needs the ARN, and Terraform does not allow a data source there.',
    remedy:
      'Write the ARN that `aws sso-admin list-instances` prints, for example `identityCenter: { instanceArn: arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5 }`.',
  })),
  'module-address-unstated': error<{ block: 'import' | 'moved' }>(({ block }) => ({
    summary: '`output.moduleAddress` is required',
    detail: `With \`layout: module\` you copy the ${block} block to your root module. It must contain the address of your module call.`,
    remedy: 'Write the address, for example `moduleAddress: module.runas`.',
  })),
};
