/**
 * Where the tag comes from: Identity Center's attributes for access control, and what the identity provider asserts
 * past them. Says what the lists must look like at the mapping's step.
 */
import { runAsTag } from '../aws/names.js';
import type { StepName } from '../mapping/step.js';
import { bullets, code, type Section, shell, table } from '../markdown/strings.js';
import type { AttributeRow, AttributeSituation, Situation } from './situation.js';

/** Printed also by `verify`, to compare. */
export const describeAttributes = [
  'aws sso-admin describe-instance-access-control-attribute-configuration --instance-arn "$instance" --output text \\',
  `  --query 'InstanceAccessControlAttributeConfiguration.AccessControlAttributes[].[Key,Value.Source[0]]'`,
];

/** Where the way back finds what was there. */
export const savedAttributes = 'access-control-attributes.json';

export function checkAttributes({ mapping, attribute }: Situation): Section {
  const isSaved = mapping.step.attribute !== 'gone' && attribute.kind !== 'disabled';
  const save = [
    'aws sso-admin describe-instance-access-control-attribute-configuration --instance-arn "$instance" \\',
    `  > ${savedAttributes}`,
  ];
  return {
    heading: 'Attributes for access control',
    body: [
      shell(...(isSaved ? [...save, ''] : []), ...describeAttributes),
      ...expectation(attribute, mapping.step.attribute === 'gone'),
    ],
  };
}

function expectation(attribute: AttributeSituation, isGone: boolean): string[] {
  switch (attribute.kind) {
    case 'unstated':
      return [
        `${code('accessControlAttributes')} is not stated, so nothing here removes the attribute. If the list holds ${code(runAsTag)} (in any letter case), stop: state ${code('accessControlAttributes')}, begin with ${code('rollout: prepare')} and generate anew.`,
      ];
    case 'disabled':
      return [
        `The command must fail with ${code('ResourceNotFoundException')}: attributes for access control are off, and no tag comes from Identity Center or through it. If it prints a list, ${code('configuration: disabled')} is wrong: stop.`,
      ];
    case 'elsewhere':
      return [
        isGone
          ? `The list must not hold ${code(runAsTag)} (in any letter case) any more. If it does, go back to ${code('rollout: switch')}.`
          : `If the list does not hold ${code(runAsTag)} (in any letter case), there is nothing to remove in the state that owns it.`,
      ];
    case 'kept':
    case 'disabling':
      return isGone ? afterwards(attribute) : today(attribute);
  }
}

type Held = Extract<AttributeSituation, { kind: 'kept' | 'disabling' }>;

function today({ today: listed }: Held): string[] {
  return [
    'The list must be exactly this, in any order:',
    attributeTable(listed),
    bullets([
      `An attribute that is not here is **lost** when ${code('switch')} is applied: add it to ${code('keep')} first.`,
      'Another source than here: correct the mapping first.',
      ...(listed.some(({ source }) => source === undefined)
        ? [`Put the source of ${code(runAsTag)} into ${code('removes')} now: the way back needs it.`]
        : []),
      `No ${code(runAsTag)} (in any letter case): it does not come from here; see the next section.`,
    ]),
  ];
}

function afterwards({ kind, remaining }: Held): string[] {
  if (kind === 'disabling') {
    return [
      `The command must fail with ${code('ResourceNotFoundException')}: attributes for access control are off.`,
    ];
  }
  return [
    'The list must be exactly this, in any order:',
    attributeTable(remaining),
    `If ${code(runAsTag)} is still there, go back to ${code('rollout: switch')} and apply that first.`,
  ];
}

export function attributeTable(attributes: readonly AttributeRow[]): string {
  return table(
    ['attribute', 'source'],
    attributes.map(({ key, source }) => [code(key), source === undefined ? 'any' : code(source)]),
  );
}

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/attributesforaccesscontrol.html */
export function identityProvider({ mapping, attribute }: Situation): Section {
  const heading = 'What the identity provider asserts';
  if (attribute.kind === 'disabled') {
    return {
      heading,
      body: [
        'Nothing to do: while attributes for access control are off, what the identity provider sends is not passed on.',
      ],
    };
  }
  const claim = `https://aws.amazon.com/SAML/Attributes/AccessControl:${runAsTag}`;
  return {
    heading,
    body: [
      `An identity provider can set the tag by itself, with the SAML attribute ${code(claim)} and no mapping above. A mapping of the same name hides it; removing the mapping brings it out.`,
      `Look for it in your provider's claims for AWS (Entra ID: *Attributes & Claims*; Okta: *Attribute statements*). Or sign in with the browser's network tools open, save the form field ${code('SAMLResponse')} as ${code('saml-response.txt')}, and list what was sent:`,
      shell(`base64 -d saml-response.txt | grep -io 'AccessControl:[^"<]*' | sort -u`),
      bullets([
        `${code(runAsTag)} is not printed (in any letter case): go on.`,
        ...whatIsSent[mapping.step.name],
      ]),
    ],
  };
}

const tag = code(runAsTag);

/** A claim that is hidden goes before the attribute, one that decides after the policies: docs/cut-over.md. */
const whatIsSent: Readonly<Record<StepName, readonly string[]>> = {
  prepare: [
    `${tag} is sent and also listed above: remove the claim **before** ${code('switch')} is applied. Until then the mapping hides it, and nobody notices.`,
    `${tag} is sent and not listed above: the claim decides today. Remove it **after** ${code('switch')} is applied, never before: without a tag, ${code('prepare')} lets people start the default document.`,
  ],
  switch: [
    `${tag} is sent and also listed above: remove the claim **now**. The mapping hides it still; once that is gone, the claim would decide.`,
    `${tag} is sent and not listed above: the claim decides today. Remove it **after** section 2, never before: until then people may start the default document, and without a tag it decides.`,
  ],
  enforce: [
    `${tag} is sent: remove the claim. As long as it is sent, this step means that nobody who has it starts a session.`,
  ],
};
