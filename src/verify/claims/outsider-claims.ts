/**
 * The claims about everybody who is not of the role's permission set: under the service control policies at hand nobody else
 * starts the role's document, nobody but mapped permission sets starts an older one, and nobody writes one but who deploys
 * them. Everything that conditions may ask of a caller is open.
 */
import { documentArn, protectedDocuments } from '../../access/policy/context.js';
import { roleOfPermissionSet } from '../../access/service-control-policy.js';
import { compileGlob, globOf } from '../../iam/glob.js';
import { type ConditionBlock, many } from '../../iam/policy.js';
import { namesOfDocument, unownedPrevious } from '../../mapping/model.js';
import { type Guard, guard } from '../decide/question.js';
import type { ResourceModel } from '../decide/request-model.js';
import { type PolicySet, type Surroundings, setOfOthers } from '../proof/policy-sets.js';
import type { Subject } from '../scenarios/subject.js';
import { documentWriteActions } from '../scenarios/ways-around.js';
import { likenessUnder } from './alike.js';
import type { AxiomName } from './axioms.js';
import type { ClaimQuestion } from './claim.js';
import { type CallerKind, type NodeTarget, type RequestSpace, requestSpace } from './request-space.js';

const startSession = 'ssm:StartSession';
const callers: readonly CallerKind[] = ['permission set', 'role', 'user', 'federated user', 'root user'];

interface Outside {
  readonly subject: Subject;
  readonly who: CallerKind;
  readonly space: RequestSpace;
  readonly set: PolicySet;
  /** In the accounts and Regions of the mapping. */
  readonly here: readonly Guard[];
}

export function outsiderClaims(
  subject: Subject,
  surroundings: Surroundings,
  without?: ReadonlySet<AxiomName>,
): ClaimQuestion[] {
  const { serviceControl } = surroundings;
  if (serviceControl.length === 0 || subject.mapping.guardrails.list === 'none') return [];
  const set = setOfOthers(surroundings);
  const here = placeGuards(subject);
  return callers.flatMap((who) => {
    const outside = { subject, who, set, here, space: requestSpace(subject, without, who) };
    return [...starts(outside), ...olderStarts(outside), ...writes(outside)];
  });
}

/** First of the document alone, then together with a node of each kind. */
function starts(outside: Outside): ClaimQuestion[] {
  const { subject, who, space } = outside;
  const { partition } = subject.mapping;
  const never = who === 'permission set' ? [byPrincipal([roleOfPermissionSet(partition, subject.role)])] : [];
  const questionOn = asking(outside, startSession, never);
  const likeness = likenessUnder(subject, outside.set.policies) ?? subject.role.name;
  const within = { id: `start ${who} ${likeness}`, question: questionOn([space.document('own')]) };
  const own = onEachNode(outside, (node) => ({
    words: `its document, started by a ${who}`,
    question: questionOn([node, space.document('own')]),
    within,
  }));
  const others = otherOwnDocuments(subject);
  if (others.length === 0) return own;
  const ofOthers = onEachNode(outside, (node) => ({
    words: `${anotherOwn(subject)}, started by a ${who}`,
    question: questionOn([node, space.document('ours')], [guard(1, { Resource: others })]),
  }));
  return [...own, ...ofOthers];
}

/** Which role an older document belonged to is not known any more: each mapped permission set may start it. */
function olderStarts(outside: Outside): ClaimQuestion[] {
  const { subject, who, space } = outside;
  const { partition, roles } = subject.mapping;
  const older = unownedPrevious(subject.mapping).map((name) => documentArn(partition, name));
  if (older.length === 0) return [];
  const mapped = () => byPrincipal(roles.map((role) => roleOfPermissionSet(partition, role)));
  const never = who === 'permission set' && roles.length <= mostNamed ? [mapped()] : [];
  const among = (at: number) => [guard(at, { Resource: older })];
  const questionOn = asking(outside, startSession, never);
  const within = { id: `older ${who}`, question: questionOn([space.document('ours')], among(0)) };
  return onEachNode(outside, (node, kind) => ({
    words: `an older document, started by a ${who}`,
    question: questionOn([node, space.document('ours')], among(1)),
    within,
    sameForAll: `older ${who} ${kind}`,
    isOlder: true,
  }));
}

/** The patterns of so many permission sets can be told apart; the generated policies name fewer. */
const mostNamed = 150;

function onEachNode(
  { space, set }: Outside,
  claim: (node: ResourceModel, kind: NodeTarget) => Omit<ClaimQuestion, 'claim' | 'set' | 'code'>,
): ClaimQuestion[] {
  return (['ec2', 'hybrid', 'ecs'] as const).map((kind) => ({
    claim: 'everybody-else',
    set,
    code: 'proof-outsider',
    ...claim(space.node(kind), kind),
  }));
}

/**
 * With `documents.deployedBy` nobody else writes. Without it nobody who came in by a permission set; that others do not
 * is more than is promised.
 */
