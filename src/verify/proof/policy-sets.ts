/**
 * The sets of policies under which a role is tried: its own, beside nothing, beside AdministratorAccess, beside each policy
 * that the caller hands in. Our statements and those of a merge file are kept apart only to tell whose word decided.
 */

import type { RoleAccess } from '../../access/access.js';
import { type AttachedPolicy, type CompiledPolicy, compilePolicy } from '../../iam/evaluate/policy.js';
import { statementsOf, together } from '../../iam/evaluate/statements.js';
import type { PolicyDocument, Statement } from '../../iam/policy.js';
import type { PolicyProblem } from '../../iam/problem.js';
import { readPolicy } from '../../iam/read-policy.js';

export const nothing = 'nothing';
export const administrator = 'AdministratorAccess';

export interface PolicySet {
  /** What is attached beside the role's policy, in words. */
  readonly beside: string;
  /**
   * `attached`: as it would be in AWS. `allows-alone`: our Allows without our Denies, which must grant no more than is meant
   * either, so that there are two locks. `cost`: our statements beside AdministratorAccess, to see what our Denies take.
   * `others`: of somebody who is not of the role's permission set.
   */
  readonly purpose: 'attached' | 'allows-alone' | 'cost' | 'others';
  readonly policies: readonly CompiledPolicy[];
}

/** Policies that are the same for every role. */
export interface Surroundings {
  readonly administrator: CompiledPolicy;
  readonly attached: readonly CompiledPolicy[];
  /** In force for the role's people only. */
  readonly boundaries: readonly CompiledPolicy[];
  readonly serviceControl: readonly CompiledPolicy[];
}

/** Who wrote a policy; decides what is to be done about it. */
export type Owner = 'ours' | 'merged' | 'attached' | 'administrator' | 'service-control';

export interface RolePolicies {
  readonly ours: CompiledPolicy;
  readonly sets: readonly PolicySet[];
  readonly ownerOf: (policy: string) => Owner;
  /** Whether a generated statement denies whatever the context. */
  readonly deniesAlways: (index: number) => boolean;
}

export const administratorDocument: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Sid: administrator, Effect: 'Allow', Action: '*', Resource: '*' }],
};

export function compileSurroundings(
  policies: readonly AttachedPolicy[],
): readonly [Surroundings, readonly PolicyProblem[]] {
  const unsupported: PolicyProblem[] = [];
  const compiled = (kind: AttachedPolicy['kind']) =>
    policies
      .filter((policy) => policy.kind === kind)
      .flatMap((policy) => {
        const [result, refused] = compilePolicy(policy);
        for (const problem of refused) unsupported.push(problem);
        return result ? [result] : [];
      });
  return [
    {
      administrator: known(
        compilePolicy({ name: administrator, kind: 'identity', document: administratorDocument }),
      ),
      attached: compiled('identity'),
      boundaries: compiled('boundary'),
      serviceControl: compiled('service-control'),
    },
    unsupported,
  ];
}

/**
 * The policies of a role as they are rendered, taken from the text that AWS gets. `isAsked` may leave out generated
 * statements that decide nothing of what is asked.
 */
export function compileRole(
  { role, policyText }: RoleAccess,
  surroundings: Surroundings,
  isAsked: (statement: Statement) => boolean = () => true,
): readonly [RolePolicies | undefined, readonly PolicyProblem[]] {
  const name = policyName(role.name);
  const [document, unread] = readPolicy(name, JSON.parse(policyText));
  if (!document) return [undefined, unread];
  const { Version, Statement } = document;
  const merge = role.inlinePolicy.kind === 'merge' ? role.inlinePolicy : undefined;
  const boundary = Statement.length - (merge?.policy.Statement.length ?? 0);
  const generated = Statement.slice(0, boundary).filter(isAsked);
  const [ours, refusedOurs] = compilePolicy({
    name,
    kind: 'identity',
    document: { Version, Statement: generated },
  });
  const [merged, refusedMerged] = merge
    ? compilePolicy({
        name: merge.file,
        kind: 'identity',
        document: { Version, Statement: Statement.slice(boundary) },
      })
    : [undefined, []];
  const unsupported = [...refusedOurs, ...refusedMerged];
  if (!ours || unsupported.length > 0) return [undefined, unsupported];

  const own = merged ? [ours, merged] : [ours];
  const { administrator: all, attached, boundaries, serviceControl } = surroundings;
  const attachedSet = (beside: string, others: readonly CompiledPolicy[]): PolicySet => ({
    beside,
    purpose: 'attached',
    policies: [...own, ...others, ...boundaries, ...serviceControl],
  });
  return [
    {
      ours,
      sets: [
        attachedSet(nothing, []),
        attachedSet(administrator, [all]),
        ...attached.map((policy) => attachedSet(policy.name, [policy])),
        { beside: nothing, purpose: 'allows-alone', policies: [allowsOf(ours)] },
        { beside: administrator, purpose: 'cost', policies: [ours, all] },
      ],
      ownerOf: ownersOf(name, merge?.file, surroundings),
      deniesAlways: (index) => {
        const statement = generated[index];
        return statement?.Effect === 'Deny' && statement.Condition === undefined;
      },
    },
    [],
  ];
}

/** Apart from what is compiled, so that it may be kept for each role of a large mapping. */
function ownersOf(
  own: string,
  mergeFile: string | undefined,
  { attached, boundaries, serviceControl }: Surroundings,
): RolePolicies['ownerOf'] {
  const owners = new Map<string, Owner>([
    ...serviceControl.map((policy) => [policy.name, 'service-control'] as const),
    ...[...attached, ...boundaries].map((policy) => [policy.name, 'attached'] as const),
    ...(mergeFile === undefined ? [] : [[mergeFile, 'merged'] as const]),
    [administrator, 'administrator'],
    [own, 'ours'],
  ]);
  return (policy) => owners.get(policy) ?? 'attached';
}

export const policyName = (role: string) => `policy of ${role}`;

const noStatements = statementsOf([]);

function allowsOf({ statementsFor, ...policy }: CompiledPolicy): CompiledPolicy {
  return {
    ...policy,
    statementsFor: (action) => ({ allows: statementsFor(action).allows, denies: noStatements }),
  };
}

/** Of other principals, with the broadest rights and without a generated inline policy. */
export function setOfOthers({ administrator: all, serviceControl }: Surroundings): PolicySet {
  return { beside: administrator, purpose: 'others', policies: [all, ...atOneLevel(serviceControl)] };
}

/**
 * Which service control policies are attached to the same level is not known. What is denied as though all were attached to
 * one, where one Allow is enough, is denied however they are attached.
 */
export function atOneLevel(policies: readonly CompiledPolicy[]): readonly CompiledPolicy[] {
  const isLevel = ({ kind, limits }: CompiledPolicy) => kind === 'service-control' && limits;
  const levels = policies.filter(isLevel);
  if (levels.length < 2) return policies;
  const oneLevel: CompiledPolicy = {
    name: levels.map(({ name }) => name).join(' and '),
    kind: 'service-control',
    limits: true,
    statementsFor: (action) => {
      const each = levels.map(({ statementsFor }) => statementsFor(action));
      return {
        allows: together(each.map(({ allows }) => allows)),
        denies: together(each.map(({ denies }) => denies)),
      };
    },
  };
  return [...policies.filter((policy) => !isLevel(policy)), oneLevel];
}

function known([policy, unsupported]: ReturnType<typeof compilePolicy>): CompiledPolicy {
  if (!policy) throw new Error(`a policy of this package is refused: ${JSON.stringify(unsupported)}`);
  return policy;
}
