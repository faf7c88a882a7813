/**
 * Everybody who is not of a role's permission set but may start sessions: their own policies do not stop them from picking
 * the role's document; a service control policy can. Tried without any generated policy of a permission set.
 */

import { compileRequest, evaluateCompiled } from '../../iam/evaluate/evaluate.js';
import type { CompiledPolicy } from '../../iam/evaluate/policy.js';
import { documentOf } from '../scenarios/documents.js';
import { exampleNode } from '../scenarios/nodes.js';
import { exampleIdentityCenterPath, principalArn, type Subject } from '../scenarios/subject.js';
import { ruling, userOf } from './outcome.js';
import { type RolePolicies, type Surroundings, setOfOthers } from './policy-sets.js';
import { startContext } from './start-session.js';
import type { Trial } from './trial.js';

export const otherPrincipalScenario = {
  id: 'outsider',
  name: 'its document, started by somebody else with AdministratorAccess',
  reason:
    "Broad rights to start sessions let anybody pick any role's document; only a service control policy stands against it.",
} as const;

const ownRolePath = {
  id: 'insider-path',
  name: 'its own document, with Identity Center in us-east-1',
  reason: 'The role that Identity Center makes has no Region in its path there.',
} as const;

/** Another permission set, names that begin or end alike, a plain role, a user. */
function otherPrincipals({ mapping, role, home: { account } }: Subject): string[] {
  const { partition } = mapping;
  const { name } = role.permissionSet;
  const sets = ['BreakGlass', `${name}Extra`, `${name}_x`, `x${name}`];
  const iam = `arn:${partition}:iam::${account}`;
  return [
    ...sets.map((set) => principalArn(mapping, account, set)),
    `${iam}:role/AWSReservedSSO_${name}_0123456789abcdef`,
    `${iam}:role/Administrator`,
    `${iam}:user/Administrator`,
  ];
}

export function tryOtherPrincipals(
  subject: Subject,
  policies: RolePolicies,
  surroundings: Surroundings,
  trial: Trial,
): void {
  const { serviceControl } = surroundings;
  const promised = serviceControl.length > 0 && subject.mapping.guardrails.list !== 'none';
  const set = setOfOthers(surroundings);
  for (const arn of otherPrincipals(subject)) {
    const { decided, request } = start(subject, arn, set.policies);
    const actual = decided.allowed
      ? userOf({ kind: 'preferences', preferences: subject.preferences }, {})
      : ({ kind: 'denied' } as const);
    trial.requests += 1;
    trial.record(otherPrincipalScenario.id, set, actual, decided.resources);
    if (!promised || !decided.allowed) continue;
    const words = `${otherPrincipalScenario.name} (${arn.split('/').at(-1)})`;
    trial.fail({
      code: 'proof-outsider',
      set,
      request: { ...request, scenarios: [otherPrincipalScenario.id], words },
      expected: 'denied',
      actual,
      ruling: decided,
    });
  }
  if (serviceControl.length > 0 && subject.mapping.identityCenterRegion === undefined)
    tryPathWithoutRegion(subject, policies, trial);
}

function tryPathWithoutRegion(subject: Subject, { sets }: RolePolicies, trial: Trial): void {
  const { mapping, role, home } = subject;
  const arn = principalArn(mapping, home.account, role.permissionSet.name);
  for (const set of sets.filter(({ purpose }) => purpose === 'attached')) {
    const { decided, request } = start(
      subject,
      arn.replace(`${exampleIdentityCenterPath}/`, '/'),
      set.policies,
    );
    trial.requests += 1;
    if (decided.allowed) continue;
    trial.fail({
      code: 'proof-locks-out',
      set,
      request: { ...request, scenarios: [ownRolePath.id], words: ownRolePath.name },
      expected: 'allowed',
      actual: { kind: 'denied' },
      ruling: decided,
    });
  }
}

function start(subject: Subject, arn: string, policies: readonly CompiledPolicy[]) {
  const { arn: nodeArn, context: nodeContext } = exampleNode(subject, subject.home);
  const request = {
    action: 'ssm:StartSession',
    resources: [{ arn: nodeArn, context: nodeContext }, documentOf(subject, subject.role.document.name)],
    context: { ...startContext(subject, subject.home, undefined, 'absent'), 'aws:PrincipalArn': arn },
    unstated: 'unknown',
  } as const;
  return { request, decided: ruling(evaluateCompiled(policies, compileRequest(request)).resources) };
}
