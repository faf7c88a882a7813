/**
 * Random requests, and random policies that nearly match them: patterns and values are made from the request's own by putting
 * in wildcards and variables, changing a letter, or changing case. Uses every construct that the evaluator supports, but for
 * the exclusions named here.
 */
import fc from 'fast-check';
import type { PolicySyntax } from '../../../../src/iam/evaluate/arn-pattern.js';
import type { Request, RequestedResource } from '../../../../src/iam/evaluate/evaluate.js';
import type { ConditionBlock, PolicyDocument, Statement } from '../../../../src/iam/policy.js';
import { arnNear, near, oneOrSome, type Variables, withVariable } from './patterns.js';
import {
  type ActionWords,
  actions,
  addressRanges,
  globalKeys,
  type KeyWords,
  specialCharacters,
  variables,
} from './vocabulary.js';

export interface Case {
  readonly policies: readonly PolicyDocument[];
  readonly scps: readonly PolicyDocument[];
  /** Permissions boundaries; none if left out. */
  readonly boundaries?: readonly PolicyDocument[];
  readonly request: Request;
}

type Given = ReadonlyMap<string, readonly string[]>;

const rarely = (weight: number) => fc.integer({ min: 0, max: weight - 1 }).map((n) => n === 0);

/** Actions on resources are asked about more often; StartSession, listed first, most of all. */
const weighted = actions.map((words, index) => ({
  weight: index === 0 ? 12 : words.resources.includes('*') ? 1 : 3,
  arbitrary: fc.constant(words),
}));

export const cases: fc.Arbitrary<Case> = fc.oneof(...weighted).chain((words) =>
  request(words).chain((drawn) => {
    return fc.record({
      policies: fc.array(policyFor(words, drawn, true), { minLength: 1, maxLength: 2 }),
      scps: fc.array(policyFor(words, drawn, false).map(seldomLimit), { maxLength: 1 }),
      request: fc.constant(drawn),
    });
  }),
);

/** One with an Allow is a limit, under which little is allowed: most of those that deny something only deny. */
function seldomLimit(policy: PolicyDocument): PolicyDocument {
  const denying = policy.Statement.filter(({ Effect }) => Effect === 'Deny');
  return denying.length === 0 || policy.Statement.length > 2 ? policy : { ...policy, Statement: denying };
}

function request(words: ActionWords): fc.Arbitrary<Request> {
  const serviceKeys = context(words.keys, 3);
  const resource: fc.Arbitrary<RequestedResource> = fc.record({
    arn: fc.constantFrom(...words.resources),
    context: serviceKeys,
  });
  const several = words.resources.includes('*') ? 1 : 2;
  return fc.record({
    action: fc.constant(words.action),
    resources: fc.array(resource, { minLength: 1, maxLength: several }),
    context: context(globalKeys, 3),
  });
}

/** Each key is absent in one of `absentIn` draws. */
function context(
  keys: readonly KeyWords[],
  absentIn: number,
): fc.Arbitrary<Record<string, string | string[]>> {
  const entries = keys.map((words) =>
    fc
      .tuple(rarely(absentIn), valueFor(words))
      .map(([absent, value]) => (absent ? [] : [[words.key, value] as const])),
  );
  return fc.tuple(...entries).map((drawn) => Object.fromEntries(drawn.flat()));
}

function valueFor({ several, type, values }: KeyWords): fc.Arbitrary<string | string[]> {
  if (several) return fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
  const plain = fc.constantFrom(...values);
  return type === 'string'
    ? fc.oneof({ weight: 19, arbitrary: plain }, { weight: 1, arbitrary: fc.constant('') })
    : plain;
}

