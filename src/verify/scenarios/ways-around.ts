/**
 * Ways to another Linux user without a session by one's own document, as concrete requests. The list is kept apart from the
 * one that the policy is made from (`guardrails.ts`), so that neither can lose an entry unnoticed.
 */

import { defaultDocument } from '../../aws/names.js';
import type { ContextValues } from '../../iam/evaluate/context.js';
import { compileGlob, globOf } from '../../iam/glob.js';
import { everyNodeArn, exampleNode } from './nodes.js';
import type { ActionScenario, ActionVariant } from './scenario.js';
import { callerContext, type Subject, tagged } from './subject.js';

type Target = 'node' | 'anything';

/** Concrete actions by the entry of `guardrails` that is to deny them; `except` names entries. */
export const waysAroundActions: readonly (readonly [
  entry: string,
  target: Target,
  actions: readonly string[],
])[] = [
  ['ssm:SendCommand', 'node', ['ssm:SendCommand']],
  ['ssm:StartAutomationExecution', 'anything', ['ssm:StartAutomationExecution']],
  ['ssm:StartChangeRequestExecution', 'anything', ['ssm:StartChangeRequestExecution']],
  ['ssm:CreateAssociation*', 'node', ['ssm:CreateAssociation', 'ssm:CreateAssociationBatch']],
  ['ssm:UpdateAssociation', 'node', ['ssm:UpdateAssociation']],
  ['ssm:StartAssociationsOnce', 'anything', ['ssm:StartAssociationsOnce']],
  ['ssm:RegisterTaskWithMaintenanceWindow', 'anything', ['ssm:RegisterTaskWithMaintenanceWindow']],
  ['ssm:UpdateMaintenanceWindowTask', 'anything', ['ssm:UpdateMaintenanceWindowTask']],
  ['ssm:StartAccessRequest', 'node', ['ssm:StartAccessRequest']],
  ['ssm:GetAccessToken', 'anything', ['ssm:GetAccessToken']],
  [
    'ec2-instance-connect:*',
    'node',
    [
      'ec2-instance-connect:SendSSHPublicKey',
      'ec2-instance-connect:SendSerialConsoleSSHPublicKey',
      'ec2-instance-connect:OpenTunnel',
    ],
  ],
  ['ec2:ModifyInstanceAttribute', 'node', ['ec2:ModifyInstanceAttribute']],
  ['ec2:CreateReplaceRootVolumeTask', 'node', ['ec2:CreateReplaceRootVolumeTask']],
  ['ecs:ExecuteCommand', 'anything', ['ecs:ExecuteCommand']],
];

export const documentWriteActions: readonly (readonly [entry: string, actions: readonly string[]])[] = [
  ['ssm:CreateDocument', ['ssm:CreateDocument']],
  [
    'ssm:UpdateDocument*',
    ['ssm:UpdateDocument', 'ssm:UpdateDocumentDefaultVersion', 'ssm:UpdateDocumentMetadata'],
  ],
  ['ssm:DeleteDocument', ['ssm:DeleteDocument']],
  ['ssm:ModifyDocumentPermission', ['ssm:ModifyDocumentPermission']],
  ['ssm:PutResourcePolicy', ['ssm:PutResourcePolicy']],
];

export const taggingActions: readonly string[] = ['ec2:CreateTags', 'ssm:AddTagsToResource'];
/** No mapping uses it to tell nodes apart. */
const otherTagKey = 'ssm-runas-gen-other-key';

/** Every entry that a scenario here tries; a test holds it against the list that the policy is made from. */
export const triedEntries: readonly string[] = [
  ...waysAroundActions.map(([entry]) => entry),
  ...documentWriteActions.map(([entry]) => entry),
  ...taggingActions,
];

export const isGuarded = ({ role: { guardrails } }: Subject, entry: string) =>
  guardrails.standard && !guardrails.except.includes(entry);

/** Excepted by the mapping; without guardrails there is nothing to take an exception from. */
const isExcepted = ({ role: { guardrails } }: Subject, entry: string) =>
  guardrails.standard && guardrails.except.includes(entry) && !isDeniedByTeam(guardrails.deny, entry);

/** Actions are compared without letter case. */
const isDeniedByTeam = (deny: readonly string[], entry: string) =>
  deny.some((pattern) => compileGlob(globOf(pattern.toLowerCase()))(entry.toLowerCase()));

function on(subject: Subject, action: string, arn: string, context: ContextValues = {}): ActionVariant {
  return { action, arn, context: { ...callerContext(subject, subject.home), ...context } };
}

const targetArn = (subject: Subject, target: Target): string =>
  target === 'node' ? exampleNode(subject, subject.home).arn : '*';

function documentArn({ mapping, home }: Subject, name: string): string {
  return `arn:${mapping.partition}:ssm:${home.region}:${home.account}:document/${name}`;
}

/** Its own, its neighbour's, older ones, the default one, and one that the next role may be given. */
export function guardedDocuments({ mapping, role, neighbour }: Subject): string[] {
  const { nameTemplate, previous } = mapping.documents;
  const next = nameTemplate.replaceAll('{role}', 'next-role').replaceAll('{osUser}', 'next-user');
  const names = [role, ...(neighbour ? [neighbour] : [])].map(({ document }) => document.name);
  return [...new Set([...names, next, ...previous.map(({ name }) => name), defaultDocument])];
}

