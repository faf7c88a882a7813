/**
 * Random statements that compare tags, texts, numbers, dates, addresses and truth values with fixed values and with each other:
 * where the search finds no request, none of many random requests is one.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileRequest, evaluate, type Request } from '../../../src/iam/evaluate/evaluate.js';
import { type CompiledPolicy, compilePolicy } from '../../../src/iam/evaluate/policy.js';
import type { Statement } from '../../../src/iam/policy.js';
import { decide } from '../../../src/verify/decide/decide.js';
import { type Guard, guard, type RequestQuestion } from '../../../src/verify/decide/question.js';
import {
  type RequestModel,
  shapes,
  type Variable,
  variable,
} from '../../../src/verify/decide/request-model.js';
import type { TextShape } from '../../../src/verify/decide/text-classes.js';
import { typedKeys } from '../../../src/verify/requests/keys.js';

const accounts = ['123456789012', '210987654321'];
const regions = ['eu-west-1', 'us-east-1'];
const names = ['dev', 'a-dev', 'a-dev-b', 'Run-dev', 'true', ...accounts];
const limits = ['0', '0.0000001', '0.5', '1', '2.5', '9', '1767225600'];
const numbers = [...limits, '0.2', '2', '3', '10', '3600'];
const instants = ['1970-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2026-06-01T00:00:00.500Z'];
const dates = [...instants, '2026-06-01T00:00:00Z', '2026-03-01T00:00:00Z'];
const epochs = ['1000000000', '1767225600', '1767225601', '9999999999'];
const addresses = ['10.0.0.1', '192.0.2.7', '::1', '2001:db8::1'];
const texts = ['', 'x', '-1', '-0.5', '1e3', '1900-01-01', 'true', 'false', 'True', 'dev-a'];
const words = [...texts, ...numbers, ...dates, ...addresses, ...names, ...regions];
const tags = ['aws:PrincipalTag/a', 'aws:PrincipalTag/b'];
const resourceTag = 'aws:ResourceTag/c';
const typed = {
  'aws:MultiFactorAuthAge': numbers,
  'aws:CurrentTime': dates,
  'aws:EpochTime': epochs,
  'aws:SourceIp': addresses,
  'aws:SecureTransport': ['true', 'false'],
} as const;
const untyped = 'ec2:AuthorizedUser';

/** Tags are any text, also of each resource by itself; an untyped key is any but none, and `aws:TagKeys` has several values. */
function model(): RequestModel {
  const [account, region] = [variable('account', shapes.account), variable('region', shapes.region)];
  const document = variable('document', shapes.documentName);
  const free = (key: string, shape: TextShape, several = false) =>
    [key.toLowerCase(), variable(key, shape, { optional: true, several })] as const;
  const tagOf = [0, 1].map((resource) => free(`${resourceTag} of ${resource}`, shapes.anything));
  const principal = ['arn:aws:iam::', account, ':role/', variable('role', shapes.principal)];
  const keys = new Map<string, Variable>([
    ['aws:principalaccount', account],
    ['aws:requestedregion', region],
    free('aws:TagKeys', shapes.anything, true),
    free(untyped, shapes.something),
    ...Object.keys(typed).map((key) => free(key, typedKeys.get(key.toLowerCase()) ?? shapes.anything)),
    ...tags.map((tag) => free(tag, shapes.anything)),
  ]);
  return {
    action: 'ssm:StartSession',
    resources: [
      { name: 'node', arn: ['arn:aws:ec2:', region, ':', account, ':instance/i-0123456789abcdef0'] },
      { name: 'document', arn: ['arn:aws:ssm:', region, ':', account, ':document/', document] },
    ],
    key: (key, resource) => {
      const [, own] = key === resourceTag.toLowerCase() ? (tagOf[resource] ?? []) : [];
      if (own) return { of: resource, term: [own] };
      if (key === 'aws:principalarn') return { of: 'request', term: principal };
      const known = keys.get(key);
      return { of: 'request', term: known ? [known] : 'absent' };
    },
  };
}

const some = (values: fc.Arbitrary<string>) => fc.array(values, { minLength: 1, maxLength: 3 });
const otherKeys = ['aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:RequestedRegion', 'aws:TagKeys', untyped];
const keys = [...tags, ...tags, resourceTag, resourceTag, ...otherKeys, ...Object.keys(typed)];
type Values = fc.Arbitrary<string>;
const comparing = (operators: readonly string[], values: Values) =>
  fc.tuple(fc.constantFrom(...operators), some(values));
const compared = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

