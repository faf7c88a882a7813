/**
 * The states of the tag `SSMSessionRunAs` on the caller, which outranks every document, and the accounts and Regions in which
 * somebody could try the own document.
 */

import { runAsTag } from '../../aws/names.js';
import type { PlaceScenario, TagScenario, TagVariant, Verdict } from './scenario.js';
import { regionNotListed, type Subject } from './subject.js';

/**
 * The accounts and Regions in which somebody could try the own document. An account and a Region are separate fields of
 * every ARN and separate keys of every condition, so that each is tried by itself.
 */
export const placeScenarios: readonly PlaceScenario[] = [
  {
    id: 'place-each-account',
    name: 'each listed account',
    reason: 'The document is deployed there.',
    variants: ({ mapping, home }) =>
      mapping.accounts.map((account) => ({ place: { ...home, account }, verdict: 'open' })),
  },
  {
    id: 'place-each-region',
    name: 'each listed Region',
    reason: 'The document is deployed there.',
    variants: ({ mapping, home }) =>
      mapping.regions.map((region) => ({ place: { ...home, region }, verdict: 'open' })),
  },
  {
    id: 'place-other-account',
    name: 'an account that is not listed',
    reason: 'No document of ours is there, so that anybody could have put one of the same name.',
    variants: ({ arns, home, stranger }) =>
      arns === 'accounts' ? [{ place: { ...home, account: stranger }, verdict: 'shut' }] : [],
  },
  {
    id: 'place-other-region',
    name: 'a Region that is not listed',
    reason: 'As before.',
    variants: ({ mapping, home }) =>
      mapping.regions.length > 0 ? [{ place: { ...home, region: regionNotListed }, verdict: 'shut' }] : [],
  },
];

function verdictOn({ role }: Subject, value: string): Verdict {
  switch (role.principalTag) {
    case 'forbid':
      return 'shut';
    case 'match':
      return value === role.osUser ? 'open' : 'shut';
    case 'ignore':
      return 'open';
  }
}

function tag(subject: Subject, value: string, key = runAsTag): TagVariant {
  return { shown: `${key}=${value}`, tags: { [key]: value }, verdict: verdictOn(subject, value) };
}

/**
 * The states of the tag `SSMSessionRunAs` on the caller, which outranks every document.
 * Knows what `principalTag` promises about each; not how policies see to it.
 */
export const tagScenarios: readonly TagScenario[] = [
  {
    id: 'tag-absent',
    name: 'no tag',
    reason: 'The normal case after the attribute is removed.',
    variants: () => [{ shown: `no ${runAsTag}`, tags: {}, verdict: 'open' }],
  },
  {
    id: 'tag-own-user',
    name: "the tag, with the role's user",
    reason: 'The user would be right; `principalTag: match` allows this.',
    variants: (subject) => [tag(subject, subject.role.osUser)],
  },
  {
    id: 'tag-other-user',
    name: "the tag, with another role's user",
    reason: 'The permission set would not decide the user any more.',
    variants: (subject) => [tag(subject, subject.otherUser)],
  },
  {
    id: 'tag-root',
    name: 'the tag, with root',
    reason: 'The agent does not refuse it.',
    variants: (subject) => [tag(subject, 'root')],
  },
  {
    id: 'tag-empty',
    name: 'the tag, empty',
    reason: 'Whether an empty tag counts is documented nowhere.',
    variants: (subject) => [tag(subject, '')],
  },
  {
    id: 'tag-letter-case',
    name: 'the tag in other letter case',
    reason: 'AWS takes tag keys without letter case.',
    variants: (subject) => [tag(subject, 'root', runAsTag.toLowerCase())],
  },
];
