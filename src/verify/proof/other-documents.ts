/**
 * The documents of all other roles, which makes pairs of roles. A Deny without condition holds in every context and beside every
 * policy, so that one look per pair is enough where such a Deny of ours decides it and no Allow of ours speaks for it;
 * otherwise all contexts are tried.
 */

import { compileRequest, evaluateCompiled } from '../../iam/evaluate/evaluate.js';
import type { Role } from '../../mapping/model.js';
import { arnOf, documentOf } from '../scenarios/documents.js';
import { nodeScenarios } from '../scenarios/nodes.js';
import { tagScenarios } from '../scenarios/principal-tags.js';
import type { DocumentScenario } from '../scenarios/scenario.js';
import type { Subject } from '../scenarios/subject.js';
import type { RolePolicies } from './policy-sets.js';
import { startContext, tryStarts } from './start-session.js';
import type { Trial } from './trial.js';

/** The neighbour is tried with everything else already. */
export function tryOtherDocuments(subject: Subject, policies: RolePolicies, trial: Trial): void {
  const { mapping, role, neighbour } = subject;
  const others = mapping.roles.filter((other) => other !== role && other !== neighbour);
  if (others.length === 0) return;
  // What AWS says of these documents is the same for all of them.
  const { context } = documentOf(subject, role.document.name);
  const request = compileRequest({
    action: 'ssm:StartSession',
    resources: others.map(({ document }) => ({ arn: arnOf(subject, document.name, subject.home) })),
    context: { ...startContext(subject, subject.home, undefined, 'absent'), ...context },
    unstated: 'unknown',
  });
  const decisions = evaluateCompiled([policies.ours], request).resources;
  const allowsAlone = policies.sets.find(({ purpose }) => purpose === 'allows-alone');
  const granted = allowsAlone && evaluateCompiled(allowsAlone.policies, request).resources;
  trial.requests += 2 * others.length;
  const unsettled = others.filter((_, at) => {
    const by = decisions[at]?.outcome === 'explicitly-denied' ? (decisions[at]?.by ?? []) : [];
    return granted?.[at]?.outcome === 'allowed' || !by.some(({ index }) => policies.deniesAlways(index));
  });
  if (unsettled.length === 0) return;

  // Where the step denies nothing, only our own Allows are held to anything.
  const { deniesOtherDocuments } = mapping.step;
  const sets = deniesOtherDocuments
    ? policies.sets
    : policies.sets.filter(({ purpose }) => purpose === 'allows-alone');
  const documents = [documentsOf(unsettled)];
  const tags = deniesOtherDocuments ? tagScenarios : tagScenarios.filter(({ id }) => id === 'tag-absent');
  tryStarts(
    subject,
    sets,
    { documents, nodes: nodeScenarios.filter(({ id }) => id === 'node-in-scope'), tags, places: [] },
    trial,
  );
}

function documentsOf(roles: readonly Role[]): DocumentScenario {
  return {
    id: 'document-other-role',
    name: "another role's document",
    reason: 'Whoever can start it becomes the Linux user of that role.',
    variants: (subject) =>
      roles.map(({ document, osUser }) => ({
        named: document.name,
        resource: documentOf(subject, document.name),
        checks: ['absent', 'true', 'false'],
        user: { kind: 'preferences', preferences: { runAsEnabled: true, runAsDefaultUser: osUser } },
        verdict: 'shut',
      })),
  };
}