/** Any operator, whatever the type of the key that it is for. */
const comparisonsWith = (equal: Values, like: Values) => [
  comparing(
    ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
    equal,
  ),
  comparing(['StringLike', 'StringNotLike'], like),
  comparing(
    compared.map((name) => `Numeric${name}`),
    fc.constantFrom('-1', ...limits),
  ),
  comparing(
    compared.map((name) => `Date${name}`),
    fc.constantFrom('1767225601', ...instants),
  ),
  comparing(
    ['IpAddress', 'NotIpAddress'],
    fc.constantFrom('10.0.0.0/8', '0.0.0.0/0', '::/0', '10.0.0.1', '2001:db8::/32'),
  ),
  comparing(['Bool'], fc.constantFrom('true', 'false', 'True')),
  comparing(
    ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'],
    fc
      .tuple(fc.constantFrom('*', '123456789012', '${aws:PrincipalAccount}'), like)
      .map(([account, name]) => `arn:aws:iam::${account}:role/${name}`),
  ),
];

/** About few keys and by few operators, so that they have to do with each other. */
function claimsAbout(asked: readonly string[], kinds: readonly number[]) {
  const key = fc.constantFrom(...asked);
  const inserted = fc
    .tuple(
      fc.constantFrom('', '', '', 'a-', 'Run-', '*'),
      key,
      fc.constantFrom('', '', ", 'dev'", ", 'a-dev'", ", ''"),
      fc.constantFrom('', '', '', '-b', '?'),
    )
    .map(([before, inner, fallback, after]) => `${before}\${${inner}${fallback}}${after}`);
  const equal = fc.oneof(fc.constantFrom('', 'x', 'true', '3', ...names), inserted);
  const like = fc.oneof(fc.constantFrom('*', '?*', 'a-*', '*-dev', 'd*v', '1*', '*:*', '?'), inserted);
  const comparisons = comparisonsWith(equal, fc.oneof(equal, like));
  const comparison = fc.oneof(...comparisons.filter((_, at) => kinds.includes(at)));
  const isNull = fc
    .tuple(key, some(fc.constantFrom('true', 'false')))
    .map(([on, values]) => ({ Null: { [on]: values } }));
  const isCompared = fc
    .tuple(
      fc.constantFrom('', '', '', 'ForAllValues:', 'ForAnyValue:'),
      comparison,
      fc.constantFrom('', '', 'IfExists'),
      fc.uniqueArray(key, { minLength: 1, maxLength: 2 }),
    )
    .map(([set, [operator, values], ifExists, on]) => ({
      [set + operator + ifExists]: Object.fromEntries(on.map((one) => [one, values])),
    }));
  const condition = fc.oneof({ weight: 1, arbitrary: isNull }, { weight: 6, arbitrary: isCompared });
  const conditions = fc.array(condition, { maxLength: 2 }).map((list) => Object.assign({}, ...list));

  const places = fc.constantFrom('*:*', '*:*', '*:123456789012', 'eu-*:*', 'EU-west-1:*');
  const documents = fc
    .tuple(places, fc.oneof(equal, like))
    .map(([place, name]) => `arn:aws:ssm:${place}:document/${name}`);
  const resources = fc.oneof(
    fc.constant({ Resource: '*' }),
    some(documents).map((list) => ({ Resource: ['arn:aws:ec2:*:*:instance/*', ...list] })),
    some(documents).map((list) => ({ NotResource: list })),
  );
  const actions = fc.constantFrom(
    { Action: '*' },
    { Action: ['ssm:Start*', 'ssm:ResumeSession'] },
    { NotAction: ['ssm:ResumeSession', 'ec2:*'] },
    { NotAction: 'ssm:StartSession' },
  );
  const statements = fc
    .tuple(
      fc.constantFrom('Allow' as const, 'Deny' as const, 'Deny' as const),
      actions,
      resources,
      conditions,
    )
    .map(([Effect, what, which, Condition]): Statement => ({ Effect, ...what, ...which, Condition }));
  return fc.record({
    statements: fc.array(statements, { minLength: 1, maxLength: 4 }),
    isBroad: fc.boolean(),
    guards: fc.array(conditions, { maxLength: 2 }),
    guarded: fc.constantFrom(0, 1),
    guardsOf: fc.constantFrom('all' as const, 'any' as const, 'never' as const),
    find: fc.constantFrom('allowed' as const, 'denied' as const),
  });
}

const claims = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...keys), { minLength: 1, maxLength: 3 }),
    fc.uniqueArray(fc.nat({ max: 6 }), { minLength: 1, maxLength: 2 }),
  )
  .chain(([asked, kinds]) => claimsAbout(asked, kinds));

const everything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };

function compiled(list: readonly Statement[]): CompiledPolicy {
  const document = { Version: '2012-10-17', Statement: list } as const;
  const [policy, problems] = compilePolicy({ name: 'random', kind: 'identity', document });
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

/** Which values a request has: numbers, to be read as words once a claim is known. */
interface Drawn {
  readonly place: readonly [account: number, region: number];
  readonly names: readonly [document: number, role: number];
  readonly keys: Readonly<Record<string, readonly number[]>>;
  readonly tagOf: readonly (readonly number[])[];
}
const number = fc.nat({ max: 9_999 });
const maybe = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(number) },
  { weight: 1, arbitrary: fc.constant<number[]>([]) },
);
const draws: fc.Arbitrary<Drawn> = fc.record({
  place: fc.tuple(number, number),
  names: fc.tuple(number, number),
  keys: fc.record({
    ...Object.fromEntries([...tags, untyped, ...Object.keys(typed)].map((key) => [key, maybe])),
    'aws:TagKeys': fc.array(number, { maxLength: 3 }),
  }),
  tagOf: fc.tuple(maybe, maybe),
});

