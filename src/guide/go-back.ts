/**
 * The way back from a step. Giving the tag back comes before taking the Denies away: with the policies of `prepare` and
 * no tag, the default document decides the user.
 */
import { defaultDocument, runAsTag } from '../aws/names.js';
import { code, type Section, shell } from '../markdown/strings.js';
import { shellWord } from '../shell/quote.js';
import { savedAttributes } from './check-attributes.js';
import type { AttributeSituation, Situation } from './situation.js';

export function goBack(situation: Situation): Section {
  return { heading: 'If it must be undone', body: words(situation) };
}

function words(situation: Situation): string[] {
  const { mapping, mappingArgument, attribute } = situation;
  switch (mapping.step.attribute) {
    case 'stays':
      return [
        'There is nothing to undo for people: this step took nothing away. Leave it until the cut-over goes on.',
        ...('holder' in attribute && attribute.holder === 'managed'
          ? [
              `Never take the module out of use by ${code('destroy')}: its state holds the attributes of the whole organisation, and Terraform refuses.`,
            ]
          : []),
      ];
    case 'gone':
      return [
        `Back to ${code('switch')}: set ${code('rollout: switch')}, then`,
        shell(`npx ssm-runas-gen generate${mappingArgument}`),
        `and apply section 2 as that step's ROLLOUT.md says. The Deny of the tag goes; the attribute stays away.${situation.access.serviceControlPolicies.length === 0 ? '' : ` The service control policies are brought up to date there and stay attached: without them the role documents are open to whoever may start any.`} From there the way to ${code('prepare')} is described.`,
      ];
    case 'goes':
      return backToPrepare(situation);
  }
}

function backToPrepare(situation: Situation): string[] {
  const { mapping, attribute, mappingArgument, placed } = situation;
  const first = giveBack(attribute);
  const edits = mappingEdits(situation);
  return [
    ...first,
    `In ${code(mapping.fileName)} ${edits}, then`,
    shell(`npx ssm-runas-gen generate${mappingArgument}`),
    `and apply section 2 as that step's ROLLOUT.md says. The plan must read ${code(`Plan: 0 to add, ${placed.length} to change, 0 to destroy.`)}: the inline policies lose their Denies.${attribute.kind === 'kept' ? ' If an attribute changes, the list in AWS is not what the mapping says: stop.' : ''}`,
  ];
}

/** What comes before the edit of the mapping. */
function giveBack(attribute: AttributeSituation): string[] {
  if (attribute.kind === 'disabled') {
    return [
      `There was no tag before, and there is none now: with the policies of ${code('prepare')} people may start ${code(defaultDocument)} again, and that document decides.`,
    ];
  }
  return [
    `The tag must be back on people before the Denies go: with the policies of ${code('prepare')} and no tag, a session by ${code(defaultDocument)} runs as that document says, perhaps as ${code('ssm-user')}, root by sudo. So, in this order:`,
    ...returnOf(attribute),
    'People who sign in from now on have the tag, and it decides their user, also by the role documents. **Wait** until all have signed in anew (section 4), and apply nothing in between: it would remove the attribute again.',
  ];
}

function returnOf(attribute: AttributeSituation): string[] {
  switch (attribute.kind) {
    case 'disabled':
      return [];
    case 'unstated':
      return ['Put the attribute, or the claim, back where it came from.'];
    case 'elsewhere':
      return [
        `In the Terraform that owns the attributes, put the ${code('attribute')} block of ${code(runAsTag)} back and apply it.`,
      ];
    case 'kept':
    case 'disabling':
      return held(attribute);
  }
}

type Held = Extract<AttributeSituation, { kind: 'kept' | 'disabling' }>;

function held({ kind, today, source }: Held): string[] {
  if (source === undefined) {
    return [
      `Put the attribute back by hand (Identity Center console: *Settings*, *Attributes for access control*), with the source that ${code(savedAttributes)} has for it (section 1).`,
    ];
  }
  const attributes = today.flatMap((listed) =>
    listed.source === undefined ? [] : [{ Key: listed.key, Value: { Source: [listed.source] } }],
  );
  const call = kind === 'disabling' ? 'create' : 'update';
  return [
    shell(
      `aws sso-admin ${call}-instance-access-control-attribute-configuration --instance-arn "$instance" \\`,
      `  --instance-access-control-attribute-configuration ${shellWord(JSON.stringify({ AccessControlAttributes: attributes }))}`,
    ),
  ];
}

function mappingEdits({ attribute, mapping }: Situation): string {
  if (attribute.kind !== 'kept' && attribute.kind !== 'disabling') return `set ${code('rollout: prepare')}`;
  const { kind, holder, source } = attribute;
  const removes =
    source === undefined
      ? `, ${code('removes')} to that source`
      : ` (and leave ${code(`removes: ${JSON.stringify(source)}`)})`;
  // After a disable no state has the configuration; otherwise ours does, and a mapping that still says `unmanaged` would
  // make Terraform forget it.
  const configuration = kind === 'disabling' ? 'unmanaged' : 'managed';
  const arn =
    configuration === 'unmanaged' && mapping.instanceArn === undefined
      ? `, ${code('identityCenter.instanceArn')} to the instance`
      : '';
  const edit = configuration === holder ? '' : `${code(`configuration: ${configuration}`)}, `;
  return `set ${edit}${code('rollout: prepare')}${arn}${removes}`;
}
