/**
 * A statement of which not everything can be decided for all requests: what remains says where it surely does not apply,
 * everywhere else it is in doubt.
 */
import { inlinePolicyBytes } from '../../aws/limits.js';
import { type CompiledStatement, compileStatement } from '../../iam/evaluate/statement.js';
import type { Doubt } from '../../iam/evaluate/truth.js';
import { many, oneOrMany, type Statement } from '../../iam/policy.js';

/**
 * Without its conditions on these keys (in lower case), and in its resources with `*` for each variable and for what is longer than
 * any policy.
 */
export function weakened(statement: CompiledStatement, keys: ReadonlySet<string>): CompiledStatement {
  const { source, syntax, ref } = statement;
  const subject = [...keys].join(', ') || 'the name of a resource';
  const doubt: Doubt = { about: 'tied-keys', subject };
  const rest = compileStatement(withoutVariables(source, keys), { ref, syntax, reportAt: () => () => {} });
  return {
    ...rest,
    applies: (resource, context) => {
      const truth = rest.applies(resource, context);
      return truth === true ? doubt : truth;
    },
  };
}

function withoutVariables(source: Statement, keys: ReadonlySet<string>): Statement {
  const { Resource, NotResource, Condition, ...others } = source;
  const kept = Object.entries(Condition ?? {}).map(([operator, values]) => [
    operator,
    Object.fromEntries(Object.entries(values).filter(([key]) => !keys.has(key.toLowerCase()))),
  ]);
  const isTooLong = (arn: string) => arn.length > inlinePolicyBytes;
  const listed = many(NotResource ?? []).filter((arn) => !arn.includes('${') && !isTooLong(arn));
  return {
    ...others,
    ...(Resource !== undefined && {
      Resource: oneOrMany(
        many(Resource).map((arn) => (isTooLong(arn) ? '*' : arn.replace(/\$\{[^}]*\}/g, '*'))),
      ),
    }),
    ...(NotResource !== undefined && (listed.length > 0 ? { NotResource: listed } : { Resource: '*' })),
    Condition: Object.fromEntries(kept),
  };
}
