/**
 * The claims about everything but starting a session: whose sessions can be resumed, that no guarded way around is open, and
 * that daily work stays possible. Knows what is promised, not how it is decided.
 */

import { documentArn, nodeArns, sessionArn } from '../../access/policy/context.js';
import type { ConditionBlock } from '../../iam/policy.js';
import { documentsOfRole, namesOfDocument } from '../../mapping/role-documents.js';
import { type Guard, guard, type RequestQuestion } from '../decide/question.js';
import type { ResourceModel } from '../decide/request-model.js';
import type { PolicySet } from '../proof/policy-sets.js';
import type { ProofCode } from '../proof/trial.js';
import type { RequestSpace } from '../requests/space.js';
import type { Subject } from '../scenarios/subject.js';
import {
  documentWriteActions,
  guardedDocuments,
  guardedRequests,
  isGuarded,
  taggingActions,
} from '../scenarios/ways-around.js';
import { configuredKeys, findingActions, readingActions } from '../scenarios/work.js';
import type { ClaimName, ClaimQuestion, ClaimSets } from './claim.js';

const sessionOwner = 'ssm:resourceTag/aws:ssmmessages:session-id';
const own: ConditionBlock = { StringEquals: { [sessionOwner]: '${aws:userid}' } };
const others: ConditionBlock = { StringNotEquals: { [sessionOwner]: '${aws:userid}' } };
const none = { all: [], any: [], never: [] };

export function actionClaims(
  subject: Subject,
  space: RequestSpace,
  { besideAnything, allowsAlone, attached }: ClaimSets,
): ClaimQuestion[] {
  return [
    ...(besideAnything ? guarded(subject, space, besideAnything) : []),
    ...(allowsAlone ? notGranted(subject, space, allowsAlone) : []),
    ...attached.flatMap((set) => work(subject, space, set)),
  ];
}

function guarded(subject: Subject, space: RequestSpace, set: PolicySet): ClaimQuestion[] {
  const ask = asking(space, set, 'allowed', 'proof-way-around');
  const guards = guardedRequests(subject)
    .filter(([entry, action]) => isGuarded(subject, entry, action))
    .flatMap(([, action]) => [
      ask('ways-around', action, space.anything()),
      ask('ways-around', action, space.fixed(['*'])),
    ]);
  const added = subject.role.guardrails.deny
    .map((pattern) => pattern.replaceAll('*', 'Anything').replaceAll('?', 'x'))
    .flatMap((action) => [
      ask('ways-around', action, space.anything()),
      ask('ways-around', action, space.fixed(['*'])),
    ]);
  const documents = guard(0, {
    Resource: guardedDocuments(subject).map((name) => documentArn(subject.mapping.partition, name)),
  });
  const writes = documentWriteActions
    .flatMap(([entry, actions]) => actions.filter((action) => isGuarded(subject, entry, action)))
    .map((action) => ask('ways-around', action, space.document('account'), [documents]));
  const users =
    subject.mapping.nodeUsers === undefined || subject.role.guardrails.list === 'none'
      ? []
      : [ask('ways-around', 'ssm:DeleteAssociation', space.anything())];
  return [
    ask('sessions', 'ssm:ResumeSession', space.session(), [guard(0, { Condition: others })]),
    ...guards,
    ...added,
    ...writes,
    ...users,
    ...tagging(subject, space, ask),
  ];
}

/** Whoever tags a node with a key that any role's scope names, but for the tags of a node that is being created. */
function tagging({ mapping, scope, ...subject }: Subject, space: RequestSpace, ask: Ask): ClaimQuestion[] {
  if (scope.tagKeys.length === 0) return [];
  const reaches = guard(0, {
    Resource: nodeArns(mapping.partition, scope.kinds),
    Condition: {
      'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': scope.tagKeys },
      Null: { 'ec2:CreateAction': 'true' },
    },
  });
  return taggingActions
    .filter((action) => isGuarded({ mapping, scope, ...subject }, action, action))
    .flatMap((action) => scope.kinds.map((kind) => ask('ways-around', action, space.node(kind), [reaches])));
}

/** Nobody's session but one's own is given to be ended or resumed, and nothing that is no session. */
function notGranted({ mapping }: Subject, space: RequestSpace, set: PolicySet): ClaimQuestion[] {
  const ask = asking(space, set, 'allowed', 'proof-one-lock');
  const noSession = guard(0, { NotResource: sessionArn(mapping.partition) });
  return ['ssm:ResumeSession', 'ssm:TerminateSession', 'ssmmessages:OpenDataChannel'].flatMap((action) => [
    ...(action.startsWith('ssm:')
      ? [ask('two-locks', action, space.session(), [guard(0, { Condition: others })])]
      : []),
    ask('two-locks', action, space.anything(), [noSession]),
  ]);
}

function work(subject: Subject, space: RequestSpace, set: PolicySet): ClaimQuestion[] {
  const { role, mapping } = subject;
  const ask = asking(space, set, 'denied', 'proof-locks-out');
  const { accounts, regions } = mapping;
  const here: ConditionBlock[string] = {
    ...(accounts.length > 0 && { 'aws:PrincipalAccount': accounts }),
    ...(regions.length > 0 && { 'aws:RequestedRegion': regions }),
  };
  const listed = Object.keys(here).length > 0 ? [guard(0, { Condition: { StringEquals: here } })] : [];
  const needed = (action: string, resource: ResourceModel, more: readonly Guard[] = []) =>
    ask('no-lock-out', action, resource, [...listed, ...more]);
  const mine = [guard(0, { Condition: own })];
  return [
    needed('ssm:ResumeSession', space.session(), mine),
    needed('ssm:TerminateSession', space.session(), mine),
    needed('ssmmessages:OpenDataChannel', space.session()),
    ...findingActions.map((action) => needed(action, space.fixed(['*']))),
    ...readingActions.flatMap((action) =>
      documentsOfRole(role)
        .flatMap(namesOfDocument)
        .map((name) => needed(action, space.document('own', name))),
    ),
    ...keyUse(subject, space, needed),
  ].map((one) => ({ ...one, words: `${one.words} for ${role.name}` }));
}

function keyUse(
  { role, home, mapping }: Subject,
  space: RequestSpace,
  needed: (action: string, resource: ResourceModel, more: readonly Guard[]) => ClaimQuestion,
): ClaimQuestion[] {
  const { kmsKey } = role;
  if (!kmsKey) return [];
  const called = (name: string): ConditionBlock => ({
    'ForAnyValue:StringEquals': { 'kms:ResourceAliases': name },
    ...(kmsKey.kind === 'alias' && {
      StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' },
    }),
  });
  return configuredKeys(kmsKey, home).map(({ id, place, aliases }) => {
    const alias = aliases.at(-1);
    const arn = `arn:${mapping.partition}:kms:${place.region}:${place.account}:key/${id}`;
    const more = alias === undefined ? [] : [guard(0, { Condition: called(alias) })];
    return needed('kms:GenerateDataKey', space.fixed([arn]), more);
  });
}

type Ask = ReturnType<typeof asking>;

function asking(space: RequestSpace, set: PolicySet, find: RequestQuestion['find'], code: ProofCode) {
  return (
    claim: ClaimName,
    action: string,
    resource: ResourceModel,
    all: readonly Guard[] = [],
  ): ClaimQuestion => ({
    claim,
    set,
    code,
    words: action,
    question: { ...none, model: space.request(action, [resource]), find, all },
  });
}
