/**
 * From the logs of all trials to violations: what fails alike for several roles is one violation of them all.
 * Says what happened in the words that findings need; the prose is the catalog's.
 */

import type { ProofArguments } from '../../diagnostics/catalog/proof.js';
import { doubtText } from '../../diagnostics/catalog/proof-texts.js';
import type { StatementRef } from '../../iam/evaluate/statement.js';
import type { Subject } from '../scenarios/subject.js';
import type { Outcome } from './outcome.js';
import type { Owner, RolePolicies } from './policy-sets.js';
import { distinguishing, type Trial, type TrialFailure, type TriedRequest } from './trial.js';

export interface TriedRole {
  readonly subject: Subject;
  readonly ownerOf: RolePolicies['ownerOf'];
  readonly trial: Trial;
}

/** The codes of failures; the other codes of the proof have arguments of their own. */
export type ViolationCode = Exclude<TrialFailure['code'], 'proof-policy-unknown' | 'proof-file-unreadable'>;

export interface Violation {
  readonly code: ViolationCode;
  /** In the order of the mapping, at least one; the request is the first one's. */
  readonly roles: readonly string[];
  readonly beside: string;
  readonly request: TriedRequest;
  readonly expected: 'allowed' | 'denied' | { readonly user: string };
  readonly actual: Outcome;
  /** The allowing or the denying statements, or those in doubt; empty where none decided. */
  readonly statements: readonly StatementRef[];
  /** How many requests of all these roles fail alike. */
  readonly alike: number;
  readonly arguments: ProofArguments;
}

export function gatherViolations(tried: readonly TriedRole[]): readonly Violation[] {
  const groups = new Map<string, Violation>();
  for (const { subject, ownerOf, trial } of tried) {
    for (const failure of trial.failures) {
      const { violation, key } = violationOf(failure, subject, ownerOf);
      const known = groups.get(key);
      groups.set(key, known ? joined(known, violation) : violation);
    }
  }
  return [...groups.values()];
}

function joined(known: Violation, another: Violation): Violation {
  const roles = [...new Set([...known.roles, ...another.roles])];
  return {
    ...known,
    roles,
    alike: known.alike + another.alike,
    arguments: { ...known.arguments, roles, alike: known.alike + another.alike },
  };
}

function violationOf(failure: TrialFailure, { role }: Subject, ownerOf: RolePolicies['ownerOf']) {
  const { code, set, request, actual, ruling } = failure;
  const inDoubt = ruling.resources.flatMap(({ doubts }) => doubts);
  const hinges = code === 'proof-in-doubt' || code === 'proof-may-lock-out';
  const doubtful = inDoubt.map(({ statement }) => statement);
  const statements = distinct(hinges && doubtful.length > 0 ? doubtful : ruling.by);
  const isLimited = failure.expected === 'allowed' && set.policies.some(({ limits }) => limits);
  const owner = statements.length === 0 && isLimited ? 'limits' : blamed(statements, ownerOf);
  const mentioned = statements.filter(({ policy }) => ownerOf(policy) === owner);
  const shown = distinctly(mentioned, (statement) => statementWords(statement, ownerOf));
  const doubts = new Set(
    failure.dependsOn ?? inDoubt.map(({ doubt }) => doubtText(doubt.about, doubt.subject)),
  );
  const violation: Violation = {
    code: code as ViolationCode,
    roles: [role.name],
    beside: set.beside,
    request,
    expected: failure.expected === 'user' ? { user: role.osUser } : failure.expected,
    actual,
    statements,
    alike: failure.alike,
    arguments: {
      roles: [role.name],
      request: request.words,
      beside: set.beside,
      actual,
      statements: shown.join(' and '),
      owner,
      doubts: [...doubts].join(' and '),
      alike: failure.alike,
    },
  };
  const key = [code, set.purpose, set.beside, owner, ...shown, '', ...distinguishing(code, request)].join(
    '\n',
  );
  return { violation, key };
}

/** Of several statements that together allow something, a statement that this tool did not generate is to be changed first. */
function blamed(
  statements: readonly StatementRef[],
  ownerOf: (policy: string) => Owner,
): ProofArguments['owner'] {
  const owners = new Set(statements.map(({ policy }) => ownerOf(policy)));
  const order = ['merged', 'attached', 'service-control', 'administrator', 'ours'] as const;
  return order.find((owner) => owners.has(owner)) ?? 'nobody';
}

/** Our own policies are named alike for all roles. */
function statementWords({ policy, sid, index }: StatementRef, ownerOf: (policy: string) => Owner): string {
  const name = sid === undefined ? `statement ${index + 1}` : sid;
  const owner = ownerOf(policy);
  if (owner === 'administrator') return policy;
  return owner === 'ours' ? name : `${name} of ${policy}`;
}

/** AWS lets several statements of a policy have the same Sid; then their numbers tell them apart. */
function distinctly(
  statements: readonly StatementRef[],
  wordsOf: (statement: StatementRef) => string,
): readonly string[] {
  const all = statements.map(wordsOf);
  const seen = new Set<string>();
  const repeated = new Set(all.filter((words) => seen.size === seen.add(words).size));
  return statements.map((statement, at) => {
    const words = all[at] ?? '';
    return repeated.has(words)
      ? wordsOf({ ...statement, sid: `${statement.sid} (statement ${statement.index + 1})` })
      : words;
  });
}

function distinct(statements: readonly StatementRef[]): StatementRef[] {
  const seen = new Map(statements.map((statement) => [`${statement.policy}\n${statement.index}`, statement]));
  return [...seen.values()];
}
