/**
 * What a person needs beside StartSession, and how little of it is given: sessions that cannot be found, read or decrypted
 * are no sessions. Knows actions and their resources; not what policies say.
 */

import type { ContextValues } from '../../iam/evaluate/context.js';
import type { KmsKey } from '../../mapping/model.js';
import type { AwsPlace } from '../../mapping/place-values.js';
import { documentsOfRole, namesOfDocument } from '../../mapping/role-documents.js';
import { documentArnAt } from './document-variants.js';
import type { ActionScenario, ActionVariant } from './scenario.js';
import { callerContext, regionNotListed, type Subject } from './subject.js';

/** Written here again, so that the proof does not take from the generated policies what they must allow. */
export const findingActions = [
  'ssm:DescribeSessions',
  'ssm:GetConnectionStatus',
  'ssm:DescribeInstanceInformation',
  'ssm:DescribeInstanceProperties',
  'ssm:ListDocuments',
  'ec2:DescribeInstances',
];
const agentActions = [
  'ssmmessages:CreateControlChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:CreateDataChannel',
];
export const readingActions = ['ssm:GetDocument', 'ssm:DescribeDocument'];

function on(subject: Subject, action: string, arn: string, context: ContextValues = {}): ActionVariant {
  const owner: ContextValues = arn === '*' ? {} : { 'aws:ResourceAccount': subject.home.account };
  return { action, arn, context: { ...callerContext(subject, subject.home), ...owner, ...context } };
}

const ownNames = ({ role }: Subject) => documentsOfRole(role).flatMap(namesOfDocument);

function sessionArn({ mapping, home }: Subject): string {
  return `arn:${mapping.partition}:ssm:${home.region}:${home.account}:session/alice-0123456789abcdef0`;
}

const anotherKeyId = '00000000-0000-0000-0000-000000000000';

interface KeyUse {
  /** KMS authorises keys, whatever they are called. */
  readonly id: string;
  readonly place: AwsPlace;
  readonly aliases: readonly string[];
  /** AWS does not say whose the key is. */
  readonly untold?: true;
}

/** The configured key as a request would show it, in each Region where it is one of its own. */
export function configuredKeys(key: KmsKey, home: AwsPlace): readonly KeyUse[] {
  switch (key.kind) {
    case 'id':
      return [{ id: key.text, place: home, aliases: [] }];
    case 'alias':
      return [{ id: anotherKeyId, place: home, aliases: ['alias/second-name', key.text] }];
    case 'key-arn':
      return key.arns.map((arn) => {
        const [, , , region = '', account = '', resource = ''] = arn.split(':');
        return { id: resource.replace(/^key\//, ''), place: { region, account }, aliases: [] };
      });
    case 'alias-arn':
      return [
        {
          id: anotherKeyId,
          place: { region: key.region, account: key.account },
          aliases: ['alias/second-name', key.alias],
        },
      ];
  }
}

function useKey(
  subject: Subject,
  { id, place, aliases, untold }: KeyUse,
  action = 'kms:GenerateDataKey',
): ActionVariant {
  const arn = `arn:${subject.mapping.partition}:kms:${place.region}:${place.account}:key/${id}`;
  const account = untold ? [] : place.account;
  return on(subject, action, arn, { 'aws:ResourceAccount': account, 'kms:ResourceAliases': aliases });
}

/** Other keys, and what bears the right alias in somebody else's account. */
function otherKeys(subject: Subject, key: KmsKey): KeyUse[] {
  const [configured] = configuredKeys(key, subject.home);
  if (!configured) return [];
  const other = { ...configured, id: '11111111-1111-1111-1111-111111111111', aliases: ['alias/another'] };
  const longer = { ...configured, id: `${configured.id}0`, aliases: ['alias/another'] };
  // The key may be in the account that stands for strangers.
  const account = configured.place.account === subject.stranger ? '888877776666' : subject.stranger;
  const foreign = { ...configured, place: { ...configured.place, account } };
  const elsewhere = { ...configured, place: { ...configured.place, region: regionNotListed } };
  const inOneRegion = key.kind === 'key-arn' || key.kind === 'alias-arn' ? [elsewhere] : [];
  return key.kind === 'id'
    ? [other, longer]
    : [other, longer, foreign, { ...foreign, untold: true }, ...inOneRegion];
}

export const workScenarios: readonly ActionScenario[] = [
  {
    id: 'work-find',
    name: 'listing nodes, documents and sessions',
    reason: 'In the console and in scripts.',
    promise: 'allowed',
    variants: (subject) => findingActions.map((action) => on(subject, action, '*')),
  },
  {
    id: 'work-data-channel',
    name: "opening a session's data channel",
    reason: 'Session Manager plugins since 1.2.764.0 sign the request.',
    promise: 'allowed',
    variants: (subject) => [on(subject, 'ssmmessages:OpenDataChannel', sessionArn(subject))],
  },
  {
    id: 'work-read-own',
    name: 'reading its own document',
    reason: 'The console reads a document before it offers it.',
    promise: 'allowed',
    variants: (subject) =>
      readingActions.flatMap((action) =>
        ownNames(subject).map((name) => on(subject, action, documentArnAt(subject, name, subject.home))),
      ),
  },
  {
    id: 'work-read-other',
    name: 'reading other documents',
    reason: 'Nobody needs them.',
    promise: 'not-granted',
    variants: (subject) =>
      readingActions.flatMap((action) =>
        ownNames(subject).map((name) =>
          on(subject, action, documentArnAt(subject, `${name}2`, subject.home)),
        ),
      ),
  },
  {
    id: 'work-key',
    name: 'encrypting the session by its KMS key',
    reason: 'The plugin calls KMS as the caller.',
    promise: 'allowed',
    variants: (subject) => {
      const { kmsKey } = subject.role;
      return kmsKey ? configuredKeys(kmsKey, subject.home).map((key) => useKey(subject, key)) : [];
    },
  },
  {
    id: 'work-other-key',
    name: 'using another KMS key',
    reason: 'Nobody needs it, and an alias can be given to any key.',
    promise: 'not-granted',
    variants: (subject) => {
      const { kmsKey } = subject.role;
      return kmsKey ? otherKeys(subject, kmsKey).map((key) => useKey(subject, key)) : [];
    },
  },
  {
    id: 'work-key-otherwise',
    name: 'doing anything else with its KMS key',
    reason: "Decryption is the node's part, and a key that is deleted ends all sessions.",
    promise: 'not-granted',
    variants: (subject) => {
      const { kmsKey } = subject.role;
      if (!kmsKey) return [];
      return configuredKeys(kmsKey, subject.home).flatMap((use) =>
        ['kms:Decrypt', 'kms:ScheduleKeyDeletion'].map((action) => useKey(subject, use, action)),
      );
    },
  },
  {
    id: 'work-agent',
    name: "opening an agent's channels",
    reason: 'They are for nodes; whoever opens them poses as one.',
    promise: 'not-granted',
    variants: (subject) => agentActions.map((action) => on(subject, action, sessionArn(subject))),
  },
];
