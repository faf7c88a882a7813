/**
 * The claims about everybody who is not of the role's permission set: under the service control policies at hand nobody else
 * starts the role's document or an older one, and nobody writes one but who deploys them. Everything that conditions may ask
 * of a caller is open.
 */
import { documentArn } from '../../access/policy/context.js';
import { compileGlob, globOf } from '../../iam/glob.js';
import { type ConditionBlock, many } from '../../iam/policy.js';
import { namesOfDocument } from '../../mapping/model.js';
import { type Guard, guard } from '../decide/question.js';
import type { ResourceModel } from '../decide/request-model.js';
import { administrator, type PolicySet, type Surroundings } from '../proof/policy-sets.js';
import type { Subject } from '../scenarios/subject.js';
import { documentWriteActions } from '../scenarios/ways-around.js';
import type { AxiomName } from './axioms.js';
import type { ClaimQuestion } from './claim.js';
import { type CallerKind, type RequestSpace, requestSpace } from './request-space.js';

const callers: readonly CallerKind[] = ['permission set', 'role', 'user', 'federated user', 'root user'];

export function outsiderClaims(
  subject: Subject,
  { administrator: all, serviceControl }: Surroundings,
  without?: ReadonlySet<AxiomName>,
): ClaimQuestion[] {
  const { mapping } = subject;
  if (serviceControl.length === 0 || mapping.guardrails.list === 'none') return [];
  const set: PolicySet = { beside: administrator, purpose: 'others', policies: [all, ...serviceControl] };
  return callers.flatMap((who) => {
    const space = requestSpace(subject, without, who);
    const asked = { set, code: 'proof-outsider' } as const;
    const here = placeGuards(subject);
    const never = who === 'permission set' ? [isOwn(subject)] : who === 'role' ? [isReserved(subject)] : [];
    const start = protectedTargets(subject, space, 1).flatMap(({ document, words, all }) =>
      (['ec2', 'hybrid', 'ecs'] as const).map(
        (target): ClaimQuestion => ({
          ...asked,
          claim: 'everybody-else',
          words: `${words}, started by a ${who}`,
          question: {
            model: space.request('ssm:StartSession', [space.node(target), document]),
            find: 'allowed',
            all: [...here, ...all],
            any: [],
            never,
          },
        }),
      ),
    );
    return [...start, ...writes(subject, who, space, asked, here)];
  });
}

interface ProtectedTarget {
  readonly document: ResourceModel;
  readonly words: string;
  /** What tells it from other documents. */
  readonly all: readonly Guard[];
}

/** The role's document, its older documents as one, and its tunnels' documents as one; `at` is which resource of the request the document is. */
function protectedTargets({ role, mapping }: Subject, space: RequestSpace, at: number): ProtectedTarget[] {
  const own = { document: space.document('own'), words: 'its document', all: [] };
  const named = (names: readonly string[], words: string): ProtectedTarget[] => {
    if (names.length === 0) return [];
    const isOne = guard(at, { Resource: names.map((name) => documentArn(mapping.partition, name)) });
    return [{ document: space.document('account'), words, all: [isOne] }];
  };
  return [
    own,
    ...named(role.document.older ?? [], 'an older document of its own'),
    ...named(
      role.tunnels.flatMap(({ document }) => namesOfDocument(document)),
      'a tunnel of its own',
    ),
  ];
}

/** With `documents.deployedBy` nobody else writes; without, nobody who came in by a permission set. */
function writes(
  subject: Subject,
  who: CallerKind,
  space: RequestSpace,
  asked: Pick<ClaimQuestion, 'set' | 'code'>,
  here: readonly Guard[],
): ClaimQuestion[] {
  const { deployedBy } = subject.mapping.documents;
  if (deployedBy.length === 0 && who !== 'permission set') return [];
  const deploys = deployedBy.length > 0 ? [byPrincipal(deployedBy)] : [];
  const never = [...deploys, ...(who === 'role' ? [isReserved(subject)] : [])];
  return documentWriteActions.flatMap(([, actions]) =>
    actions.flatMap((action) =>
      protectedTargets(subject, space, 0).map(
        ({ document, words, all }): ClaimQuestion => ({
          ...asked,
          claim: 'document-writes',
          words: `${words}, written by a ${who} (${action})`,
          question: {
            model: space.request(action, [document]),
            find: 'allowed',
            all: [...here, ...all],
            any: [],
            never,
          },
        }),
      ),
    ),
  );
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

function isOwn({ mapping: { partition }, role }: Subject): Guard {
  const name = `AWSReservedSSO_${role.permissionSet.name}_${'?'.repeat(16)}`;
  return byPrincipal([`arn:${partition}:iam::*:role/aws-reserved/sso.amazonaws.com*/${name}`]);
}

/** Nobody but AWS makes roles with this path. */
function isReserved({ mapping: { partition } }: Subject): Guard {
  return byPrincipal([`arn:${partition}:iam::*:role/aws-reserved/*`]);
}

/**
 * The pattern by which a service control policy excepts this principal by name. One that takes in the role's own permission
 * set is no exception but how it is meant, and one without a name, such as `role/*`, is a hole.
 */
export function exemptionOf(
  principal: string,
  { set, question: { model } }: ClaimQuestion,
  subject: Subject,
): string | undefined {
  const { mapping, role, home } = subject;
  const own = `arn:${mapping.partition}:iam::${home.account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${role.permissionSet.name}_0123456789abcdef`;
  return set.policies
    .flatMap(({ statementsFor }) => statementsFor(model.action.toLowerCase()).denies)
    .flatMap(({ source }) => exceptedBy(source.Condition ?? {}))
    .find((pattern) => {
      const matches = compileGlob(globOf(pattern));
      return (
        matches(principal) &&
        !matches(own) &&
        namedBy.test(pattern.replace(/^.*[/:](?:AWSReservedSSO_)?/, ''))
      );
    });
}

const namedBy = /[A-Za-z0-9]{3}/;

function exceptedBy(block: ConditionBlock): string[] {
  return Object.entries(block).flatMap(([operator, keys]) =>
    /^(?:Arn|String)Not/.test(operator)
      ? Object.entries(keys).flatMap(([key, values]) => (/^aws:principalarn$/i.test(key) ? many(values) : []))
      : [],
  );
}

/** Not by principals of this pattern. */
export function exceptFor({ question, ...asked }: ClaimQuestion, pattern: string): ClaimQuestion {
  return { ...asked, question: { ...question, never: [...question.never, byPrincipal([pattern])] } };
}
