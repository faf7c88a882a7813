/**
 * The claims about everybody who is not of the role's permission set, under the service control policies at hand: which documents
 * they do not start and do not write.
 */
import { type Surroundings, setOfOthers } from '../../proof/policy-sets.js';
import type { AxiomName } from '../../requests/axioms.js';
import type { CallerKind } from '../../requests/callers.js';
import { requestSpace } from '../../requests/space.js';
import type { Subject } from '../../scenarios/subject.js';
import type { ClaimQuestion } from '../claim.js';
import { guardsOf } from './principal.js';
import { startsOfOlder, startsOfOwn } from './starts.js';
import { deployerRoleWrites, documentWrites } from './writes.js';

const kinds: readonly CallerKind[] = ['permission set', 'role', 'user', 'federated user', 'root user'];

export function claimsAboutOthers(
  subject: Subject,
  surroundings: Surroundings,
  without?: ReadonlySet<AxiomName>,
): ClaimQuestion[] {
  const { serviceControl } = surroundings;
  if (serviceControl.length === 0 || subject.mapping.guardrails.list === 'none') return [];
  const set = setOfOthers(surroundings);
  const guards = guardsOf(subject.mapping);
  return kinds.flatMap((who) => {
    const other = { subject, who, set, guards, space: requestSpace(subject, without, who) };
    return [
      ...startsOfOwn(other),
      ...startsOfOlder(other),
      ...documentWrites(other),
      ...deployerRoleWrites(other),
    ];
  });
}
