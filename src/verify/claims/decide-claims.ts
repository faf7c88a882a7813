/**
 * Decides a role's claims for all requests. A denied session breaks "no lock-out" only if nothing that the mapping leaves
 * open could make it an allowed one; otherwise the claim depends on what could.
 */
import { doubtText } from '../../diagnostics/catalog/proof-texts.js';
import type { StatementRef } from '../../iam/evaluate/statement.js';
import { many } from '../../iam/policy.js';
import { asksOf } from '../decide/asks.js';
import { type Answer, decide, eachFound, type Found } from '../decide/decide.js';
import type { RequestQuestion } from '../decide/question.js';
import type { Term } from '../decide/request-model.js';
import type { RolePolicies, Surroundings } from '../proof/policy-sets.js';
import type { Subject } from '../scenarios/subject.js';
import { actionClaims } from './action-claims.js';
import type { AxiomName } from './axioms.js';
import type { ClaimQuestion, ClaimVerdict, Decided } from './claim.js';
import { exceptFor, exemptionOf, outsiderClaims } from './outsider-claims.js';
import { requestSpace } from './request-space.js';
import { sessionClaims } from './session-claims.js';

/** Keys that people look for in a request. */
const shown = ['aws:PrincipalArn', 'aws:ResourceAccount'];

const mostDenials = 300;

/** `without`: axioms that are left out. */
export function decideClaims(
  subject: Subject,
  { sets }: RolePolicies,
  surroundings: Surroundings,
  without?: ReadonlySet<AxiomName>,
): readonly Decided[] {
  const space = requestSpace(subject, without);
  const asked = [...sessionClaims(subject, space, sets), ...actionClaims(subject, space, sets)];
  const outsiders = outsiderClaims(subject, surroundings, without);
  return [...asked.map(decided), ...outsiders.map((one) => butForExemptions(one, subject))];
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

function decided(asked: ClaimQuestion): Decided {
  const question: RequestQuestion = { ...asked.question, policies: asked.set.policies };
  const answer = withoutFurtherDenials(question, asked) ?? decide(question, { shown });
  switch (answer.kind) {
    case 'none':
      return { asked, branches: answer.branches, verdict: { kind: 'holds' } };
    case 'undecided':
      return { asked, branches: answer.branches, verdict: { kind: 'not-decided', because: answer.because } };
    case 'found': {
      const { verdict, branches } =
        question.find === 'allowed'
          ? { verdict: { kind: 'violated', found: answer.found } as const, branches: 0 }
          : lockedOut(question, answer.found);
      return { asked, verdict, branches: answer.branches + branches };
    }
  }
}

/**
 * What the role's own policies deny already, service control policies and boundaries need not: they only take away. Undefined
 * where that is not enough.
 */
function withoutFurtherDenials(question: RequestQuestion, { set }: ClaimQuestion): Answer | undefined {
  const policies = question.policies.filter(({ kind }) => kind === 'identity');
  const isShort = question.find === 'denied' || policies.length === question.policies.length;
  if (isShort || set.purpose === 'others') return undefined;
  const answer = decide({ ...question, policies }, { shown });
  return answer.kind === 'none' ? answer : undefined;
}

/** For each denial the values that the mapping states are kept: is there nothing else that makes it an allowed request? */
function lockedOut(
  question: RequestQuestion,
  first: Found,
): { readonly verdict: ClaimVerdict; readonly branches: number } {
  const on = new Set<string>();
  const seen = new Set<string>();
  let violated: Found | undefined;
  let branches = 0;
  let left = mostDenials;
  const denials = eachFound(question, { shown }, (found) => {
    const fixed = new Map([...found.chosen].filter(([{ stated }]) => stated));
    const key = JSON.stringify([...fixed].map(([{ name }, values]) => [name, values]));
    const isKnown = seen.has(key);
    seen.add(key);
    if (!isKnown) {
      const allowed = decide({ ...question, find: 'allowed' }, { fixed });
      branches += allowed.branches;
      if (allowed.kind === 'none') violated = found;
    }
    for (const name of dependsOn(question, found)) on.add(name);
    left -= 1;
    return violated || left === 0 ? 'stop' : 'go on';
  });
  branches += denials.branches;
  if (violated) return { branches, verdict: { kind: 'violated', found: violated } };
  return { branches, verdict: { kind: 'depends', on: [...on].sort(), found: first } };
}

/** What the denying statements ask about and the mapping does not state. */
function dependsOn(
  { policies, model }: RequestQuestion,
  { decisive, nameOf, decision, inDoubt }: Found,
): string[] {
  const doubts = decision.resources.flatMap((resource) => resource.doubts);
  if (inDoubt) return doubts.map(({ doubt }) => doubtText(doubt.about, doubt.subject));
  const free = (term: Term | 'absent') =>
    term === 'absent'
      ? []
      : term
          .filter((piece) => typeof piece === 'object')
          .filter((piece) => decisive.has(piece) && !piece.stated);
  const by = new Set(decision.resources.flatMap((resource) => resource.by.map(refText)));
  const denying = policies
    .flatMap(({ statementsFor }) => statementsFor(model.action.toLowerCase()).denies)
    .filter(({ ref }) => by.has(refText(ref)));
  const names = denying.flatMap((statement) =>
    asksOf(statement).flatMap(({ about }) =>
      model.resources.flatMap(({ arn }, at) =>
        free(about === 'resource' ? arn : model.key(about.key, at).term).map(nameOf),
      ),
    ),
  );
  return names.length > 0 ? names : [...decisive].filter(({ stated }) => !stated).map(nameOf);
}

const refText = ({ policy, index }: StatementRef) => `${policy}\n${index}`;
