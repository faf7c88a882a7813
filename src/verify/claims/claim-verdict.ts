/**
 * The verdict on one question. A denied session breaks "no lock-out" only if nothing that the mapping leaves open could make it an
 * allowed one; otherwise the claim depends on what could.
 */
import { doubtText } from '../../diagnostics/catalog/proof-texts.js';
import type { StatementRef } from '../../iam/evaluate/statement.js';
import { asksOf, insertedIn } from '../decide/asks.js';
import { type Answer, decide, eachFound, type Found } from '../decide/decide.js';
import type { RequestQuestion } from '../decide/question.js';
import type { Term } from '../decide/request-model.js';
import { atOneLevel } from '../proof/policy-sets.js';
import { type ClaimQuestion, type ClaimVerdict, type Decided, shownKeys } from './claim.js';

const mostDenials = 300;

/** `closed`: the answer, where it is known already. */
export function decided(asked: ClaimQuestion, closed?: Answer): Decided {
  const { find } = asked.question;
  const policies = find === 'allowed' ? atOneLevel(asked.set.policies) : asked.set.policies;
  const question: RequestQuestion = { ...asked.question, policies };
  const answer = closed ?? decide(question, { shown: shownKeys });
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
  const denials = eachFound(question, { shown: shownKeys }, (found) => {
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
