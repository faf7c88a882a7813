/** Decides a role's claims for all requests. */
import { many } from '../../iam/policy.js';
import { decide, type Found } from '../decide/decide.js';
import {
  administrator,
  nothing,
  type PolicySet,
  type RolePolicies,
  type Surroundings,
} from '../proof/policy-sets.js';
import type { AxiomName } from '../requests/axioms.js';
import { requestSpace } from '../requests/space.js';
import type { Subject } from '../scenarios/subject.js';
import { actionClaims } from './action-claims.js';
import { likenessUnder } from './alike.js';
import { type ClaimQuestion, type ClaimSets, type Decided, shownKeys } from './claim.js';
import { decided } from './claim-verdict.js';
import { claimsAboutOthers } from './others/claims.js';
import { exceptFor, exemptionOf } from './others/exemptions.js';
import { type KnownAnswers, PolicyParts } from './policy-parts.js';
import { sessionClaims } from './session-claims.js';

export interface DecideClaimsOptions {
  /** Axioms that are left out. */
  readonly without?: ReadonlySet<AxiomName>;
  /** Of roles that are alike under their identity policies. */
  readonly alike?: KnownAnswers;
  /** Of all roles under the same service control policies. */
  readonly everybody?: { readonly answers: KnownAnswers; readonly decided: Map<string, Decided> };
}

export function decideClaims(
  subject: Subject,
  { sets }: RolePolicies,
  surroundings: Surroundings,
  {
    without,
    alike = new Map(),
    everybody = { answers: new Map(), decided: new Map() },
  }: DecideClaimsOptions = {},
): readonly Decided[] {
  const space = requestSpace(subject, without);
  const bySet = claimSets(subject, sets);
  const asked = [...sessionClaims(subject, space, bySet), ...actionClaims(subject, space, bySet)];
  const own = sets.find(({ purpose, beside }) => purpose === 'attached' && beside === nothing);
  const parts = new PolicyParts(own?.policies ?? [], surroundings.administrator, alike, (policies) =>
    likenessUnder(subject, policies),
  );
  const others = claimsAboutOthers(subject, surroundings, without).map((one): Decided => {
    const { sameForAll, unstated } = one;
    const same = everybody.decided.get(unstated ?? '') ?? everybody.decided.get(sameForAll ?? '');
    if (same) return { ...same, asked: one, branches: 0 };
    const found = ofOthers(one, subject, everybody.answers);
    if (sameForAll !== undefined) everybody.decided.set(sameForAll, found);
    // That one way is open is all that is said of it.
    if (unstated !== undefined && found.verdict.kind === 'depends') everybody.decided.set(unstated, found);
    return found;
  });
  return [...asked.map((one) => decided(one, parts.closed(one))), ...others];
}

function claimSets({ mapping }: Subject, sets: readonly PolicySet[]): ClaimSets {
  const attached = sets.filter(({ purpose }) => purpose === 'attached');
  return {
    besideAnything: mapping.step.deniesOtherDocuments
      ? attached.find(({ beside }) => beside === administrator)
      : undefined,
    allowsAlone: sets.find(({ purpose }) => purpose === 'allows-alone'),
    attached,
  };
}

function ofOthers(asked: ClaimQuestion, subject: Subject, known: KnownAnswers): Decided {
  const { within, set } = asked;
  if (within) {
    const seen = known.get(within.id);
    const wider = seen ?? decide({ ...within.question, policies: set.policies }, { shown: shownKeys });
    known.set(within.id, wider);
    const branches = seen ? 0 : wider.branches;
    if (wider.kind === 'none') return { asked, branches, verdict: { kind: 'holds' } };
  }
  const { verdict, branches } = butForExemptions(asked, subject);
  const { unstated } = asked;
  if (verdict.kind !== 'violated' || unstated === undefined) return { asked, verdict, branches };
  return { asked, branches, verdict: { kind: 'depends', on: [unstated], found: verdict.found } };
}

/** Whoever a service control policy excepts by name is taken out, until nobody or a hole is left. */
function butForExemptions(asked: ClaimQuestion, subject: Subject): Decided {
  const patterns: string[] = [];
  let branches = 0;
  let exempt: Found | undefined;
  for (let left = asked; ; ) {
    const one = decided(left);
    branches += one.branches;
    const { verdict } = one;
    if (verdict.kind === 'holds' && exempt)
      return { asked, branches, verdict: { kind: 'exempt', patterns, found: exempt } };
    if (verdict.kind !== 'violated') return { asked, branches, verdict };
    const [principal = ''] = many(verdict.found.request.context['aws:PrincipalArn'] ?? []);
    const pattern = exemptionOf(principal, asked, subject);
    if (pattern === undefined || patterns.includes(pattern)) return { asked, branches, verdict };
    patterns.push(pattern);
    exempt ??= verdict.found;
    left = exceptFor(left, pattern);
  }
}
