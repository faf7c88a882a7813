/**
 * Weakened policies: each mutant differs from a policy in one thing that somebody could get wrong. Knows IAM's language only,
 * not what any statement is for.
 */
import {
  type ConditionBlock,
  many,
  type OneOrMany,
  oneOrMany,
  type PolicyDocument,
  type Statement,
} from '../../../src/iam/policy.js';

export interface Mutant {
  /** The Sid of the statement and what was done to it; the same for every policy. */
  readonly name: string;
  readonly policy: PolicyDocument;
}

type Mutation = readonly [what: string, statement: Statement | undefined];

export function mutantsOf(policy: PolicyDocument): Mutant[] {
  return policy.Statement.flatMap((statement, at) =>
    mutationsOf(statement).map(([what, mutated]) => ({
      name: `${statement.Sid?.replace(/\d+$/, '')}: ${what}`,
      policy: {
        ...policy,
        Statement: policy.Statement.flatMap((one, index) => (index === at ? (mutated ?? []) : one)),
      },
    })),
  );
}

function mutationsOf(statement: Statement): Mutation[] {
  return [
    ['left out', undefined],
    ['effect turned round', { ...statement, Effect: statement.Effect === 'Deny' ? 'Allow' : 'Deny' }],
    ...actionMutations(statement),
    ...resourceMutations(statement, 'Resource'),
    ...resourceMutations(statement, 'NotResource'),
    ...conditionMutations(statement),
  ];
}

function actionMutations(statement: Statement): Mutation[] {
  const actions = many(statement.Action ?? []);
  const wider: Mutation[] =
    statement.Effect === 'Allow'
      ? actions.map((action) => [
          `action ${action} widened to its service`,
          { ...statement, Action: replaced(actions, action, action.replace(/:.*/, ':*')) },
        ])
      : [];
  const fewer: Mutation[] = fewerOf(actions).map(([action, rest]) => [
    `action ${action} removed`,
    { ...statement, Action: rest },
  ]);
  return [...wider, ...fewer];
}

function resourceMutations(statement: Statement, element: 'Resource' | 'NotResource'): Mutation[] {
  const arns = many(statement[element] ?? []);
  const label = element === 'Resource' ? 'resource' : 'exempt resource';
  const wider: Mutation[] = arns
    .filter((arn) => arn !== '*')
    .flatMap((arn): Mutation[] => [
      [`${label} ${kindOf(arn)} widened to *`, { ...statement, [element]: replaced(arns, arn, '*') }],
      ...(arn.endsWith('*')
        ? []
        : [
            [
              `${label} ${kindOf(arn)} with * at its end`,
              { ...statement, [element]: replaced(arns, arn, `${arn}*`) },
            ] as const,
          ]),
    ]);
  const fewer: Mutation[] = fewerOf(arns).map(([arn, rest]) => [
    `${label} ${kindOf(arn)} removed`,
    { ...statement, [element]: rest },
  ]);
  return [...wider, ...fewer];
}

function kindOf(arn: string): string {
  const resource = arn.split(':').slice(5).join(':');
  if (resource.includes('RunShell')) return 'default document';
  return resource.split('/')[0] ?? resource;
}

/** By operator; `IfExists` on a negated operator changes nothing and is not among them. */
const otherOperators: Readonly<Record<string, readonly string[]>> = {
  Bool: ['BoolIfExists'],
  BoolIfExists: ['Bool'],
  StringEquals: ['StringNotEquals', 'StringEqualsIfExists'],
  StringNotEquals: ['StringEquals'],
  StringLike: ['StringNotLike', 'StringLikeIfExists', 'StringEquals'],
  'ForAnyValue:StringEquals': ['ForAllValues:StringEquals', 'ForAnyValue:StringNotEquals'],
  'ForAnyValue:StringEqualsIgnoreCase': [
    'ForAllValues:StringEqualsIgnoreCase',
    'ForAnyValue:StringEquals',
    'ForAnyValue:StringNotEqualsIgnoreCase',
  ],
  Null: [],
};

function conditionMutations(statement: Statement): Mutation[] {
  const block = statement.Condition ?? {};
  const operators = Object.keys(block);
  return operators.flatMap((operator) => {
    const keys = block[operator] ?? {};
    const without = omit(block, operator);
    const others = otherOperators[operator];
    if (!others) throw new Error(`no mutations for ${operator}`);
    const mutations: Mutation[] = [
      [`condition ${operator} dropped`, withCondition(statement, without)],
      ...others
        .filter((other) => block[other] === undefined)
        .map(
          (other): Mutation => [
            `condition ${operator} as ${other}`,
            withCondition(statement, { ...without, [other]: keys }),
          ],
        ),
    ];
    for (const [key, values] of Object.entries(keys)) {
      const label = key.replace(/^ssm:resourceTag\/(?!aws:).*/, 'ssm:resourceTag/…');
      const instead = (value: OneOrMany): Statement =>
        withCondition(statement, { ...block, [operator]: { ...keys, [key]: value } });
      if (Object.keys(keys).length > 1)
        mutations.push([
          `key ${label} dropped`,
          withCondition(statement, { ...block, [operator]: omit(keys, key) }),
        ]);
      for (const [, rest] of fewerOf(many(values)))
        mutations.push([`a value of ${label} removed`, instead(rest)]);
      if (values === 'true' || values === 'false')
        mutations.push([`${label} turned round`, instead(values === 'true' ? 'false' : 'true')]);
    }
    return mutations;
  });
}

function withCondition(statement: Statement, block: ConditionBlock): Statement {
  const { Condition: _, ...rest } = statement;
  return Object.keys(block).length === 0 ? rest : { ...rest, Condition: block };
}

function omit<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function replaced(values: readonly string[], from: string, to: string): OneOrMany {
  return oneOrMany(values.map((value) => (value === from ? to : value)));
}

/** Lists of one have no shorter form. */
function fewerOf(values: readonly string[]): (readonly [string, OneOrMany])[] {
  if (values.length < 2) return [];
  return values.map((value) => [value, oneOrMany(values.filter((other) => other !== value))]);
}
