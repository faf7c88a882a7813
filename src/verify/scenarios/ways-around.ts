/**
 * Ways to another Linux user without a session by one's own document, as concrete requests. The lists are kept apart from
 * those that the policy is made from (`aws/ways-around.json`), so that neither can lose an entry unnoticed.
 */

import { defaultDocument } from '../../aws/names.js';
import type { ContextValues } from '../../iam/evaluate/context.js';
import { compileGlob, globOf } from '../../iam/glob.js';
import { documentArnAt } from './document-variants.js';
import { guardrailRequests, type RequestTarget, servicesWithoutRegion } from './guardrail-requests.js';
import { everyNodeArn, exampleNode } from './nodes.js';
import type { ActionScenario, ActionVariant } from './scenario.js';
import { callerContext, type Subject, tagged } from './subject.js';

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
export const triedEntries: Readonly<Record<'standard' | 'strict', ReadonlySet<string>>> = {
  standard: entriesOf('standard'),
  strict: entriesOf('strict'),
};

function entriesOf(list: 'standard' | 'strict'): ReadonlySet<string> {
  const writes = documentWriteActions.map(([entry]) => entry);
  return new Set([...Object.keys(guardrailRequests[list]), ...writes, ...taggingActions]);
}

/** An exception names an entry, or an action that only a wildcard covers. */
const takesOff = (except: readonly string[], entry: string, action: string) =>
  except.includes(entry) || (except.includes(action) && !triedEntries.strict.has(action));

export const isGuarded = ({ role: { guardrails } }: Subject, entry: string, action: string) =>
  guardrails.list !== 'none' && !takesOff(guardrails.except, entry, action);

type GuardedRequest = readonly [entry: string, action: string, target: RequestTarget];

const requestsOf = (list: 'standard' | 'strict'): readonly GuardedRequest[] =>
  Object.entries(guardrailRequests[list]).flatMap(([entry, requests]) =>
    Object.entries(requests).map(([action, target]) => [entry, action, target] as const),
  );
const requestsByList = { none: [], standard: requestsOf('standard'), strict: requestsOf('strict') };

/** What the role's list denies on anything. */
export function guardedRequests({ role: { guardrails } }: Subject): readonly GuardedRequest[] {
  return requestsByList[guardrails.list];
}

/** Documents that run on nodes are protected whatever their name. */
const isDeniedAnywhere = (subject: Subject, action: string) =>
  isDeniedByTeam(subject.role.guardrails.deny, action) ||
  guardedRequests(subject).some(([entry, denied]) => denied === action && isGuarded(subject, entry, action));

/** Actions are compared without letter case. */
const isDeniedByTeam = (deny: readonly string[], entry: string) =>
  deny.some((pattern) => compileGlob(globOf(pattern.toLowerCase()))(entry.toLowerCase()));

function on(subject: Subject, action: string, arn: string, context: ContextValues = {}): ActionVariant {
  return { action, arn, context: { ...callerContext(subject, subject.home), ...context } };
}

function targetArn(subject: Subject, target: RequestTarget): string {
  if (target === '*') return '*';
  if (target === 'node') return exampleNode(subject, subject.home).arn;
  const { mapping, home } = subject;
  const [service = '', resource = ''] = target.split('|');
  const region = servicesWithoutRegion.has(service) ? '' : home.region;
  return `arn:${mapping.partition}:${service}:${region}:${home.account}:${resource}`;
}

function associationArn({ mapping, home }: Subject): string {
  return `arn:${mapping.partition}:ssm:${home.region}:${home.account}:association/8dfe3659-4309-493a-8755-0123456789ab`;
}

