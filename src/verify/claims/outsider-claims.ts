/**
 * The claims about everybody who is not of the role's permission set: under the service control policies at hand nobody else
 * starts the role's document, nobody but mapped permission sets starts an older one, nobody writes one but who deploys
 * them, and nobody else makes a role as which StackSets deploy. Everything that conditions may ask of a caller is open.
 */
import { namesOverTime } from '../../access/content-names.js';
import { documentArn, protectedDocuments } from '../../access/policy/context.js';
import { permissionSetRole, stackSetDeployers } from '../../access/service-control-policy.js';
import { defaultDocument } from '../../aws/names.js';
import { compileGlob, globOf } from '../../iam/glob.js';
import { type ConditionBlock, many } from '../../iam/policy.js';
import type { RoleMapping } from '../../mapping/model.js';
import { documentsOfRole, unownedPrevious } from '../../mapping/role-documents.js';
import { type Guard, guard } from '../decide/question.js';
import type { ResourceModel } from '../decide/request-model.js';
import { type PolicySet, type Surroundings, setOfOthers } from '../proof/policy-sets.js';
import type { Subject } from '../scenarios/subject.js';
import { documentWriteActions } from '../scenarios/ways-around.js';
import { likenessUnder } from './alike.js';
import type { AxiomName } from './axioms.js';
import type { CallerKind } from './callers.js';
import type { ClaimQuestion } from './claim.js';
import { type NodeTarget, type RequestSpace, requestSpace } from './request-space.js';

const startSession = 'ssm:StartSession';
const callers: readonly CallerKind[] = ['permission set', 'role', 'user', 'federated user', 'root user'];

interface Outside {
  readonly subject: Subject;
  readonly who: CallerKind;
  readonly space: RequestSpace;
  readonly set: PolicySet;
  readonly guards: MappingGuards;
}

/** Long lists that are the same for all roles: made once, for a mapping may have hundreds of roles. */
interface MappingGuards {
  /** In the accounts and Regions of the mapping. */
  readonly here: readonly Guard[];
  readonly inAccounts: readonly Guard[];
  readonly byMapped: Guard;
  readonly byDeployer: Guard;
  readonly ofEveryDocument: Guard;
  readonly ofOlder: Guard;
  readonly ofNoRole: Guard;
}

const guardsByMapping = new WeakMap<RoleMapping, MappingGuards>();

function guardsOf(mapping: RoleMapping): MappingGuards {
  const { partition, roles, documents } = mapping;
  const made = guardsByMapping.get(mapping) ?? {
    here: placeGuards(mapping),
    inAccounts: placeGuards({ ...mapping, regions: [] }),
    byMapped: byPrincipal(roles.map(({ permissionSet }) => permissionSetRole(partition, permissionSet.name))),
    byDeployer: byPrincipal(documents.deployedBy),
    ofEveryDocument: guard(0, { Resource: everyDocument(mapping) }),
    ofOlder: guard(0, { Resource: olderDocuments(mapping) }),
    ofNoRole: guard(0, { Resource: documentsOfNoRole(mapping) }),
  };
  guardsByMapping.set(mapping, made);
  return made;
}

export function outsiderClaims(
  subject: Subject,
  surroundings: Surroundings,
  without?: ReadonlySet<AxiomName>,
): ClaimQuestion[] {
  const { serviceControl } = surroundings;
  if (serviceControl.length === 0 || subject.mapping.guardrails.list === 'none') return [];
  const set = setOfOthers(surroundings);
  const guards = guardsOf(subject.mapping);
  return callers.flatMap((who) => {
    const outside = { subject, who, set, guards, space: requestSpace(subject, without, who) };
    return [...starts(outside), ...olderStarts(outside), ...writes(outside), ...roleWrites(outside)];
  });
}

