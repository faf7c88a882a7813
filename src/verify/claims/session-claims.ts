/**
 * The claims about starting sessions: no other document, no other Linux user, no node out of scope, whatever else is
 * attached; by the Allows alone as well; and nobody is locked out. Knows what is promised, not how it is decided.
 */
import { awsDocumentArn, documentArn, nodeArns } from '../../access/policy/context.js';
import { defaultDocument, runAsTag } from '../../aws/names.js';
import type { ConditionBlock } from '../../iam/policy.js';
import { documentsOfRole, namesOfDocument } from '../../mapping/role-documents.js';
import { opensDefaultDocument } from '../../mapping/step.js';
import { type Guard, guard, type RequestQuestion } from '../decide/question.js';
import type { ResourceModel } from '../decide/request-model.js';
import type { PolicySet } from '../proof/policy-sets.js';
import type { DocumentTarget, NodeTarget } from '../requests/resources.js';
import type { RequestSpace } from '../requests/space.js';
import type { Subject } from '../scenarios/subject.js';
import type { ClaimName, ClaimQuestion, ClaimSets } from './claim.js';

const startSession = 'ssm:StartSession';
const checkKey = 'ssm:SessionDocumentAccessCheck';
const tagKey = `aws:PrincipalTag/${runAsTag}`;
const none = { all: [], any: [], never: [] };

const nodeWords: Readonly<Record<NodeTarget, string>> = {
  ec2: 'an EC2 instance',
  hybrid: 'a hybrid node',
  ecs: 'an ECS task',
};
const documentWords: Readonly<Record<DocumentTarget | 'none', string>> = {
  own: 'its own document',
  ours: 'a document of this account',
  account: 'another document',
  aws: "a document of AWS's",
  none: 'no document',
};

const node = 0;
const document = 1;

export function sessionClaims(
  subject: Subject,
  space: RequestSpace,
  { besideAnything, allowsAlone, attached }: ClaimSets,
): ClaimQuestion[] {
  return [
    ...(besideAnything ? nothingElse(subject, space, besideAnything) : []),
    ...(allowsAlone ? byAllowsAlone(subject, space, allowsAlone) : []),
    ...attached.flatMap((set) => noLockOut(subject, space, set)),
  ];
}

