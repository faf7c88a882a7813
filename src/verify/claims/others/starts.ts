/** Nobody of another permission set starts the role's documents, and nobody but mapped permission sets starts an older one. */
import { documentArn } from '../../../access/policy/context.js';
import { permissionSetRole } from '../../../access/service-control-policy.js';
import { unownedPrevious } from '../../../mapping/role-documents.js';
import { guard } from '../../decide/question.js';
import type { ResourceModel } from '../../decide/request-model.js';
import type { NodeTarget } from '../../requests/resources.js';
import { likenessUnder } from '../alike.js';
import type { ClaimQuestion } from '../claim.js';
import { anotherOwn, mostNamed, otherOwnDocuments } from './documents.js';
import { asking, byPrincipal, type OtherPrincipal } from './principal.js';

const startSession = 'ssm:StartSession';

/** First of the document alone, then together with a node of each kind. */
export function startsOfOwn(other: OtherPrincipal): ClaimQuestion[] {
  const { subject, who, space } = other;
  const { partition } = subject.mapping;
  const never =
    who === 'permission set'
      ? [byPrincipal([permissionSetRole(partition, subject.role.permissionSet.name)])]
      : [];
  const questionOn = asking(other, startSession, never);
  const likeness = likenessUnder(subject, other.set.policies) ?? subject.role.name;
  const within = { id: `start ${who} ${likeness}`, question: questionOn([space.document('own')]) };
  const own = onEachNode(other, (node) => ({
    words: `its document, started by a ${who}`,
    question: questionOn([node, space.document('own')]),
    within,
  }));
  const documents = otherOwnDocuments(subject);
  if (documents.length === 0) return own;
  const ofOthers = onEachNode(other, (node) => ({
    words: `${anotherOwn(subject)}, started by a ${who}`,
    question: questionOn([node, space.document('ours')], [guard(1, { Resource: documents })]),
  }));
  return [...own, ...ofOthers];
}

/** Which role an older document belonged to is not known any more: each mapped permission set may start it. */
export function startsOfOlder(other: OtherPrincipal): ClaimQuestion[] {
  const { subject, who, space, guards } = other;
  const { partition, roles } = subject.mapping;
  const older = unownedPrevious(subject.mapping).map((name) => documentArn(partition, name));
  if (older.length === 0) return [];
  const never = who === 'permission set' && roles.length <= mostNamed ? [guards.byMapped] : [];
  const among = (at: number) => [guard(at, { Resource: older })];
  const questionOn = asking(other, startSession, never);
  const within = { id: `older ${who}`, question: questionOn([space.document('ours')], among(0)) };
  return onEachNode(other, (node, kind) => ({
    words: `an older document, started by a ${who}`,
    question: questionOn([node, space.document('ours')], among(1)),
    within,
    sameForAll: `older ${who} ${kind}`,
    isOlder: true,
  }));
}

function onEachNode(
  { space, set }: OtherPrincipal,
  claim: (node: ResourceModel, kind: NodeTarget) => Omit<ClaimQuestion, 'claim' | 'set' | 'code'>,
): ClaimQuestion[] {
  return (['ec2', 'hybrid', 'ecs'] as const).map((kind) => ({
    claim: 'everybody-else',
    set,
    code: 'proof-outsider',
    ...claim(space.node(kind), kind),
  }));
}