/** First of the document alone, then together with a node of each kind. */
function starts(outside: Outside): ClaimQuestion[] {
  const { subject, who, space } = outside;
  const { partition } = subject.mapping;
  const never =
    who === 'permission set'
      ? [byPrincipal([permissionSetRole(partition, subject.role.permissionSet.name)])]
      : [];
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
  const { subject, who, space, guards } = outside;
  const { partition, roles } = subject.mapping;
  const older = unownedPrevious(subject.mapping).map((name) => documentArn(partition, name));
  if (older.length === 0) return [];
  const never = who === 'permission set' && roles.length <= mostNamed ? [guards.byMapped] : [];
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
  const { subject, who, space, set, guards } = outside;
  const { deployedBy } = subject.mapping.documents;
  const older = olderDocuments(subject.mapping);
  const others = otherOwnDocuments(subject);
  const unstated = deployedBy.length === 0 && who !== 'permission set' && 'documents.deployedBy';
  const never = deployedBy.length > 0 ? [guards.byDeployer] : [];
  return documentWriteActions.flatMap(([, actions]) =>
    actions.flatMap((action) => {
      const questionOn = asking(outside, action, never);
      const about = (documents: Guard) => questionOn([space.document('ours')], [documents]);
      const asked = { claim: 'document-writes', set, code: 'proof-outsider' } as const;
      const words = (what: string) => `${what} document, written by a ${who} (${action})`;
      const id = `${who} ${action}`;
      const within = { id: `write ${id}`, question: about(guards.ofEveryDocument) };
      const question = questionOn([space.document('own')]);
      const own: ClaimQuestion = { ...asked, words: words('its'), within, question };
      const ofOthers: ClaimQuestion = {
        ...asked,
        words: `${anotherOwn(subject)}, written by a ${who} (${action})`,
        within,
        question: about(guard(0, { Resource: others })),
      };
      const current: readonly ClaimQuestion[] = unstated
        ? [{ ...own, question: within.question, sameForAll: `unstated ${id}`, unstated }]
        : [own, ...(others.length > 0 ? [ofOthers] : [])];
      const forAll = { ...asked, within, ...(unstated && { unstated }) };
      const ofNoRole: ClaimQuestion = {
        ...forAll,
        words: words("the default or a node users'"),
        question: about(guards.ofNoRole),
        sameForAll: `write no role's ${id}`,
      };
      const ofOlder: ClaimQuestion = {
        ...forAll,
        words: words('an older'),
        question: about(guards.ofOlder),
        sameForAll: `write older ${id}`,
        isOlder: true,
      };
      return [...current, ofNoRole, ...(older.length > 0 ? [ofOlder] : [])];
    }),
  );
}

/**
 * Where the roles of StackSets may write documents, nobody else may make one or choose who assumes it. IAM calls the same
 * Region wherever its caller is.
 */
function roleWrites(outside: Outside): ClaimQuestion[] {
  const { subject, who, space, set, guards } = outside;
  const roles = stackSetDeployers(subject.mapping);
  if (roles.length === 0) return [];
  const writes = { 'iam:CreateRole': 'created', 'iam:UpdateAssumeRolePolicy': 'given to others' };
  return Object.entries(writes).map(([action, written]) => ({
    claim: 'stack-set-roles',
    set,
    code: 'proof-outsider',
    words: `a role of StackSets, ${written} by a ${who} (${action})`,
    question: {
      ...asking(outside, action, [guards.byDeployer])([space.stackSetRole()]),
      all: [...guards.inAccounts, guard(0, { Resource: roles })],
    },
    sameForAll: `${action} ${who}`,
  }));
}

/** Who writes the default document chooses Linux users too; who writes one that creates Linux users is root on the nodes. */
function documentsOfNoRole({ partition, nodeUsers = [] }: RoleMapping): readonly string[] {
  const names = [defaultDocument, ...nodeUsers.map(({ name }) => name)];
  return names.map((name) => documentArn(partition, name));
}

/** Those of all roles and their tunnels, those of no role, and older ones; by the patterns that the generated policies have where there are many. */
function everyDocument(mapping: RoleMapping): readonly string[] {
  const { partition, roles } = mapping;
  const own = roles.flatMap(documentsOfRole).map(({ name }) => documentArn(partition, name));
  const patterns = protectedDocuments(mapping);
  const isCovered = (arn: string) => patterns.some((pattern) => compileGlob(globOf(pattern))(arn));
  return own.length > mostNamed && own.every(isCovered)
    ? patterns
    : [...own, ...documentsOfNoRole(mapping), ...olderDocuments(mapping)];
}

/** With a StackSet, documents of the role with another content are its own as well, whether the mapping still lists them or not. */
function otherOwnDocuments({ role, mapping }: Subject): readonly string[] {
  const named = mapping.documents.stackSet === undefined ? role.tunnels : [role, ...role.tunnels];
  return named
    .flatMap(({ document }) => namesOverTime(mapping, document))
    .map((name) => documentArn(mapping.partition, name));
}

const anotherOwn = ({ mapping: { documents } }: Subject) =>
  documents.stackSet === undefined ? 'a tunnel of its own' : 'a tunnel or older document of its own';

function olderDocuments({ partition, documents }: RoleMapping): readonly string[] {
  return documents.previous.map(({ name }) => documentArn(partition, name));
}

/** Nobody but AWS makes roles with this path: they are permission sets', which are asked about as such. */
function asking({ subject, who, space, guards }: Outside, action: string, never: readonly Guard[]) {
  const others =
    who === 'role' ? [byPrincipal([`arn:${subject.mapping.partition}:iam::*:role/aws-reserved/*`])] : [];
  return (resources: readonly ResourceModel[], among: readonly Guard[] = []): ClaimQuestion['question'] => ({
    model: space.request(action, resources),
    find: 'allowed',
    all: [...guards.here, ...among],
    any: [],
    never: [...never, ...others],
  });
}

/** The document is where the mapping says that it is. */
function placeGuards({ accounts, regions }: RoleMapping): Guard[] {
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
