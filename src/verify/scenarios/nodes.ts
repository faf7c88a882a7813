/**
 * The targets on which somebody could try to start a session. Knows tags and kinds of nodes; not what policies say.
 */

import type { NodeKind } from '../../mapping/model.js';
import { scopeTagKeys } from '../../mapping/node-scope.js';
import type { AwsPlace } from '../../mapping/place-values.js';
import type { NodeScenario, NodeVariant, Verdict } from './scenario.js';
import { ownValue, type Subject, tagged, tagsInScope } from './subject.js';

type Tags = Readonly<Record<string, readonly string[]>>;

/** No team gives it to a tag that decides about access. */
const anotherValue = 'ssm-runas-gen-another-value';

function nodeArn(kind: NodeKind, { mapping }: Subject, { account, region }: AwsPlace): string {
  switch (kind) {
    case 'ec2':
      return `arn:${mapping.partition}:ec2:${region}:${account}:instance/i-0123456789abcdef0`;
    case 'hybrid':
      return `arn:${mapping.partition}:ssm:${region}:${account}:managed-instance/mi-0123456789abcdef0`;
  }
}

const kindWords: Readonly<Record<NodeKind, string>> = { ec2: 'an EC2 instance', hybrid: 'a hybrid node' };

/** A node with these tags of the role's scope; the ones that are not there are said not to be. */
function node(kind: NodeKind, subject: Subject, place: AwsPlace, tags: Tags, verdict: Verdict): NodeVariant {
  const words = Object.entries(tags).map(([key, values]) =>
    values.length === 0 ? `without ${key}` : `${key}=${values.join(',')}`,
  );
  return {
    shown: [kindWords[kind], ...words].join(' '),
    arn: nodeArn(kind, subject, place),
    context: { 'aws:ResourceAccount': place.account, ...tagged(tags) },
    verdict,
  };
}

/** The same tags on each kind of node that the role reaches. */
const onEachKind = (subject: Subject, place: AwsPlace, tags: Tags, verdict: Verdict) =>
  subject.role.nodes.kinds.map((kind) => node(kind, subject, place, tags, verdict));

/** Each tag by itself in another state, the others in scope. */
function oneTagChanged(subject: Subject, place: AwsPlace, values: readonly string[]): NodeVariant[] {
  const inScope = tagsInScope(subject);
  return Object.keys(inScope).flatMap((key) =>
    onEachKind(subject, place, { ...inScope, [key]: values }, 'shut'),
  );
}

/** The person's attribute in another state, each by itself. What no one sends for a node, `aws:PrincipalTag`, is the caller's. */
function oneAttributeChanged(
  subject: Subject,
  place: AwsPlace,
  values: readonly string[],
  tagValues: readonly (readonly string[])[],
): NodeVariant[] {
  const inScope = tagsInScope(subject);
  const words = values.length === 0 ? 'absent' : JSON.stringify(values.join());
  return Object.entries(subject.role.nodes.matchTags).flatMap(([key, attribute]) =>
    tagValues.flatMap((tag) =>
      onEachKind(subject, place, { ...inScope, [key]: tag }, 'shut').map((one) => ({
        ...one,
        shown: `${one.shown}; attribute ${attribute} ${words}`,
        context: { ...one.context, [`aws:PrincipalTag/${attribute}`]: values },
      })),
    ),
  );
}

const ofKind = (kind: NodeKind, subject: Subject, place: AwsPlace): NodeVariant =>
  node(kind, subject, place, tagsInScope(subject), subject.role.nodes.kinds.includes(kind) ? 'open' : 'shut');

