/**
 * The statements that decide which session may be started: on which nodes, by which document.
 * Targets and documents are separate resources of one request, each of which must be allowed; tag conditions hold per
 * resource (https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-specify-session-document.html).
 */

import { defaultDocument, runAsTag } from '../../aws/names.js';
import { type ConditionBlock, oneOrMany } from '../../iam/policy.js';
import { numberedSid, sids } from '../../iam/sids.js';
import {
  awsDocumentArn,
  type DocumentContext,
  documentArn,
  nodeArns,
  type SettingsContext,
  type SharedContext,
  type StatementBuilder,
} from './context.js';

const startSession = 'ssm:StartSession';
const checkKey = 'ssm:SessionDocumentAccessCheck';

/** Absent in requests that AWS authorises the newer way, hence never plain `Bool`. */
const documentIsChecked: ConditionBlock = { BoolIfExists: { [checkKey]: 'true' } };

/** `ssm:resourceTag` is the form that AWS's own managed policies use for StartSession. */
const nodeTag = (key: string) => `ssm:resourceTag/${key}`;

/** The key of somebody's own attribute for access control. */
const attributeKey = (attribute: string) => `aws:PrincipalTag/${attribute}`;
const attributeValue = (attribute: string) => `\${${attributeKey(attribute)}}`;

export const startOnNodes: StatementBuilder<SettingsContext> = ({ mapping, settings }) => {
  const { tags, matchTags } = settings.nodes;
  const equal = [
    ...Object.entries(tags).map(([key, values]) => [nodeTag(key), oneOrMany(values)] as const),
    ...Object.entries(matchTags).map(
      ([key, attribute]) => [nodeTag(key), attributeValue(attribute)] as const,
    ),
  ];
  // Whether an empty value equals an empty tag is documented nowhere.
  const filled = Object.values(matchTags).map((attribute) => [attributeKey(attribute), '?*'] as const);
  const condition: ConditionBlock = {
    ...(equal.length > 0 && { StringEquals: Object.fromEntries(equal) }),
    ...(filled.length > 0 && { StringLike: Object.fromEntries(filled) }),
    ...(!settings.opensDefaultDocument && documentIsChecked),
  };
  return [
    {
      Sid: sids.startOnNodes,
      Effect: 'Allow',
      Action: startSession,
      Resource: oneOrMany(nodeArns(mapping.partition, settings.nodes.kinds)),
      ...(Object.keys(condition).length > 0 && { Condition: condition }),
    },
  ];
};

export const startWithRoleDocument: StatementBuilder<DocumentContext> = ({
  mapping,
  settings: { opensDefaultDocument },
  documentNames,
}) => {
  const own = documentNames.map((name) => documentArn(mapping.partition, name));
  return [
    {
      Sid: sids.startWithRoleDocument,
      Effect: 'Allow',
      Action: startSession,
      Resource: oneOrMany([
        ...own,
        ...(opensDefaultDocument ? [documentArn(mapping.partition, defaultDocument)] : []),
      ]),
      ...(!opensDefaultDocument && { Condition: documentIsChecked }),
    },
  ];
};

/** Port forwarding starts no shell, so that no Linux user comes of it. */
export const startTunnels: StatementBuilder<DocumentContext> = ({
  mapping: { partition },
  settings: { opensDefaultDocument, awsDocuments },
  tunnelNames,
}) => {
  const documents = [
    ...tunnelNames.map((name) => documentArn(partition, name)),
    ...awsDocuments.map((name) => awsDocumentArn(partition, name)),
  ];
  if (documents.length === 0) return [];
  return [
    {
      Sid: sids.startTunnels,
      Effect: 'Allow',
      Action: startSession,
      Resource: oneOrMany(documents),
      ...(!opensDefaultDocument && { Condition: documentIsChecked }),
    },
  ];
};

/** Holds beside any other policy that is attached, AdministratorAccess included. */
export const denyOtherDocuments: StatementBuilder<DocumentContext> = ({
  mapping,
  settings,
  documentNames,
  tunnelNames,
  arns,
}) => {
  const accounts = arns === 'accounts' ? mapping.accounts : ['*'];
  return [
    {
      Sid: sids.denyOtherDocuments,
      Effect: 'Deny',
      Action: startSession,
      NotResource: [
        ...nodeArns(mapping.partition, settings.nodes.kinds),
        ...[...documentNames, ...tunnelNames].flatMap((name) =>
          accounts.map((account) => documentArn(mapping.partition, name, account)),
        ),
        ...settings.awsDocuments.map((name) => awsDocumentArn(mapping.partition, name)),
      ],
    },
  ];
};

