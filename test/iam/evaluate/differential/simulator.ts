/**
 * The independent simulator, asked one resource at a time as it wants to be, and compared with a decision of ours.
 */
import { runSimulation, runUnsafeSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import {
  type Decision,
  type DecisionOutcome,
  evaluate,
  type RequestedResource,
  type ResourceDecision,
} from '../../../../src/iam/evaluate/evaluate.js';
import {
  type AttachedPolicy,
  type CompiledPolicy,
  compilePolicy,
} from '../../../../src/iam/evaluate/policy.js';
import type { PolicyDocument } from '../../../../src/iam/policy.js';
import type { Case } from './arbitraries.js';

const fullAccess = {
  name: 'FullAWSAccess',
  policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};
const principal =
  'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_dev_0123456789abcdef/alice@example.com';
const outcomes: Readonly<Record<string, DecisionOutcome>> = {
  Allowed: 'allowed',
  ImplicitlyDenied: 'implicitly-denied',
  ExplicitlyDenied: 'explicitly-denied',
};

export function decideOurs({ policies, scps, request }: Case): Decision {
  return evaluate([...compiled('identity', policies), ...compiled('service-control', scps)], request);
}

function compiled(kind: AttachedPolicy['kind'], documents: readonly PolicyDocument[]): CompiledPolicy[] {
  return documents.map((document, index) => {
    const [policy, refusals] = compilePolicy({ name: `${kind} ${index}`, kind, document });
    if (!policy)
      throw new Error(`the generator made a policy that is refused: ${JSON.stringify([refusals, document])}`);
    return policy;
  });
}

/**
 * In the order of the request's resources. `checked` has the simulator look up every action, resource and key in the service
 * authorisation reference first, which takes twenty times as long; it must for actions without resources, of which it
 * knows nothing else.
 */
export async function decideTheirs(one: Case, checked: boolean): Promise<DecisionOutcome[]> {
  const found: DecisionOutcome[] = [];
  for (const resource of one.request.resources) {
    const simulation = simulationOf(one, resource);
    const result =
      checked || resource.arn === '*' ? await runChecked(simulation) : runUnsafeSimulation(simulation, {});
    const outcome = outcomes[result];
    if (!outcome) throw new Error(`unknown result ${result}`);
    found.push(outcome);
  }
  return found;
}

async function runChecked(simulation: Simulation): Promise<string> {
  const answer = await runSimulation(simulation, {});
  if (answer.resultType !== 'single') throw new Error(`the simulator refused: ${JSON.stringify(answer)}`);
  const ignored = answer.result.ignoredContextKeys ?? [];
  if (ignored.length > 0) throw new Error(`the simulator ignored ${ignored.join(', ')}`);
  return answer.overallResult;
}

function simulationOf(
  { policies, scps, boundaries = [], request }: Case,
  { arn, context }: RequestedResource,
): Simulation {
  const levels = scps.map((policy, index) => ({
    orgIdentifier: `ou-${index}`,
    policies: [
      { name: `scp ${index}`, policy },
      ...(policy.Statement.some(({ Effect }) => Effect === 'Allow') ? [] : [fullAccess]),
    ],
  }));
  return {
    request: {
      principal,
      action: request.action,
      resource: { resource: arn, accountId: '123456789012' },
      contextVariables: mutable({ ...request.context, ...context }),
    },
    identityPolicies: policies.map((policy, index) => ({ name: `identity ${index}`, policy })),
    ...(boundaries.length > 0 && {
      permissionBoundaryPolicies: boundaries.map((policy, index) => ({ name: `boundary ${index}`, policy })),
    }),
    serviceControlPolicies: [{ orgIdentifier: 'r-root', policies: [fullAccess] }, ...levels],
    resourceControlPolicies: [],
  };
}

/** What the simulator may say: our outcome, or another to which our doubts leave room. */
export function admissible(decision: ResourceDecision, one: Case): readonly DecisionOutcome[] {
  if (decision.doubts.length === 0) return [decision.outcome];
  const effects = decision.doubts.map(({ statement }) => {
    const [kind, index] = statement.policy.split(' ');
    const documents = kind === 'service-control' ? one.scps : one.policies;
    return documents[Number(index)]?.Statement[statement.index]?.Effect;
  });
  return [
    decision.outcome,
    ...(effects.includes('Allow') ? (['implicitly-denied'] as const) : []),
    ...(effects.includes('Deny') ? (['explicitly-denied'] as const) : []),
  ];
}

function mutable(context: Case['request']['context']): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]),
  );
}