/** Mostly of words that the claim knows, so that what is compared is often equal. */
function requestOf(
  { place, names: [document, role], keys: drawn, tagOf }: Drawn,
  own: readonly string[],
): Request {
  const at = (list: readonly string[], drawnNumber: number) => list[drawnNumber % list.length] ?? '';
  const word = (drawnNumber: number) => at(drawnNumber % 5 === 0 ? words : own, drawnNumber);
  const name = (drawnNumber: number, shape: RegExp) =>
    shape.test(word(drawnNumber)) ? word(drawnNumber) : at(names, drawnNumber);
  const valueFor = (key: string) => (drawnNumber: number) => {
    if (key === untyped) return word(drawnNumber) || 'x';
    const values = Object.entries(typed).find(([one]) => one === key)?.[1];
    return values ? at(values, drawnNumber) : word(drawnNumber);
  };
  const [account, region] = [at(accounts, place[0]), at(regions, place[1])];
  return {
    action: 'ssm:StartSession',
    resources: [
      `arn:aws:ec2:${region}:${account}:instance/i-0123456789abcdef0`,
      `arn:aws:ssm:${region}:${account}:document/${name(document, /^[\w.-]{3,}$/)}`,
    ].map((arn, resource) => ({ arn, context: { [resourceTag]: (tagOf[resource] ?? []).map(word) } })),
    context: {
      ...Object.fromEntries(Object.entries(drawn).map(([key, values]) => [key, values.map(valueFor(key))])),
      'aws:PrincipalAccount': account,
      'aws:PrincipalArn': `arn:aws:iam::${account}:role/${name(role, /^[\w.-]+$/)}`,
      'aws:RequestedRegion': region,
    },
    unstated: 'absent',
  };
}

/** What stands in a claim, with defaults for variables and some texts for wildcards, and values that are always tried. */
function wordsIn(claim: unknown): string[] {
  const told = [...JSON.stringify(claim).matchAll(/"([^"]*)"/g)].map(([, text = '']) => text);
  const filled = told.flatMap((text) =>
    ['', 'dev', accounts[0] ?? '', regions[0] ?? ''].map((value) =>
      text
        .replace(/^.*(?:document|role)\//, '')
        .replace(/\$\{[^}']*(?:'([^']*)')?\}/g, (_, fallback?: string) => fallback ?? value)
        .replace(/\*/g, value)
        .replace(/\?/g, 'q'),
    ),
  );
  const isKey = (text: string) => text.includes(':') && !text.startsWith('arn:') && !/^\d/.test(text);
  return [...new Set(['', 'x', ...filled.filter((text) => text.length < 40 && !isKey(text))])];
}

/** Whether the request is one that is looked for, for certain or by one reading of the guide. */
function isFound({ policies, find, all, any, never }: RequestQuestion, request: Request): boolean {
  const { resources: asked } = compileRequest(request);
  const truthOf = ({ statement, resource }: Guard) => {
    const on = asked[resource];
    return on && statement.applies(on.arn, on.context);
  };
  const isAsked =
    all.every((one) => truthOf(one) !== false) &&
    (any.length === 0 || any.some((one) => truthOf(one) !== false)) &&
    never.every((one) => truthOf(one) !== true);
  if (!isAsked) return false;
  const { outcome, ambiguous } = evaluate(policies, request);
  return find === 'allowed' ? outcome === 'allowed' : outcome !== 'allowed' || ambiguous;
}

test('where no request is found, none of many random ones is one', () => {
  const seed = 20261129;
  const drawn = fc.sample(draws, { numRuns: 500, seed });
  const kinds: Record<string, number> = {};
  for (const { statements: list, isBroad, guards, guarded, guardsOf, find } of fc.sample(claims, {
    numRuns: 400,
    seed,
  })) {
    const question: RequestQuestion = {
      model: model(),
      policies: [compiled(isBroad ? [...list, everything] : list)],
      find,
      all: [],
      any: [],
      never: [],
      [guardsOf]: guards.map((Condition) => guard(guarded, { Condition })),
    };
    const { kind } = decide(question);
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    if (kind !== 'none') continue;
    const own = wordsIn([list, guards]);
    const missed = drawn.map((one) => requestOf(one, own)).find((request) => isFound(question, request));
    expect({ list, isBroad, guards, guarded, guardsOf, find, missed }).toMatchObject({
      missed: undefined,
    });
  }
  expect(kinds.none).toBeGreaterThan(80);
});
