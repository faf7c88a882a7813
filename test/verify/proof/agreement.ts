/**
 * Each row of the matrix is one request of those that the claims are decided for. Where a row shows what a claim rules out,
 * and the claim holds, one of the two is wrong.
 */
import type { ClaimName } from '../../../src/verify/claims/claim.js';
import type { Proof } from '../../../src/verify/prove.js';
import { actionScenarios, startScenarios } from '../../../src/verify/scenarios/index.js';
import { subjectOf } from '../../../src/verify/scenarios/subject.js';
import type { Checked } from './proven.js';

interface Row {
  readonly id: string;
  /** Of every variant: all are to be denied, all allowed, or neither. */
  readonly promise: 'denied' | 'allowed' | undefined;
  /** What rules out that it is allowed. */
  readonly claim: ClaimName;
}

const startClaims = {
  documents: 'own-document',
  nodes: 'nodes',
  tags: 'linux-user',
  places: 'own-document',
} as const satisfies Record<keyof typeof startScenarios, ClaimName>;
const actionClaims = {
  sessions: 'sessions',
  work: 'no-lock-out',
  waysAround: 'ways-around',
} as const satisfies Record<keyof typeof actionScenarios, ClaimName>;

/** Rows that leave out what is taken for granted ask for more than the claims. */
const beyondAxioms = /-untold$/;

/** In words, one for each role and row; `compared` counts rows whose claim holds. */
export function disagreements({ mapping, access }: Checked, proof: Proof) {
  const found: string[] = [];
  let compared = 0;
  for (const roleAccess of access.roles) {
    const { name } = roleAccess.role;
    const holds = (claim: ClaimName) =>
      proof.claims.find((one) => one.claim === claim)?.results.find(({ roles }) => roles.includes(name))
        ?.verdict === 'holds';
    for (const { id, promise, claim } of rowsOf(subjectOf(mapping, roleAccess))) {
      const results = [...(proof.results.get(name)?.get(id) ?? [])];
      const outcomesOf = (beside: string | undefined) =>
        results
          .filter(([one]) => beside === undefined || one === beside)
          .flatMap(([, outcomes]) => [...outcomes.values()].map(({ outcome }) => outcome.kind));
      const broken =
        promise === 'denied'
          ? holds(claim) && outcomesOf('AdministratorAccess').some((kind) => kind !== 'denied')
          : holds('no-lock-out') && promise === 'allowed' && outcomesOf(undefined).includes('denied');
      if (results.length > 0 && promise && holds(promise === 'denied' ? claim : 'no-lock-out')) compared += 1;
      if (broken) found.push(`${name}: ${id} is not ${promise}`);
    }
  }
  return { found, compared };
}

function rowsOf(subject: ReturnType<typeof subjectOf>): Row[] {
  const starts = Object.entries(startScenarios).flatMap(([kind, scenarios]) =>
    scenarios.map(({ id, variants }): Row => {
      const verdicts = new Set(variants(subject, subject.home).map(({ verdict }) => verdict));
      const [only] = verdicts.size === 1 ? verdicts : [];
      const promise = only === 'shut' ? 'denied' : only === 'open' ? 'allowed' : undefined;
      return { id, promise, claim: startClaims[kind as keyof typeof startClaims] };
    }),
  );
  const actions = Object.entries(actionScenarios).flatMap(([kind, scenarios]) =>
    scenarios.map(
      ({ id, promise }): Row => ({
        id,
        promise: promise === 'denied' || promise === 'allowed' ? promise : undefined,
        claim: actionClaims[kind as keyof typeof actionClaims],
      }),
    ),
  );
  return [...starts, ...actions].filter(({ id }) => !beyondAxioms.test(id));
}
