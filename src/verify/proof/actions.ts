/**
 * Tries the requests that start no session: running sessions, daily work, ways around. What is promised of each stands with
 * its scenario; here it becomes what must hold under which policies.
 */
import { compileRequest, evaluateCompiled } from '../../iam/evaluate/evaluate.js';
import type { ActionPromise, ActionScenario } from '../scenarios/scenario.js';
import type { Subject } from '../scenarios/subject.js';
import { allowed, denied, ruling } from './outcome.js';
import type { PolicySet } from './policy-sets.js';
import type { ProofCode, Trial } from './trial.js';

export function tryActions(
  subject: Subject,
  sets: readonly PolicySet[],
  scenarios: readonly ActionScenario[],
  trial: Trial,
): void {
  const { deniesOtherDocuments } = subject.mapping.step;
  for (const { id, name, promise, variants } of scenarios) {
    for (const { action, arn, context } of variants(subject)) {
      const resources = [{ arn, context: {} }];
      const request = compileRequest({ action, resources, context, unstated: 'unknown' });
      for (const set of sets) {
        const expected = expectation(promise, set, deniesOtherDocuments);
        if (expected === undefined && set.purpose !== 'attached') continue;
        const { resources: decisions } = evaluateCompiled(set.policies, request);
        const decided = ruling(decisions);
        const actual = decided.allowed ? allowed : denied;
        trial.requests += 1;
        if (set.purpose === 'attached') trial.record(id, set, actual, decisions);
        const code = expected && judge(expected, decided, set);
        if (!expected || !code) continue;
        // The service, the Region and the account tell nothing here.
        const words = `${name} (${action} on ${arn.split(':').slice(5).join(':') || 'anything'})`;
        trial.fail({
          code,
          set,
          request: { action, resources, context, scenarios: [id], words },
          expected,
          actual,
          ruling: decided,
        });
      }
    }
  }
}

type Expected = 'allowed' | 'denied';

/** Undefined where nothing is promised. */
function expectation(promise: ActionPromise, { purpose }: PolicySet, denies: boolean): Expected | undefined {
  switch (promise) {
    case 'allowed':
      return purpose === 'attached' ? 'allowed' : undefined;
    case 'denied':
      if (purpose === 'attached') return denies ? 'denied' : undefined;
      return purpose === 'allows-alone' ? 'denied' : undefined;
    case 'not-granted':
      return purpose === 'allows-alone' ? 'denied' : undefined;
    case 'untouched':
      return purpose === 'cost' ? 'allowed' : undefined;
  }
}

function judge(
  expected: Expected,
  decided: ReturnType<typeof ruling>,
  { purpose }: PolicySet,
): ProofCode | undefined {
  if (expected === 'denied') {
    if (!decided.allowed) return undefined;
    if (purpose === 'allows-alone') return 'proof-one-lock';
    return decided.inDoubt ? 'proof-in-doubt' : 'proof-way-around';
  }
  if (!decided.allowed) return purpose === 'cost' ? 'proof-costs-more' : 'proof-locks-out';
  return decided.inDoubt ? 'proof-may-lock-out' : undefined;
}