/** The older behaviour when no document is named. Here never `BoolIfExists`: it would deny where the key is absent. */
export const denyNoDocument: StatementBuilder<SharedContext> = () => [
  {
    Sid: sids.denyNoDocument,
    Effect: 'Deny',
    Action: startSession,
    Resource: '*',
    Condition: { Bool: { [checkKey]: 'false' } },
  },
];

/**
 * A document of the same name can be shared from a stranger's account. Where no account is listed this fails closed:
 * should AWS not supply the key, nobody starts a session. The ARNs of AWS's own documents have no account: where a role
 * keeps some, the statement is about documents of accounts, which have twelve digits.
 */
export const denyForeignDocument: StatementBuilder<SettingsContext> = ({ mapping, arns, settings }) => [
  {
    Sid: sids.denyForeignDocument,
    Effect: 'Deny',
    Action: startSession,
    Resource: documentArn(mapping.partition, '*', settings.awsDocuments.length > 0 ? '?'.repeat(12) : '*'),
    Condition: {
      ...(arns === 'accounts' && { Null: { 'aws:ResourceAccount': 'false' } }),
      StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' },
    },
  },
];

/** One statement a tag: keys within one condition must all differ before it denies. */
export const denyUntaggedNodes: StatementBuilder<SettingsContext> = ({ mapping, settings }) =>
  Object.entries(settings.nodes.tags).map(([key, values], at) => ({
    Sid: numberedSid(sids.denyUntaggedNodes, at),
    Effect: 'Deny',
    Action: startSession,
    Resource: oneOrMany(nodeArns(mapping.partition, settings.nodes.kinds)),
    Condition: { StringNotEquals: { [nodeTag(key)]: oneOrMany(values) } },
  }));

/**
 * Three statements a tag. AWS's pages disagree on a variable without value: a negated operator matches, or the whole statement does
 * not apply (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html). Hence an attribute that is absent
 * or empty is denied by itself; otherwise every node would be open to AdministratorAccess.
 */
export const denyUnmatchedNodes: StatementBuilder<SettingsContext> = ({ mapping, settings }) => {
  const { matchTags, kinds } = settings.nodes;
  const deny = {
    Effect: 'Deny',
    Action: startSession,
    Resource: oneOrMany(nodeArns(mapping.partition, kinds)),
  } as const;
  return Object.entries(matchTags).flatMap(([key, attribute], at) => [
    {
      Sid: numberedSid(sids.denyUnmatchedNodes, at),
      ...deny,
      Condition: { StringNotEquals: { [nodeTag(key)]: attributeValue(attribute) } },
    },
    {
      Sid: numberedSid(sids.denyAbsentAttribute, at),
      ...deny,
      Condition: { Null: { [attributeKey(attribute)]: 'true' } },
    },
    {
      Sid: numberedSid(sids.denyEmptyAttribute, at),
      ...deny,
      Condition: { StringEquals: { [attributeKey(attribute)]: '' } },
    },
  ]);
};

export const denyOtherRegions: StatementBuilder<SharedContext> = ({ mapping }) =>
  mapping.regions.length === 0
    ? []
    : [
        {
          Sid: sids.denyOtherRegions,
          Effect: 'Deny',
          Action: startSession,
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:RequestedRegion': oneOrMany(mapping.regions) } },
        },
      ];

/** `StringLike *` also covers a tag with an empty value, which `Null` leaves open to interpretation. */
export const denyRunAsTag: StatementBuilder<SettingsContext> = ({ settings: { tag } }) => {
  const key = `aws:PrincipalTag/${runAsTag}`;
  const present: ConditionBlock = { StringLike: { [key]: '*' } };
  const deny = { Effect: 'Deny', Action: startSession, Resource: '*' } as const;
  switch (tag.rule) {
    case 'ignore':
      return [];
    case 'forbid':
      return [{ Sid: sids.denyRunAsTag, ...deny, Condition: present }];
    case 'match':
      return [
        {
          Sid: sids.denyOtherRunAsTag,
          ...deny,
          Condition: { ...present, StringNotEquals: { [key]: tag.osUser } },
        },
      ];
  }
};
