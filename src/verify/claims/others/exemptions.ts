/** Principals whom a service control policy excepts by name: how such an exception is found, and how the rest is asked about. */
import { compileGlob, globOf } from '../../../iam/glob.js';
import { type ConditionBlock, many } from '../../../iam/policy.js';
import type { Subject } from '../../scenarios/subject.js';
import type { ClaimQuestion } from '../claim.js';
import { byPrincipal } from './principal.js';

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
