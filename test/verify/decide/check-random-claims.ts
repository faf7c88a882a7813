/** The property on which the proof rests, for as many random sets of policies as one likes. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { compileRequest, evaluate, type Request } from '../../../src/iam/evaluate/evaluate.js';
import { many } from '../../../src/iam/policy.js';
import { decide } from '../../../src/verify/decide/decide.js';
import type { Guard, RequestQuestion } from '../../../src/verify/decide/question.js';
import { decideTheirs } from '../../iam/evaluate/differential/simulator.js';
import { caseOf, gridOf, policiesOf, questionOf, type RandomClaim, randomClaims } from './random-claims.js';

export async function checkRandomClaims({ sets, seed, grid }: { sets: number; seed: number; grid: number }) {
  const tally: Record<string, number> = {};
  const count = (what: string, n = 1) => {
    tally[what] = (tally[what] ?? 0) + n;
  };
  await fc.assert(
    fc.asyncProperty(randomClaims, async (claim) => {
      const policies = policiesOf(claim);
      const question = questionOf(claim);
      const answer = decide(question);
      count(`${claim.find}: ${answer.kind}`);
      count('branches', answer.branches);
      if (answer.kind === 'undecided') count(`undecided: ${answer.because}`);
      if (answer.kind === 'none') {
        for (const request of gridOf(claim, grid)) {
          count('requests of grids');
          const { outcome, resources } = evaluate(policies, request);
          // Of a quarter of a million requests none is to be found: putting each into words would take a sixth of the time.
          if ((outcome === 'allowed') === (claim.find === 'allowed') && meets(question, request))
            throw new Error(`a request is found: ${JSON.stringify({ request, resources, claim })}`);
        }
      }
      if (answer.kind === 'found') {
        expect(meets(question, answer.found.request)).toBe(true);
        const { request, decision, inDoubt } = answer.found;
        if (inDoubt) count(`${claim.find}: found in doubt`);
        else {
          expect(decision.outcome === 'allowed').toBe(claim.find === 'allowed');
          const theirs = await decideTheirs(caseOf(claim, request), false);
          const outcome = theirs.every((one) => one === 'allowed') ? 'allowed' : 'denied';
          const agrees = outcome === claim.find;
          if (isBeyondSimulator(claim, request)) count('beyond the simulator');
          else expect(agrees, JSON.stringify({ request, theirs, decision, claim })).toBe(true);
        }
        expect(request.resources.length).toBe(question.model.resources.length);
      }
    }),
    { numRuns: sets, seed, endOnFailure: true },
  );
  return tally;
}

/** Its known limits (disagreements.test.ts), and empty values, of which the guide lets two readings stand. */
function isBeyondSimulator({ one, boundary, guards }: RandomClaim, request: Request): boolean {
  const values = new Map(
    [request.context, ...request.resources.map(({ context }) => context ?? {})].flatMap((layer) =>
      Object.entries(layer).map(([key, value]) => [key.toLowerCase(), many(value)] as const),
    ),
  );
  if ([...values.values()].some((all) => all.includes(''))) return true;
  const documents = [...one.policies, ...one.scps, ...(boundary ? [boundary] : [])];
  return [...documents.flatMap(({ Statement }) => Statement), ...guards].some(({ Condition = {} }) =>
    Object.entries(Condition).some(([operator, keys]) =>
      Object.values(keys).some((wanted) =>
        many(wanted).some(
          (text) =>
            (/^StringEquals|NotEquals/.test(operator) && /\$\{[*?$]\}/.test(text)) ||
            (operator.includes('NotIp') && !text.includes('/')) ||
            (operator.includes('Not') &&
              [...text.matchAll(/\$\{([^,}]+)/g)].some(
                ([, key = '']) => !values.get(key.toLowerCase())?.length,
              )),
        ),
      ),
    ),
  );
}

/** Where a guard is in doubt it counts for the request, as it does in the search; never where it must not apply. */
function meets({ all, any, never }: RequestQuestion, request: Request): boolean {
  const { resources } = compileRequest(request);
  const truthOf = ({ statement, resource }: Guard) => {
    const asked = resources[resource];
    if (!asked) throw new Error('no such resource');
    return statement.applies(asked.arn, asked.context);
  };
  return (
    all.every((guard) => truthOf(guard) !== false) &&
    (any.length === 0 || any.some((guard) => truthOf(guard) !== false)) &&
    never.every((guard) => truthOf(guard) !== true)
  );
}
