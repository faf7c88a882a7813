/**
 * The proof: for every role's policies, as they are rendered, each claim is decided for all requests, and every scenario is
 * tried; what comes out other than promised is a violation. Pure: reads no file and prints nothing. `docs/proof.md` says what is
 * promised at which step.
 */

import type { Access } from '../access/access.js';
import type { AttachedPolicy } from '../iam/evaluate/policy.js';
import type { PolicyProblem } from '../iam/problem.js';
import type { RoleMapping } from '../mapping/model.js';
import { likenessOf } from './claims/alike.js';
import type { Decided } from './claims/claim.js';
import { decideClaims } from './claims/decide-claims.js';
import type { KnownAnswers } from './claims/policy-parts.js';
import { type DecidedRole, settleTrial } from './claims/settle-trial.js';
import { type ClaimSummary, summaryOfClaims } from './claims/summary.js';
import { tryActions } from './proof/actions.js';
import { type Limit, limitsOf } from './proof/limits.js';
import { matrixOf, type Row } from './proof/matrix.js';
import { tryOtherPrincipals } from './proof/other-principals.js';
import { administrator, compileRole, compileSurroundings, nothing } from './proof/policy-sets.js';
import { tryPlaces, tryStarts } from './proof/start-session.js';
import { type Results, Trial } from './proof/trial.js';
import { gatherViolations, type TriedRole, type Violation } from './proof/violations.js';
import { actionScenarios, startScenarios } from './scenarios/index.js';
import { subjectOf } from './scenarios/subject.js';

export interface Proof {
  readonly holds: boolean;
  /** Decisions on requests, each under one set of policies. */
  readonly requests: number;
  /** What roles were tried beside, `nothing` first. */
  readonly besides: readonly string[];
  readonly boundaries: readonly string[];
  readonly serviceControlPolicies: readonly string[];
  /** What was decided for all requests. */
  readonly claims: readonly ClaimSummary[];
  readonly matrix: readonly Row[];
  /** By role: what the matrix was made from, with the decisions. A role that was not tried is not there. */
  readonly results: ReadonlyMap<string, Results>;
  readonly violations: readonly Violation[];
  /** What the evaluator does not know; a role or a policy with a problem was not tried. */
  readonly unsupported: readonly PolicyProblem[];
  readonly limits: readonly Limit[];
}

const isIdentity = ({ kind }: AttachedPolicy) => kind === 'identity';
const documentsOf = (policies: readonly AttachedPolicy[]) => policies.map(({ document }) => document);

/** `attached`: policies that are assumed beside every role's own, and service control policies. */
export function prove(mapping: RoleMapping, access: Access, attached: readonly AttachedPolicy[] = []): Proof {
  const [surroundings, refusedAttached] = compileSurroundings(attached);
  const unsupported = [...refusedAttached];
  const tried: TriedRole[] = [];
  const known = new Map<string, DecidedRole>();
  const answersAlike = new Map<string, KnownAnswers>();
  const everybody = { answers: new Map(), decided: new Map() };
  const decided: { readonly role: string; readonly claims: readonly Decided[] }[] = [];
  for (const roleAccess of access.roles) {
    const [policies, refused] = compileRole(roleAccess, surroundings);
    for (const problem of refused) unsupported.push(problem);
    if (!policies) continue;
    const subject = subjectOf(mapping, roleAccess);
    const trial = new Trial();
    tryStarts(subject, policies.sets, startScenarios, trial);
    tryPlaces(subject, policies.sets, startScenarios, trial);
    for (const scenarios of Object.values(actionScenarios))
      tryActions(subject, policies.sets, scenarios, trial);
    tryOtherPrincipals(subject, policies, surroundings, trial);
    const likeness = likenessOf(subject, roleAccess, documentsOf(attached));
    const ofIdentity = likenessOf(subject, roleAccess, documentsOf(attached.filter(isIdentity)));
    const answers = answersAlike.get(ofIdentity) ?? new Map();
    answersAlike.set(ofIdentity, answers);
    const alike = known.get(likeness) ?? {
      role: roleAccess.role,
      claims: decideClaims(subject, policies, surroundings, { alike: answers, everybody }),
    };
    known.set(likeness, alike);
    settleTrial(trial, subject, alike);
    decided.push({ role: roleAccess.role.name, claims: alike.claims });
    tried.push({ subject, ownerOf: policies.ownerOf, trial });
  }
  const violations = gatherViolations(tried);
  return {
    holds:
      unsupported.length === 0 &&
      violations.every(({ code }) => code === 'proof-may-lock-out' || code === 'proof-exempt'),
    requests: tried.reduce((sum, { trial }) => sum + trial.requests, 0),
    besides: [nothing, administrator, ...surroundings.attached.map(({ name }) => name)],
    boundaries: surroundings.boundaries.map(({ name }) => name),
    serviceControlPolicies: surroundings.serviceControl.map(({ name }) => name),
    claims: summaryOfClaims(decided),
    matrix: matrixOf(tried),
    results: new Map(tried.map(({ subject, trial }) => [subject.role.name, trial.results])),
    violations,
    unsupported,
    limits: limitsOf(mapping, access, tried, surroundings.serviceControl),
  };
}
