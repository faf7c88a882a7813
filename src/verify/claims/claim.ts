/** What a claim is, and what deciding it for all requests comes to. Data only. */

import type { Found } from '../decide/decide.js';
import type { RequestQuestion } from '../decide/question.js';
import type { PolicySet } from '../proof/policy-sets.js';
import type { ProofCode } from '../proof/trial.js';

export const claimNames = [
  'own-document',
  'linux-user',
  'nodes',
  'sessions',
  'ways-around',
  'two-locks',
  'no-lock-out',
  'everybody-else',
  'document-writes',
  'stack-set-roles',
] as const;

export type ClaimName = (typeof claimNames)[number];

/** The sets of policies by what is promised under them; undefined where nothing is. */
export interface ClaimSets {
  /** AdministratorAccess allows whatever any policy could, so that nothing else that is attached opens more. */
  readonly besideAnything: PolicySet | undefined;
  readonly allowsAlone: PolicySet | undefined;
  readonly attached: readonly PolicySet[];
}

/** A question whose answer, if there is one, breaks the claim. */
export interface ClaimQuestion {
  readonly claim: ClaimName;
  readonly set: PolicySet;
  /** What is asked about, completing the finding: `a session by another document on an EC2 instance`. */
  readonly words: string;
  readonly question: Omit<RequestQuestion, 'policies'>;
  readonly code: ProofCode;
  /** A question that leaves more open: where that one has no answer, this one has none. The same id, the same question. */
  readonly within?: { readonly id: string; readonly question: Omit<RequestQuestion, 'policies'> };
  /** The same for each role that asks a question with this id. */
  readonly sameForAll?: string;
  /** A key that the mapping does not state, where that is why there may be an answer. */
  readonly unstated?: string;
  /** About documents of earlier mappings, which are no role's own. */
  readonly isOlder?: true;
}

export type ClaimVerdict =
  | { readonly kind: 'holds' }
  | { readonly kind: 'violated'; readonly found: Found }
  /** Only for some values of these keys, which the mapping does not fix. */
  | { readonly kind: 'depends'; readonly on: readonly string[]; readonly found: Found }
  /** But for principals that a service control policy excepts by these patterns. */
  | { readonly kind: 'exempt'; readonly patterns: readonly string[]; readonly found: Found }
  | { readonly kind: 'not-decided'; readonly because: string };

export interface Decided {
  readonly asked: ClaimQuestion;
  readonly verdict: ClaimVerdict;
  readonly branches: number;
}

/** Keys that people look for in the request of a finding. */
export const shownKeys: readonly string[] = ['aws:PrincipalArn', 'aws:ResourceAccount'];