function writes(outside: Outside): ClaimQuestion[] {
  const { subject, who, space, set } = outside;
  const { deployedBy } = subject.mapping.documents;
  const older = olderDocuments(subject);
  const others = otherOwnDocuments(subject);
  const unstated = deployedBy.length === 0 && who !== 'permission set' && 'documents.deployedBy';
  const never = deployedBy.length > 0 ? [byPrincipal(deployedBy)] : [];
  return documentWriteActions.flatMap(([, actions]) =>
    actions.flatMap((action) => {
      const questionOn = asking(outside, action, never);
      const about = (Resource: readonly string[]) =>
        questionOn([space.document('ours')], [guard(0, { Resource })]);
      const asked = { claim: 'document-writes', set, code: 'proof-outsider' } as const;
      const words = (what: string) => `${what} document, written by a ${who} (${action})`;
      const id = `${who} ${action}`;
      const within = { id: `write ${id}`, question: about(everyDocument(subject)) };
      const question = questionOn([space.document('own')]);
      const own: ClaimQuestion = { ...asked, words: words('its'), within, question };
      const ofOthers: ClaimQuestion = {
        ...asked,
        words: `${anotherOwn(subject)}, written by a ${who} (${action})`,
        within,
        question: about(others),
      };
      const current: readonly ClaimQuestion[] = unstated
        ? [{ ...own, question: within.question, sameForAll: `unstated ${id}`, unstated }]
        : [own, ...(others.length > 0 ? [ofOthers] : [])];
      if (older.length === 0) return current;
      const of = { sameForAll: `write older ${id}`, isOlder: true, ...(unstated && { unstated }) } as const;
      return [...current, { ...asked, words: words('an older'), within, question: about(older), ...of }];
    }),
  );
}

/** Those of all roles and their tunnels, and older ones; by the patterns that the generated policies have where there are many. */
function everyDocument(subject: Subject): readonly string[] {
  const { partition, roles } = subject.mapping;
  const own = roles.flatMap((role) =>
    [role, ...role.tunnels].map(({ document }) => documentArn(partition, document.name)),
  );
  const patterns = protectedDocuments(subject.mapping);
  const isCovered = (arn: string) => patterns.some((pattern) => compileGlob(globOf(pattern))(arn));
  return own.length > mostNamed && own.every(isCovered) ? patterns : [...own, ...olderDocuments(subject)];
}

/** With a StackSet, older documents of the role are its own as well. */
function otherOwnDocuments({ role, mapping: { partition } }: Subject): readonly string[] {
  return [
    ...(role.document.older ?? []),
    ...role.tunnels.flatMap(({ document }) => namesOfDocument(document)),
  ].map((name) => documentArn(partition, name));
}

const anotherOwn = ({ role }: Subject) =>
  (role.document.older ?? []).length > 0 ? 'a tunnel or older document of its own' : 'a tunnel of its own';

function olderDocuments({ mapping: { partition, documents } }: Subject): readonly string[] {
  return documents.previous.map(({ name }) => documentArn(partition, name));
}

/** Nobody but AWS makes roles with this path: they are permission sets', which are asked about as such. */
function asking({ subject, who, space, here }: Outside, action: string, never: readonly Guard[]) {
  const others =
    who === 'role' ? [byPrincipal([`arn:${subject.mapping.partition}:iam::*:role/aws-reserved/*`])] : [];
  return (resources: readonly ResourceModel[], among: readonly Guard[] = []): ClaimQuestion['question'] => ({
    model: space.request(action, resources),
    find: 'allowed',
    all: [...here, ...among],
    any: [],
    never: [...never, ...others],
  });
}

/** The document is where the mapping says that it is. */
function placeGuards({ mapping: { accounts, regions } }: Subject): Guard[] {
  const where: ConditionBlock[string] = {
    ...(accounts.length > 0 && { 'aws:PrincipalAccount': accounts }),
    ...(regions.length > 0 && { 'aws:RequestedRegion': regions }),
  };
  return Object.keys(where).length > 0 ? [guard(0, { Condition: { StringEquals: where } })] : [];
}

const byPrincipal = (patterns: readonly string[]) =>
  guard(0, { Condition: { ArnLike: { 'aws:PrincipalArn': patterns } } });

/**
 * The pattern by which a service control policy excepts this principal by name. One that takes in the role's own permission
 * set is no exception but how it is meant, and one without a name, such as `role/*`, is a hole. Older documents may be
 * left to all permission sets, where naming the mapped ones would be too long.
 */
export function exemptionOf(
  principal: string,
  { set, question: { model }, isOlder }: ClaimQuestion,
  subject: Subject,
): string | undefined {
  const { mapping, role, home } = subject;
  const own = `arn:${mapping.partition}:iam::${home.account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${role.permissionSet.name}_0123456789abcdef`;
  return set.policies
    .flatMap(({ statementsFor }) => statementsFor(model.action.toLowerCase()).denies.each)
    .flatMap(({ source }) => exceptedBy(source.Condition ?? {}))
    .find((pattern) => {
      const matches = compileGlob(globOf(pattern));
      if (!matches(principal)) return false;
      if (isOlder && anySet.test(pattern)) return true;
      return !matches(own) && namedBy.test(pattern.replace(/^.*[/:](?:AWSReservedSSO_)?/, ''));
    });
}

const namedBy = /[A-Za-z0-9]{3}/;
const anySet = /:role\/aws-reserved\/sso\.amazonaws\.com[^:]*\/AWSReservedSSO_\*$/;

function exceptedBy(block: ConditionBlock): string[] {
  return Object.entries(block).flatMap(([operator, keys]) =>
    /^(?:Arn|String)Not/.test(operator)
      ? Object.entries(keys).flatMap(([key, values]) => (/^aws:principalarn$/i.test(key) ? many(values) : []))
      : [],
  );
}

/** Not by principals of this pattern. */
export function exceptFor({ question, within: _, ...asked }: ClaimQuestion, pattern: string): ClaimQuestion {
  return { ...asked, question: { ...question, never: [...question.never, byPrincipal([pattern])] } };
}
