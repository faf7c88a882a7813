/**
 * Decides a role's claims for all requests. A denied session breaks "no lock-out" only if nothing that the mapping leaves
 * open could make it an allowed one; otherwise the claim depends on what could.
 */
import { doubtText } from '../../diagnostics/catalog/proof-texts.js';
import type { CompiledPolicy } from '../../iam/evaluate/policy.js';
import type { StatementRef } from '../../iam/evaluate/statement.js';
import { many } from '../../iam/policy.js';
import { asksOf, insertedIn } from '../decide/asks.js';
import { type Answer, decide, eachFound, type Found } from '../decide/decide.js';
import type { RequestQuestion } from '../decide/question.js';
import type { Term } from '../decide/request-model.js';
import {
  administrator,
  atOneLevel,
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
import type { ClaimQuestion, ClaimSets, ClaimVerdict, Decided } from './claim.js';
import { claimsAboutOthers } from './others/claims.js';
import { exceptFor, exemptionOf } from './others/exemptions.js';
import { sessionClaims } from './session-claims.js';

/** Keys that people look for in a request. */
const shown = ['aws:PrincipalArn', 'aws:ResourceAccount'];

const mostDenials = 300;

/** What is known of questions by their ids. Questions of roles that are alike may share it. */
export type KnownAnswers = Map<string, Answer>;

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
  const parts = new Parts(
    own?.policies.filter(isIdentity) ?? [],
    surroundings.administrator,
    alike,
    (policies) => likenessUnder(subject, policies),
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
    const wider = seen ?? decide({ ...within.question, policies: set.policies }, { shown });
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

const isIdentity = ({ kind }: CompiledPolicy) => kind === 'identity';

/**
 * Questions that are decided by a part of the policies, which other questions and roles that are alike have in common.
 * What the role's own policies deny, limits and service control policies need not deny again: they only take away. What its own
 * policies allow is denied by nothing but a Deny, or a limit, of what else is attached.
 */
class Parts {
  readonly #own: readonly CompiledPolicy[];
  readonly #administrator: CompiledPolicy;
  readonly #alike: KnownAnswers;
  readonly #added: KnownAnswers = new Map();
  readonly #places = new Map<string, number>();
  readonly #likenessUnder: (policies: readonly CompiledPolicy[]) => string | undefined;

  constructor(
    own: readonly CompiledPolicy[],
    administrator: CompiledPolicy,
    alike: KnownAnswers,
    likeness: (policies: readonly CompiledPolicy[]) => string | undefined,
  ) {
    this.#own = own;
    this.#administrator = administrator;
    this.#alike = alike;
    this.#likenessUnder = likeness;
  }

  /** The answer, where a part of the policies shows it. */
  closed({ question, set }: ClaimQuestion): Answer | undefined {
    const { find } = question;
    const among = find === 'denied' ? set.beside : '';
    const place = this.#places.get(`${find} ${among}`) ?? 0;
    this.#places.set(`${find} ${among}`, place + 1);
    const policies = find === 'allowed' ? set.policies.filter(isIdentity) : this.#own;
    const isNew = !this.#alike.has(`${find} ${place}`);
    const own = known(this.#alike, `${find} ${place}`, () => decide({ ...question, policies }, { shown }));
    if (own.kind !== 'none') return isNew && policies.length === set.policies.length ? own : undefined;
    if (find === 'allowed') return own;
    const added = set.policies.filter((policy) => !this.#own.includes(policy) && takesAway(policy, question));
    if (added.length === 0) return own;
    const isStart = question.model.action === 'ssm:StartSession';
    const isOfAll = isStart && added.every(({ kind }) => kind === 'service-control');
    const likeness = isOfAll ? this.#likenessUnder(added) : undefined;
    const id = [place, likeness, ...added.map(({ name }) => name)].join('\n');
    return none(
      known(likeness === undefined ? this.#added : this.#alike, id, () =>
        decide({ ...question, policies: [this.#administrator, ...added] }),
      ),
    );
  }
}

/** Counted once. */
function known(answers: KnownAnswers, id: string, make: () => Answer): Answer {
  const seen = answers.get(id);
  if (seen) return { ...seen, branches: 0 };
  const made = make();
  answers.set(id, made);
  return made;
}

const none = (answer: Answer) => (answer.kind === 'none' ? answer : undefined);

const takesAway = ({ limits, statementsFor }: CompiledPolicy, { model }: ClaimQuestion['question']) =>
  limits || statementsFor(model.action.toLowerCase()).denies.each.length > 0;

function decided(asked: ClaimQuestion, closed?: Answer): Decided {
  const { find } = asked.question;
  const policies = find === 'allowed' ? atOneLevel(asked.set.policies) : asked.set.policies;
  const question: RequestQuestion = { ...asked.question, policies };
  const answer = closed ?? decide(question, { shown });
  switch (answer.kind) {
    case 'none':
      return { asked, branches: answer.branches, verdict: { kind: 'holds' } };
    case 'undecided':
      return { asked, branches: answer.branches, verdict: { kind: 'not-decided', because: answer.because } };
    case 'found': {
      const { verdict, branches } =
        find === 'allowed'
          ? { verdict: { kind: 'violated', found: answer.found } as const, branches: 0 }
          : lockedOut(question, answer.found);
      return { asked, verdict, branches: answer.branches + branches };
    }
  }
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
    .flatMap(({ statementsFor }) => statementsFor(model.action.toLowerCase()).denies.each)
    .filter(({ ref }) => by.has(refText(ref)));
  const names = denying.flatMap((statement) =>
    asksOf(statement).flatMap((ask) => {
      return model.resources.flatMap(({ arn }, at) => {
        const asked = ask.about === 'resource' ? arn : model.key(ask.about.key, at).term;
        return [asked, ...insertedIn(ask).map(({ key }) => model.key(key, at).term)]
          .flatMap(free)
          .map(nameOf);
      });
    }),
  );
  return names.length > 0 ? names : [...decisive].filter(({ stated }) => !stated).map(nameOf);
}

const refText = ({ policy, index }: StatementRef) => `${policy}\n${index}`;