/** Its own and its tunnels', those of others, older ones, the default one, and one that the next role may be given. */
export function guardedDocuments({ mapping, role, neighbour, otherTunnels }: Subject): string[] {
  const { nameTemplate, previous } = mapping.documents;
  const next = nameTemplate
    .replaceAll('{role}', 'next-role')
    .replaceAll('{osUser}', 'next-user')
    .replaceAll('{hash}', '0'.repeat(8));
  const names = [role, ...role.tunnels, ...(neighbour ? [neighbour] : []), ...otherTunnels].map(
    ({ document }) => document.name,
  );
  const users = (mapping.nodeUsers ?? []).map(({ name }) => name);
  return [...new Set([...names, next, ...previous.map(({ name }) => name), ...users, defaultDocument])];
}

/** Whether the name template could yield this name: then the policies protect it, also if another team has it. */
function fitsTemplate({ mapping }: Subject, name: string): boolean {
  const { nameTemplate } = mapping.documents;
  const [prefix = ''] = nameTemplate.split('{', 1);
  const names = prefix === '' ? nameTemplate.replaceAll(/\{[^}]*\}/g, '*') : `${prefix}*`;
  return compileGlob(globOf(names))(name);
}

/** Whether the action writes documents, on one that the policies protect. */
function writesProtected(subject: Subject, action: string, target: RequestTarget): boolean {
  const [, name] = target.split('|document/');
  if (name === undefined || !fitsTemplate(subject, name)) return false;
  return documentWriteActions.some(
    ([entry, actions]) => actions.includes(action) && isGuarded(subject, entry, action),
  );
}

/** Names near those of the mapping's documents, without those that the name template could yield. */
function otherNames(subject: Subject): string[] {
  const { mapping, role } = subject;
  const { nameTemplate, previous } = mapping.documents;
  const near = [...role.tunnels.map(({ document }) => document), ...previous].map(({ name }) => `${name}2`);
  const byTemplate = `${nameTemplate.replaceAll(/\{[^}]*\}/g, '0-team')}2`;
  return ['0-team-document', `${defaultDocument}2`, byTemplate, ...near].filter(
    (name) => !fitsTemplate(subject, name),
  );
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
      guardedRequests(subject)
        .filter(([entry, action]) => isGuarded(subject, entry, action))
        .map(([, action, target]) => on(subject, action, targetArn(subject, target))),
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
      guardedRequests(subject)
        .filter(
          ([entry, action, target]) =>
            !isGuarded(subject, entry, action) &&
            !isDeniedByTeam(subject.role.guardrails.deny, action) &&
            !writesProtected(subject, action, target),
        )
        .map(([, action, target]) => on(subject, action, targetArn(subject, target))),
  },
  {
    id: 'around-document-writes',
    name: 'writing a Session document',
    reason: 'Whoever can write the document chooses the Linux user.',
    promise: 'denied',
    variants: (subject) =>
      documentWriteActions.flatMap(([entry, actions]) =>
        actions
          .filter((action) => isGuarded(subject, entry, action))
          .flatMap((action) =>
            guardedDocuments(subject).map((name) =>
              on(subject, action, documentArnAt(subject, name, subject.home)),
            ),
          ),
      ),
  },
  {
    id: 'around-node-users',
    name: 'deleting the association that creates Linux users',
    reason: 'Without it, sudo rules that the mapping takes back would stay on the nodes.',
    promise: 'denied',
    variants: (subject) =>
      subject.mapping.nodeUsers === undefined || subject.role.guardrails.list === 'none'
        ? []
        : [on(subject, 'ssm:DeleteAssociation', associationArn(subject))],
  },
  {
    id: 'around-other-documents',
    name: 'writing a document that is not of this mapping',
    reason: 'Guardrails must not block this.',
    promise: 'untouched',
    variants: (subject) =>
      documentWriteActions
        .flatMap(([, actions]) => actions)
        .filter((action) => !isDeniedAnywhere(subject, action))
        .flatMap((action) =>
          otherNames(subject).map((name) => on(subject, action, documentArnAt(subject, name, subject.home))),
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
        .filter((action) => isGuarded(subject, action, action))
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
    reason: 'Guardrails must not block this.',
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