export const nodeScenarios: readonly NodeScenario[] = [
  {
    id: 'node-in-scope',
    name: 'a node in scope',
    reason: 'The nodes that are meant.',
    variants: (subject, place) =>
      subject.role.nodes.kinds.slice(0, 1).map((kind) => ofKind(kind, subject, place)),
  },
  {
    id: 'node-ec2',
    name: 'an EC2 instance with the tags in scope',
    reason: 'Reached if nodes.kinds lists ec2.',
    variants: (subject, place) => [ofKind('ec2', subject, place)],
  },
  {
    id: 'node-hybrid',
    name: 'a hybrid node with the tags in scope',
    reason: 'Reached if nodes.kinds lists hybrid.',
    variants: (subject, place) => [ofKind('hybrid', subject, place)],
  },
  {
    id: 'node-each-value',
    name: 'a node with each accepted value',
    reason: 'Every value that the mapping lists for a tag is accepted.',
    variants: (subject, place) => {
      const inScope = tagsInScope(subject);
      return Object.entries(subject.role.nodes.tags).flatMap(([key, values]) =>
        values
          .slice(1)
          .flatMap((value) => onEachKind(subject, place, { ...inScope, [key]: [value] }, 'open')),
      );
    },
  },
  {
    id: 'node-account-untold',
    name: 'a node in scope, if AWS sends no aws:ResourceAccount',
    reason:
      'Nobody documents that StartSession sends aws:ResourceAccount for nodes; nothing may depend on it.',
    variants: (subject, place) =>
      onEachKind(subject, place, tagsInScope(subject), 'open').map((one) => ({
        ...one,
        context: { ...one.context, 'aws:ResourceAccount': [] },
      })),
  },
  {
    id: 'node-untagged',
    name: 'a node without any of the tags',
    reason: 'Nodes outside the scope may be Windows, where Run As does not hold.',
    variants: (subject, place) => {
      const keys = scopeTagKeys(subject.role.nodes);
      if (keys.length === 0) return [];
      return onEachKind(subject, place, Object.fromEntries(keys.map((key) => [key, []])), 'shut');
    },
  },
  {
    id: 'node-tag-missing',
    name: 'a node without one of the tags',
    reason: 'Each tag must be required by itself: keys of one condition must all differ before a Deny holds.',
    variants: (subject, place) => oneTagChanged(subject, place, []),
  },
  {
    id: 'node-tag-value',
    name: 'a node with another value of one of the tags',
    reason: 'As before.',
    variants: (subject, place) => oneTagChanged(subject, place, [anotherValue]),
  },
  {
    id: 'attribute-absent',
    name: "a node that must match the person's attribute, which the person does not have",
    reason: 'A variable without value may make a whole statement not apply, the Deny as well.',
    variants: (subject, place) => oneAttributeChanged(subject, place, [], [[ownValue], []]),
  },
  {
    id: 'attribute-empty',
    name: "a node that must match the person's attribute, which is empty",
    reason: 'An empty attribute must not match nodes whose tag is empty.',
    variants: (subject, place) => oneAttributeChanged(subject, place, [''], [[ownValue], [''], []]),
  },
  {
    id: 'attribute-other',
    name: "a node that matches another person's attribute",
    reason: 'The nodes of other people.',
    variants: (subject, place) => oneAttributeChanged(subject, place, [anotherValue], [[ownValue]]),
  },
  {
    id: 'attribute-letter-case',
    name: "a node that matches the person's attribute but for letter case",
    reason: 'Values of tags are compared with letter case.',
    variants: (subject, place) => oneAttributeChanged(subject, place, [ownValue.toUpperCase()], [[ownValue]]),
  },
  {
    id: 'node-ecs-task',
    name: 'an ECS task',
    reason: 'In containers Run As does not hold; the task carries the tags in scope.',
    variants: (subject, { account, region }) => [
      {
        shown: 'an ECS task',
        arn: `arn:${subject.mapping.partition}:ecs:${region}:${account}:task/cluster/0123456789abcdef0123456789abcdef`,
        context: { 'aws:ResourceAccount': account, ...tagged(tagsInScope(subject)) },
        verdict: 'shut',
      },
    ],
  },
];

/** Kinds of nodes there are, for scenarios of other files. */
export const exampleNode = (subject: Subject, place: AwsPlace): NodeVariant =>
  ofKind(subject.role.nodes.kinds[0] ?? 'ec2', subject, place);

export const everyNodeArn = (subject: Subject, place: AwsPlace): readonly string[] =>
  subject.scope.kinds.map((kind) => nodeArn(kind, subject, place));
