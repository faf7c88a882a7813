/** Nobody but who deploys the documents writes one, and nobody else makes a role as which StackSets deploy them. */
import { stackSetDeployers } from '../../../access/service-control-policy.js';
import { type Guard, guard } from '../../decide/question.js';
import { documentWriteActions } from '../../scenarios/ways-around.js';
import type { ClaimQuestion } from '../claim.js';
import { anotherOwn, olderDocuments, otherOwnDocuments } from './documents.js';
import { asking, type OtherPrincipal } from './principal.js';

/**
 * With `documents.deployedBy` nobody else writes. Without it nobody who came in by a permission set; that others do not
 * is more than is promised.
 */
export function documentWrites(other: OtherPrincipal): ClaimQuestion[] {
  const { subject, who, space, set, guards } = other;
  const { deployedBy } = subject.mapping.documents;
  const older = olderDocuments(subject.mapping);
  const others = otherOwnDocuments(subject);
  const unstated = deployedBy.length === 0 && who !== 'permission set' && 'documents.deployedBy';
  const never = deployedBy.length > 0 ? [guards.byDeployer] : [];
  return documentWriteActions.flatMap(([, actions]) =>
    actions.flatMap((action) => {
      const questionOn = asking(other, action, never);
      const about = (documents: Guard) => questionOn([space.document('ours')], [documents]);
      const id = `${who} ${action}`;
      const within = { id: `write ${id}`, question: about(guards.ofEveryDocument) };
      const written = (document: string, question: ClaimQuestion['question']): ClaimQuestion => ({
        claim: 'document-writes',
        set,
        code: 'proof-outsider',
        words: `${document}, written by a ${who} (${action})`,
        within,
        question,
      });
      const forAll = unstated ? { unstated } : {};
      const own = unstated
        ? [{ ...written('its document', within.question), sameForAll: `unstated ${id}`, unstated }]
        : [
            written('its document', questionOn([space.document('own')])),
            ...(others.length > 0
              ? [written(anotherOwn(subject), about(guard(0, { Resource: others })))]
              : []),
          ];
      const ofNoRole: ClaimQuestion = {
        ...written("the default or a node users' document", about(guards.ofNoRole)),
        ...forAll,
        sameForAll: `write no role's ${id}`,
      };
      const ofOlder: ClaimQuestion = {
        ...written('an older document', about(guards.ofOlder)),
        ...forAll,
        sameForAll: `write older ${id}`,
        isOlder: true,
      };
      return [...own, ofNoRole, ...(older.length > 0 ? [ofOlder] : [])];
    }),
  );
}

/**
 * Where the roles of StackSets may write documents, nobody else may make one or choose who assumes it. IAM calls the same
 * Region wherever its caller is.
 */
export function deployerRoleWrites(other: OtherPrincipal): ClaimQuestion[] {
  const { subject, who, space, set, guards } = other;
  const roles = stackSetDeployers(subject.mapping);
  if (roles.length === 0) return [];
  const writes = { 'iam:CreateRole': 'created', 'iam:UpdateAssumeRolePolicy': 'given to others' };
  return Object.entries(writes).map(([action, written]) => ({
    claim: 'stack-set-roles',
    set,
    code: 'proof-outsider',
    words: `a role of StackSets, ${written} by a ${who} (${action})`,
    question: {
      ...asking(other, action, [guards.byDeployer])([space.stackSetRole()]),
      all: [...guards.inAccounts, guard(0, { Resource: roles })],
    },
    sameForAll: `${action} ${who}`,
  }));
}
