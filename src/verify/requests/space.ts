/**
 * The requests that a role's people can send, as models with variables: who they are, where, with which keys. What of it is
 * fixed is an axiom. Knows no claims and no policies.
 */
import type { RequestModel, ResourceModel } from '../decide/request-model.js';
import type { Subject } from '../scenarios/subject.js';
import type { AxiomName } from './axioms.js';
import type { CallerKind } from './callers.js';
import { requestKeys } from './keys.js';
import { type RequestResources, requestResources } from './resources.js';
import { requestVariables } from './variables.js';

export interface RequestSpace extends RequestResources {
  readonly assumes: (axiom: AxiomName) => boolean;
  readonly request: (action: string, resources: readonly ResourceModel[]) => RequestModel;
}

/** `without`: axioms that are left out, to see what rests on them. */
export function requestSpace(
  subject: Subject,
  without: ReadonlySet<AxiomName> = new Set(),
  who: CallerKind = 'own',
): RequestSpace {
  const assumes = (axiom: AxiomName) => !without.has(axiom);
  const variables = requestVariables(subject);
  const [resources, facts] = requestResources(subject, variables, assumes);
  const keyOf = requestKeys(subject, who, variables, facts, assumes);
  return {
    ...resources,
    assumes,
    request: (action, named) => ({
      action,
      resources: named,
      key: (key, resource) => keyOf(action, named, key, resource),
    }),
  };
}