/** Names near those of ours, but for those that the name template could yield. */
function otherNames({ mapping }: Subject): string[] {
  const { nameTemplate, previous } = mapping.documents;
  const [prefix = ''] = nameTemplate.split('{', 1);
  const names = ['0-team-document', `${defaultDocument}2`, ...previous.map(({ name }) => `${name}2`)];
  return prefix === '' ? [] : names.filter((name) => !name.startsWith(prefix));
}

/** Letters beyond ASCII stay: `ß` has no capital that is one letter, and that of `µ` is Greek. */
const inCapitals = (key: string) => key.replace(/[a-z]/g, (letter) => letter.toUpperCase());

/** Tagging `arn` with `keys`, outside the creation of an instance unless said. */
function tag(subject: Subject, action: string, arn: string, keys: readonly string[], create?: string) {
  return on(subject, action, arn, {
    'aws:ResourceAccount': subject.home.account,
    'aws:TagKeys': keys,
    'ec2:CreateAction': create === undefined ? [] : create,
    ...tagged(Object.fromEntries(Object.keys(subject.role.nodes.tags).map((key) => [key, []]))),
  });
}

/** Whatever any role reaches nodes by: one may be in two permission sets. */
const scopeKeys = ({ scope }: Subject) => scope.tagKeys;

export const waysAroundScenarios: readonly ActionScenario[] = [
  {
    id: 'around-standard',
    name: 'each standard guardrail',
    reason: "Each runs code on nodes, or starts a session, without the role's document.",
    promise: 'denied',
    variants: (subject) =>
      waysAroundActions
        .filter(([entry]) => isGuarded(subject, entry))
        .flatMap(([, target, actions]) =>
          actions.map((action) => on(subject, action, targetArn(subject, target))),
        ),
  },
  {
    id: 'around-own-list',
    name: 'each guardrail that the mapping adds',
    reason: '`guardrails.deny`; wildcards stand for any letters.',
    promise: 'denied',
    variants: (subject) =>
      subject.role.guardrails.deny.map((pattern) =>
        on(subject, pattern.replaceAll('*', 'Anything').replaceAll('?', 'x'), '*'),
      ),
  },
  {
    id: 'around-excepted',
    name: 'each guardrail that the mapping excepts',
    reason: '`guardrails.except`: who has the right from elsewhere keeps it.',
    promise: 'untouched',
    variants: (subject) =>
      waysAroundActions
        .filter(([entry]) => isExcepted(subject, entry))
        .flatMap(([, target, actions]) =>
          actions.map((action) => on(subject, action, targetArn(subject, target))),
        ),
  },
  {
    id: 'around-document-writes',
    name: 'writing a Session document',
    reason: 'Whoever can write the document chooses the Linux user.',
    promise: 'denied',
    variants: (subject) =>
      documentWriteActions
        .filter(([entry]) => isGuarded(subject, entry))
        .flatMap(([, actions]) =>
          actions.flatMap((action) =>
            guardedDocuments(subject).map((name) => on(subject, action, documentArn(subject, name))),
          ),
        ),
  },
  {
    id: 'around-other-documents',
    name: 'writing a document that is none of ours',
    reason: 'Guardrails cost no more than they say.',
    promise: 'untouched',
    variants: (subject) =>
      documentWriteActions.flatMap(([entry, actions]) =>
        isDeniedByTeam(subject.role.guardrails.deny, entry)
          ? []
          : actions.flatMap((action) =>
              otherNames(subject).map((name) => on(subject, action, documentArn(subject, name))),
            ),
      ),
  },
  {
    id: 'around-scope-tags',
    name: 'tagging a node into scope',
    reason:
      'Whoever can tag a Windows node into scope is its administrator. Tag keys do not mind letter case.',
    promise: 'denied',
    variants: (subject) =>
      taggingActions
        .filter((entry) => isGuarded(subject, entry))
        .flatMap((action) =>
          everyNodeArn(subject, subject.home).flatMap((arn) =>
            scopeKeys(subject).flatMap((key) =>
              [[key], [inCapitals(key)], [otherTagKey, key]].map((keys) => tag(subject, action, arn, keys)),
            ),
          ),
        ),
  },
  {
    id: 'around-other-tags',
    name: 'other tags, and tags while an instance is created',
    reason: 'Guardrails cost no more than they say.',
    promise: 'untouched',
    variants: (subject) => {
      if (isDeniedByTeam(subject.role.guardrails.deny, 'ec2:CreateTags')) return [];
      const { arn } = exampleNode(subject, subject.home);
      const volume = arn.replace(/:[a-z-]+\/.*$/, ':volume/vol-0123456789abcdef0');
      const keys = scopeKeys(subject);
      return [
        tag(subject, 'ec2:CreateTags', arn, [otherTagKey]),
        tag(subject, 'ec2:CreateTags', arn, keys, 'RunInstances'),
        tag(subject, 'ec2:CreateTags', volume, keys),
      ];
    },
  },
];
