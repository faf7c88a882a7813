/** Who sends a request, as the keys about the caller say it: a person of the permission set, or somebody else. */
import { shapes, type Term, type Variable } from '../decide/request-model.js';
import type { TextShape } from '../decide/text-classes.js';
import {
  caller,
  exampleIdentityCenterPath,
  identityCenterPathOf,
  type Subject,
} from '../scenarios/subject.js';

/** `own`: the role's people. Otherwise somebody else; service-linked roles are not among them, for no policy stops those. */
export type CallerKind = 'own' | 'permission set' | 'role' | 'user' | 'federated user' | 'root user';

/** The values of `aws:PrincipalArn`, `aws:PrincipalType` and `aws:userid`. */
export interface Caller {
  readonly arn: Term;
  readonly type: string;
  readonly id: Term;
}

export interface CallerOptions {
  readonly account: Variable;
  /** The variable of this name, made when it is first asked for. */
  readonly known: (name: string, shape: TextShape, more?: Pick<Variable, 'notable'>) => Variable;
  /** Whether the role of a permission set has the path that is documented. */
  readonly isPathKnown: boolean;
}

export function callerOf(
  who: CallerKind,
  { mapping: { partition, identityCenterRegion }, role }: Subject,
  { account, known, isPathKnown }: CallerOptions,
): Caller {
  const named = (name: string, notable: string) => known(name, shapes.principal, { notable: [notable] });
  const path = (): string | Variable =>
    identityCenterRegion === undefined
      ? known('the Region of Identity Center in the role path', shapes.identityCenterPath, {
          notable: [exampleIdentityCenterPath, ''],
        })
      : identityCenterPathOf(identityCenterRegion);
  const iam: Term = [`arn:${partition}:iam::`, account];
  const roleOfSet = (set: string | Variable): Term => [
    ...iam,
    ':role/aws-reserved/sso.amazonaws.com',
    path(),
    '/AWSReservedSSO_',
    set,
    '_',
    known("the suffix of the permission set's role", shapes.hexadecimal16, { notable: ['0123456789abcdef'] }),
  ];
  const anyRole = (): Term => [...iam, ':role/', named('the role', 'Admin')];
  const byRole = (arn: Term): Caller => ({
    arn,
    type: 'AssumedRole',
    id: [known('aws:userid', shapes.roleUserId, { notable: [caller] })],
  });
  switch (who) {
    case 'own':
      return byRole(isPathKnown ? roleOfSet(role.permissionSet.name) : anyRole());
    case 'permission set':
      return byRole(roleOfSet(named('the permission set', 'BreakGlass')));
    case 'role':
      return byRole(anyRole());
    case 'user':
      return {
        arn: [...iam, ':user/', named('the user', 'Administrator')],
        type: 'User',
        id: [known('aws:userid', shapes.userId)],
      };
    case 'federated user': {
      const user = named('the user', 'Administrator');
      return {
        arn: [`arn:${partition}:sts::`, account, ':federated-user/', user],
        type: 'FederatedUser',
        id: [account, ':', user],
      };
    }
    case 'root user':
      return { arn: [...iam, ':root'], type: 'Account', id: [account] };
  }
}