function nothingElse(subject: Subject, space: RequestSpace, set: PolicySet): ClaimQuestion[] {
  const { mapping, arns } = subject;
  const where: ConditionBlock[] = [
    { StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
    ...(arns === 'accounts' ? [{ StringNotEquals: { 'aws:ResourceAccount': mapping.accounts } }] : []),
    ...(mapping.regions.length > 0 ? [{ StringNotEquals: { 'aws:RequestedRegion': mapping.regions } }] : []),
  ];
  const otherwise = [
    guard(document, {
      NotResource: ownDocuments(subject).map((name) => documentArn(mapping.partition, name)),
    }),
    ...where.map((Condition) => guard(document, { Condition })),
  ];
  const byOtherDocument = kinds(['ec2', 'hybrid', 'ecs'], ['account', 'aws', 'none']).map(([target, by]) =>
    start(space, 'own-document', set, target, by, {
      ...none,
      all: by === 'none' ? undocumented(space) : [],
      any: by === 'account' ? otherwise : by === 'aws' ? notKeptOfAws(subject) : [],
    }),
  );
  const forbidden = forbiddenTag(subject);
  const asOther = kinds(forbidden.length > 0 ? ['ec2', 'hybrid', 'ecs'] : [], ['own']).map(([target, by]) =>
    start(space, 'linux-user', set, target, by, { ...none, all: forbidden }),
  );
  return [...byOtherDocument, ...asOther, ...outOfScope(subject, space, 'nodes', set)];
}

/** The tag with which `principalTag` lets the role start no session; nothing if it lets the tag decide the Linux user. */
function forbiddenTag({ role: { principalTag, osUser } }: Subject): Guard[] {
  if (principalTag === 'ignore') return [];
  const Condition: ConditionBlock = {
    StringLike: { [tagKey]: '*' },
    ...(principalTag === 'match' && { StringNotEquals: { [tagKey]: osUser } }),
  };
  return [guard(node, { Condition })];
}

function ownDocuments({ role }: Subject): string[] {
  return documentsOfRole(role).flatMap(namesOfDocument);
}

/** What makes a document of AWS none that the role keeps, or one in another Region; nothing if it keeps none. */
function notKeptOfAws({ role: { awsDocuments }, mapping: { partition, regions } }: Subject): Guard[] {
  if (awsDocuments.length === 0) return [];
  return [
    guard(document, { NotResource: awsDocuments.map((name) => awsDocumentArn(partition, name)) }),
    ...(regions.length > 0
      ? [guard(document, { Condition: { StringNotEquals: { 'aws:RequestedRegion': regions } } })]
      : []),
  ];
}

/** Of requests without a document only those that AWS marks as such can be told apart. */
function undocumented(space: RequestSpace): Guard[] {
  return space.assumes('document-checked')
    ? [guard(node, { Condition: { Bool: { [checkKey]: 'false' } } })]
    : [];
}

/** By the own document, on nodes that the mapping does not give the role. */
function outOfScope(
  { role, mapping }: Subject,
  space: RequestSpace,
  claim: ClaimName,
  set: PolicySet,
): ClaimQuestion[] {
  const { tags, matchTags } = role.nodes;
  const outside = [
    ...Object.entries(tags).map(
      ([key, values]): ConditionBlock => ({ StringNotEquals: { [`ssm:resourceTag/${key}`]: values } }),
    ),
    ...Object.entries(matchTags).flatMap(([key, attribute]): ConditionBlock[] => [
      { StringNotEquals: { [`ssm:resourceTag/${key}`]: `\${aws:PrincipalTag/${attribute}}` } },
      { Null: { [`aws:PrincipalTag/${attribute}`]: 'true' } },
      { StringEquals: { [`aws:PrincipalTag/${attribute}`]: '' } },
    ]),
  ].map((Condition) => guard(node, { Condition }));
  return kinds(['ec2', 'hybrid', 'ecs'], ['own']).flatMap(([target, by]) => {
    const isReached = target !== 'ecs' && role.nodes.kinds.includes(target);
    if (isReached && outside.length === 0) return [];
    const notKind = guard(node, { NotResource: nodeArns(mapping.partition, role.nodes.kinds) });
    return [start(space, claim, set, target, by, { ...none, any: isReached ? outside : [notKind] })];
  });
}

/** The first of two locks: our Allows name documents and nodes, but no account, no Region and no tag of the caller. */
function byAllowsAlone(subject: Subject, space: RequestSpace, set: PolicySet): ClaimQuestion[] {
  const { mapping, role } = subject;
  const isOpen = opensDefaultDocument(mapping.step, role);
  const named = [...ownDocuments(subject), ...(isOpen ? [defaultDocument] : [])];
  const other = guard(document, { NotResource: named.map((name) => documentArn(mapping.partition, name)) });
  // Allows name no Region.
  const keptOfAws = notKeptOfAws(subject).slice(0, 1);
  const targets: (DocumentTarget | 'none')[] = ['account', 'aws', ...(isOpen ? [] : (['none'] as const))];
  const byOther = kinds(role.nodes.kinds, targets).map(([target, by]) =>
    start(space, 'two-locks', set, target, by, {
      ...none,
      all: by === 'none' ? undocumented(space) : [],
      any: by === 'account' ? [other] : by === 'aws' ? keptOfAws : [],
    }),
  );
  return [...byOther, ...outOfScope(subject, space, 'two-locks', set)];
}

/** Everything that the mapping asks of a legitimate session is met, and it is denied. */
function noLockOut(subject: Subject, space: RequestSpace, set: PolicySet): ClaimQuestion[] {
  const { mapping, role } = subject;
  const guards = { any: [], ...legitimate(subject) };
  const tunnels = role.tunnels.flatMap(({ name, document: own }) =>
    namesOfDocument(own).map((named) => ({
      document: space.document('own', named),
      words: `its tunnel ${name}`,
    })),
  );
  const older = (role.document.older ?? []).map((named) => ({
    document: space.document('own', named),
    words: `its older document ${named}`,
  }));
  const ofAws = role.awsDocuments.map((name) => ({ document: space.document('aws', name), words: name }));
  const isDefault = guard(document, { Resource: documentArn(mapping.partition, defaultDocument) });
  return role.nodes.kinds.flatMap((target) => [
    lockedOut(space, set, [target, space.document('own')], documentWords.own, guards),
    ...(opensDefaultDocument(mapping.step, role)
      ? [
          lockedOut(space, set, [target, space.document('ours')], 'the default document', {
            ...guards,
            all: [...guards.all, isDefault],
          }),
        ]
      : []),
    ...[...older, ...tunnels, ...ofAws].map(({ document, words }) =>
      lockedOut(space, set, [target, document], words, guards),
    ),
  ]);
}

/** No tag that `principalTag` forbids, and no temporary access that somebody approved. */
function legitimate(subject: Subject): Pick<RequestQuestion, 'all' | 'never'> {
  const { mapping, role } = subject;
  const tags = Object.entries(role.nodes.tags).map(
    ([key, values]) => [`ssm:resourceTag/${key}`, values] as const,
  );
  const matched = Object.entries(role.nodes.matchTags);
  const equal: ConditionBlock[string] = {
    ...Object.fromEntries(tags),
    ...Object.fromEntries(
      matched.map(([key, attribute]) => [`ssm:resourceTag/${key}`, `\${aws:PrincipalTag/${attribute}}`]),
    ),
    ...(mapping.accounts.length > 0 && { 'aws:PrincipalAccount': mapping.accounts }),
    ...(mapping.regions.length > 0 && { 'aws:RequestedRegion': mapping.regions }),
  };
  return {
    all: [
      ...(Object.keys(equal).length > 0 ? [guard(node, { Condition: { StringEquals: equal } })] : []),
      ...matched.map(([, attribute]) =>
        guard(node, { Condition: { StringLike: { [`aws:PrincipalTag/${attribute}`]: '?*' } } }),
      ),
    ],
    never: [
      ...forbiddenTag(subject),
      guard(node, { Condition: { StringLike: { 'ssm:AccessRequestId': '*' } } }),
      guard(node, { Condition: { Bool: { [checkKey]: 'false' } } }),
    ],
  };
}

function start(
  space: RequestSpace,
  claim: ClaimName,
  set: PolicySet,
  target: NodeTarget,
  by: DocumentTarget | 'none',
  guards: Pick<RequestQuestion, 'all' | 'any' | 'never'>,
): ClaimQuestion {
  const resources: ResourceModel[] = [space.node(target), ...(by === 'none' ? [] : [space.document(by)])];
  const question = { model: space.request(startSession, resources), find: 'allowed', ...guards } as const;
  const words = `${documentWords[by]} on ${nodeWords[target]}`;
  return { claim, set, words, question, code: claim === 'two-locks' ? 'proof-one-lock' : 'proof-opens' };
}

function lockedOut(
  space: RequestSpace,
  set: PolicySet,
  [target, of]: readonly [NodeTarget, ResourceModel],
  documentShown: string,
  guards: Pick<RequestQuestion, 'all' | 'any' | 'never'>,
): ClaimQuestion {
  return {
    claim: 'no-lock-out',
    set,
    words: `${documentShown} on ${nodeWords[target]}`,
    question: { model: space.request(startSession, [space.node(target), of]), find: 'denied', ...guards },
    code: 'proof-locks-out',
  };
}

function kinds<By extends DocumentTarget | 'none'>(
  targets: readonly NodeTarget[],
  documents: readonly By[],
): (readonly [NodeTarget, By])[] {
  return targets.flatMap((target) => documents.map((by) => [target, by] as const));
}
