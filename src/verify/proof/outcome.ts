/**
 * What a request comes to: denied, or allowed and as whom. Combines decisions on single resources, which AWS takes one by one,
 * and asks Run As for the Linux user. Expects nothing.
 */
import { lockedUser } from '../../access/default-document.js';
import type { OpenBecause } from '../../diagnostics/catalog/proof-texts.js';
import type { ResourceDecision } from '../../iam/evaluate/evaluate.js';
import type { StatementRef } from '../../iam/evaluate/statement.js';
import { type RunAs, runAs } from '../run-as.js';
import type { UserSource } from '../scenarios/scenario.js';

export type Outcome =
  | { readonly kind: 'denied' }
  /** For requests that start no session. */
  | { readonly kind: 'allowed' }
  | { readonly kind: 'user'; readonly user: string; readonly source: 'tag' | 'document' }
  /** Allowed, and a port is forwarded: no shell, no Linux user. */
  | { readonly kind: 'tunnel' }
  /** Allowed, and nothing here fixes the user. */
  | { readonly kind: 'open'; readonly because: OpenBecause };

export interface Ruling {
  readonly allowed: boolean;
  /** Allowed under one reading of the policies only. */
  readonly inDoubt: boolean;
  /** The allowing or the denying statements; none where nothing allows. */
  readonly by: readonly StatementRef[];
  readonly resources: readonly ResourceDecision[];
}

export function ruling(resources: readonly ResourceDecision[]): Ruling {
  const denying = resources.filter(({ outcome }) => outcome === 'explicitly-denied');
  const refused = resources.some(({ outcome }) => outcome !== 'allowed');
  return {
    allowed: !refused,
    inDoubt: !refused && resources.some(({ doubts }) => doubts.length > 0),
    by: (refused ? denying : resources).flatMap(({ by }) => by),
    resources,
  };
}

export const denied: Outcome = { kind: 'denied' };
export const allowed: Outcome = { kind: 'allowed' };

export function userOf(source: UserSource, tags: Readonly<Record<string, string>>): Outcome {
  switch (source.kind) {
    case 'preferences':
      return outcomeOf(runAs({ sessionTags: tags, roleTags: {}, document: source.preferences }));
    case 'default-document':
      return { kind: 'open', because: 'default-document' };
    case 'author':
      return { kind: 'open', because: 'document-author' };
    case 'tunnel':
      return { kind: 'tunnel' };
    case 'no-run-as':
      return { kind: 'open', because: 'no-run-as' };
  }
}

function outcomeOf(result: RunAs): Outcome {
  switch (result.kind) {
    case 'user':
      if (result.user === lockedUser) return { kind: 'open', because: 'locked' };
      return { kind: 'user', user: result.user, source: sourceOf(result.source) };
    case 'ssm-user':
      return { kind: 'user', user: 'ssm-user', source: 'document' };
    case 'no-session':
      return { kind: 'open', because: 'no-user' };
    case 'unknown':
      return { kind: 'open', because: 'empty-tag' };
  }
}

function sourceOf(source: Extract<RunAs, { kind: 'user' }>['source']): 'tag' | 'document' {
  return source === 'session-tag' || source === 'role-tag' ? 'tag' : 'document';
}

/** The same for outcomes that come to the same for people: whose word the user is does not count. */
export function outcomeKey(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'denied':
    case 'allowed':
    case 'tunnel':
      return outcome.kind;
    case 'user':
      return `user ${outcome.user}`;
    case 'open':
      return `open ${outcome.because}`;
  }
}
