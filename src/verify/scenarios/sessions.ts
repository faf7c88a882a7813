/**
 * Sessions that run already, the caller's own and those of others. AWS tells them apart by a tag of the session.
 * Knows the form of that tag; not what policies say.
 */
import type { ActionScenario, ActionVariant } from './scenario.js';
import { caller, callerContext, type Subject } from './subject.js';

/** `owner` is the `aws:userid` of who started the session; none where the session carries no tag. */
function onSession(subject: Subject, action: string, owner: readonly string[]): ActionVariant {
  const { mapping, home } = subject;
  return {
    action,
    arn: `arn:${mapping.partition}:ssm:${home.region}:${home.account}:session/alice-0123456789abcdef0`,
    context: {
      ...callerContext(subject, home),
      'aws:ResourceAccount': home.account,
      'ssm:resourceTag/aws:ssmmessages:session-id': owner,
    },
  };
}

/** Somebody else, somebody whose id begins or ends like the caller's, and nobody. */
const others: readonly (readonly string[])[] = [
  ['AROAEXAMPLEROLEID0001:bob@example.com'],
  [`${caller}.au`],
  [caller.slice(0, -1)],
  ['AROAEXAMPLEROLEID0002:alice@example.com'],
  [],
];

export const sessionScenarios: readonly ActionScenario[] = [
  {
    id: 'session-own-resume',
    name: 'resuming an own session',
    reason: 'A connection that broke.',
    promise: 'allowed',
    variants: (subject) => [onSession(subject, 'ssm:ResumeSession', [caller])],
  },
  {
    id: 'session-own-terminate',
    name: 'terminating an own session',
    reason: 'Leaving.',
    promise: 'allowed',
    variants: (subject) => [onSession(subject, 'ssm:TerminateSession', [caller])],
  },
  {
    id: 'session-own-tags',
    name: 'tagging an own session',
    reason: 'Its tag says whose it is; nothing but resuming and terminating is given.',
    promise: 'not-granted',
    variants: (subject) =>
      ['ssm:AddTagsToResource', 'ssm:RemoveTagsFromResource'].map((action) =>
        onSession(subject, action, [caller]),
      ),
  },
  {
    id: 'session-other-resume',
    name: "resuming somebody else's session",
    reason: 'To resume it is to become its Linux user.',
    promise: 'denied',
    variants: (subject) => others.map((owner) => onSession(subject, 'ssm:ResumeSession', owner)),
  },
  {
    id: 'session-other-terminate',
    name: "terminating somebody else's session",
    reason: 'A nuisance only: not given, but left to whoever has the right from elsewhere.',
    promise: 'not-granted',
    variants: (subject) => others.map((owner) => onSession(subject, 'ssm:TerminateSession', owner)),
  },
];