/** `incomplete`: whether ARNs may lack fields, as in identity-based policies only. */
function policyFor(words: ActionWords, drawn: Request, incomplete: boolean): fc.Arbitrary<PolicyDocument> {
  const given: Given = new Map(
    [drawn.context, ...drawn.resources.map(({ context: own }) => own ?? {})]
      .flatMap((layer) => Object.entries(layer))
      .map(([key, value]) => [key, typeof value === 'string' ? [value] : value]),
  );
  return fc.boolean().chain((old) =>
    fc.record({
      Version: fc.constant(old ? ('2008-10-17' as const) : ('2012-10-17' as const)),
      Statement: fc.array(statement(words, drawn, given, { variables: !old, incomplete }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  );
}

function statement(
  words: ActionWords,
  drawn: Request,
  given: Given,
  syntax: PolicySyntax,
): fc.Arbitrary<Statement> {
  const action = fc.oneof(
    {
      weight: 3,
      arbitrary: near(drawn.action, { wildcards: true, anyCase: true, keep: drawn.action.indexOf(':') + 1 }),
    },
    { weight: 2, arbitrary: fc.constantFrom('*', `${drawn.action.split(':')[0]}:*`) },
    { weight: 1, arbitrary: fc.constantFrom(...actions).map((other) => other.action) },
  );
  const inResources = syntax.variables ? [...variables, ...specialCharacters] : [];
  const resource = (incomplete: boolean) =>
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .constantFrom(...drawn.resources.map(({ arn }) => arn))
          .chain((arn) => arnNear(arn, inResources, incomplete)),
      },
      { weight: 2, arbitrary: fc.constantFrom('*') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(...actions).chain((other) => fc.constantFrom(...other.resources)),
      },
    );
  const keys = [...words.keys, ...globalKeys];
  const condition = fc.array(
    fc.constantFrom(...keys).chain((key) => conditionOn(key, given, syntax.variables)),
    { maxLength: 3 },
  );
  return fc
    .record({
      deny: rarely(3),
      inAction: rarely(6),
      inResource: rarely(5),
      action: oneOrSome(action),
      resource: oneOrSome(resource(syntax.incomplete)),
      // The simulator takes no resource at all into such a statement (disagreements.test.ts).
      notResource: oneOrSome(resource(false)),
      condition,
    })
    .map(
      ({
        deny,
        inAction,
        inResource,
        action: Action,
        resource: Resource,
        notResource: NotResource,
        condition: entries,
      }) => ({
        Effect: deny ? 'Deny' : 'Allow',
        ...(inAction ? { NotAction: Action } : { Action }),
        ...(inResource ? { NotResource } : { Resource }),
        ...(entries.length > 0 && { Condition: joined(entries) }),
      }),
    );
}

type Entry = readonly [operator: string, key: string, values: string | string[]];

/** A key that is there already keeps its letter case: the evaluator refuses it in two. */
function joined(entries: readonly Entry[]): ConditionBlock {
  const block: Record<string, Record<string, string | string[]>> = {};
  for (const [operator, key, values] of entries) {
    block[operator] ??= {};
    const known = Object.keys(block[operator]).find((one) => one.toLowerCase() === key.toLowerCase());
    block[operator][known ?? key] = values;
  }
  return block;
}

const compared = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];
const operatorsOf: Readonly<Record<KeyWords['type'], readonly string[]>> = {
  string: [
    ...['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
    ...['StringLike', 'StringNotLike'],
  ],
  arn: ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike', 'StringEquals', 'StringLike', 'StringNotLike'],
  bool: ['Bool'],
  numeric: compared.map((name) => `Numeric${name}`),
  date: compared.map((name) => `Date${name}`),
  ip: ['IpAddress', 'NotIpAddress'],
};

function conditionOn(words: KeyWords, given: Given, withVariables: boolean): fc.Arbitrary<Entry> {
  const key = fc.oneof(
    { weight: 4, arbitrary: fc.constant(words.key) },
    { weight: 1, arbitrary: fc.constantFrom(words.key.toLowerCase(), words.key.toUpperCase()) },
  );
  const absence = fc.tuple(fc.constant('Null'), key, fc.constantFrom('true', 'false'));
  const comparison = fc.constantFrom(...operatorsOf[words.type]).chain((base) =>
    fc
      .record({
        key,
        ifExists: rarely(4),
        set: setOperator(words),
        values: valuesNear(words, base, given, withVariables),
      })
      .map(
        (drawn): Entry => [`${drawn.set}${base}${drawn.ifExists ? 'IfExists' : ''}`, drawn.key, drawn.values],
      ),
  );
  return fc.oneof({ weight: 1, arbitrary: absence }, { weight: 9, arbitrary: comparison });
}

/** "Multivalued context keys require a condition set operator" (condition-single-vs-multi-valued-context-keys). */
function setOperator({ several }: KeyWords): fc.Arbitrary<string> {
  return several
    ? fc.constantFrom('ForAllValues:', 'ForAnyValue:')
    : fc.oneof(
        { weight: 8, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.constantFrom('ForAllValues:', 'ForAnyValue:') },
      );
}

function valuesNear(
  words: KeyWords,
  operator: string,
  given: Given,
  withVariables: boolean,
): fc.Arbitrary<string | string[]> {
  const known = fc.constantFrom(...(given.get(words.key) ?? []), ...words.values);
  const allowed = variablesFor(operator, given);
  const like = { wildcards: operator.includes('Like'), anyCase: operator.includes('IgnoreCase'), keep: 0 };
  switch (words.type) {
    case 'bool':
    case 'numeric':
    case 'date':
      return oneOrSome(known);
    case 'ip':
      return oneOrSome(fc.constantFrom(...rangesFor(operator, given.get(words.key)?.[0])));
    case 'arn':
      return oneOrSome(
        operator.startsWith('Arn')
          ? known.chain((arn) => arnNear(arn, withVariables ? allowed : [], false))
          : known.chain((value) => near(value, like)),
      );
    case 'string': {
      const text = fc.oneof(
        { weight: 2, arbitrary: known },
        { weight: 4, arbitrary: known.chain((value) => near(value, like)) },
        { weight: 1, arbitrary: fc.constant('*') },
      );
      return oneOrSome(
        withVariables
          ? fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: withVariable(text, allowed) })
          : text,
      );
    }
  }
}

/**
 * The variables that a condition may have so that the simulator reads it as the guide does (disagreements.test.ts):
 * `${*}` and `${?}` only where wildcards have a meaning. `ArnNot…` with a variable without value is left to the guide.
 */
function variablesFor(operator: string, given: Given): Variables {
  const allowed = operator.startsWith('ArnNot')
    ? variables.filter(({ key }) => !key || given.get(key)?.[0])
    : variables;
  return /Like|Arn/.test(operator) ? [...allowed, ...specialCharacters] : allowed;
}

/** Under `NotIpAddress` those of the request's version of IP only (disagreements.test.ts). */
function rangesFor(operator: string, address = ''): readonly string[] {
  const version6 = address.includes(':');
  return operator === 'NotIpAddress'
    ? addressRanges.filter((range) => range.includes(':') === version6)
    : addressRanges;
}
