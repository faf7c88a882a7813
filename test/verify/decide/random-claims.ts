/**
 * Random policies, the space of all requests that they are decided for, and a grid of concrete requests out of that space:
 * values of the vocabulary and of the policies themselves, wildcards and variables filled in.
 */
import fc from 'fast-check';
import type { ContextValues } from '../../../src/iam/evaluate/context.js';
import type { Request } from '../../../src/iam/evaluate/evaluate.js';
import { type AttachedPolicy, type CompiledPolicy, compilePolicy } from '../../../src/iam/evaluate/policy.js';
import { compileStatement } from '../../../src/iam/evaluate/statement.js';
import { ANY } from '../../../src/iam/glob.js';
import { many, type PolicyDocument, type Statement } from '../../../src/iam/policy.js';
import { literally, sequenceOf } from '../../../src/verify/decide/automaton.js';
import type { RequestQuestion } from '../../../src/verify/decide/question.js';
import {
  type KeyModel,
  type RequestModel,
  shapes,
  type Term,
  type Variable,
  variable,
} from '../../../src/verify/decide/request-model.js';
import type { TextShape } from '../../../src/verify/decide/text-classes.js';
import { type Case, cases } from '../../iam/evaluate/differential/arbitraries.js';
import {
  actions,
  globalKeys,
  type KeyType,
  type KeyWords,
} from '../../iam/evaluate/differential/vocabulary.js';

export interface RandomClaim {
  readonly one: Case;
  /** Index of an inline or attached policy that is taken as a permissions boundary too. */
  readonly boundary: PolicyDocument | undefined;
  readonly find: RequestQuestion['find'];
  /** Whether everything is allowed besides, so that only denials and guards count. */
  readonly broad: boolean;
  /** Statements of which one, or each, must apply to the first resource. */
  readonly guards: readonly Statement[];
  readonly guardsOf: 'any' | 'all' | 'never';
  readonly seed: number;
}

export const randomClaims: fc.Arbitrary<RandomClaim> = cases.chain((one) =>
  fc.record({
    one: fc.constant(one),
    boundary: fc.option(
      cases.map(({ policies }) => policies[0]),
      { freq: 3, nil: undefined },
    ),
    find: fc.constantFrom('allowed' as const, 'denied' as const),
    broad: fc.boolean(),
    guards: fc
      .shuffledSubarray(one.policies.flatMap(({ Statement: all }) => all))
      .map((some) => some.slice(0, 2)),
    guardsOf: fc.constantFrom('any' as const, 'all' as const, 'never' as const),
    seed: fc.integer(),
  }),
);

/** The statements of another policy would seldom speak of the same request; those of its own nearly match it. */
export function questionOf(claim: RandomClaim): RequestQuestion {
  const guards = claim.guards.map(({ Resource, NotResource, Condition }) => ({
    resource: 0,
    statement: compileStatement(
      {
        Effect: 'Deny',
        Action: '*',
        ...(NotResource ? { NotResource } : { Resource: Resource ?? '*' }),
        ...(Condition && { Condition }),
      },
      {
        ref: { policy: 'claim', index: 0 },
        syntax: { variables: true, incomplete: true },
        reportAt: () => () => {},
      },
    ),
  }));
  const none = { all: [], any: [], never: [] };
  return {
    model: modelOf(claim),
    policies: policiesOf(claim),
    find: claim.find,
    ...none,
    [claim.guardsOf]: guards,
  };
}

export function policiesOf({
  one: { policies, scps },
  boundary,
  broad,
}: RandomClaim): readonly CompiledPolicy[] {
  const compiled = (kind: AttachedPolicy['kind'], documents: readonly PolicyDocument[]) =>
    documents.map((document, index) => {
      const [policy, problems] = compilePolicy({ name: `${kind} ${index}`, kind, document });
      if (!policy) throw new Error(JSON.stringify([problems, document]));
      return policy;
    });
  return [
    ...compiled('identity', [...policies, ...(broad ? [everything] : [])]),
    ...compiled('service-control', scps),
    ...compiled('boundary', boundary ? [boundary] : []),
  ];
}

/** For the simulator, which wants lists for the keys that may have several values, and no others. */
export function caseOf({ one, boundary, broad }: RandomClaim, found: Request): Case {
  const several = new Set(
    [...globalKeys, ...actions.flatMap(({ keys }) => keys)]
      .filter((key) => key.several)
      .map(({ key }) => key.toLowerCase()),
  );
  const plain = (context: ContextValues = {}): ContextValues =>
    Object.fromEntries(
      Object.entries(context).flatMap(([key, values]) => {
        const [first] = many(values);
        if (first === undefined) return [];
        return [[key, several.has(key) ? values : first]];
      }),
    );
  const request = {
    ...found,
    context: plain(found.context),
    resources: found.resources.map(({ arn, context }) => ({ arn, context: plain(context) })),
  };
  return {
    policies: [...one.policies, ...(broad ? [everything] : [])],
    scps: one.scps,
    boundaries: boundary ? [boundary] : [],
    request,
  };
}

const everything: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** What is no ARN says nothing about operators that compare ARNs; the simulator then answers as it likes. */
const roleArn = {
  sequences: shapes.account.sequences.map((account) => [
    ...literally('arn:aws:iam::'),
    ...account,
    ...literally(':role/'),
    ...sequenceOf([ANY]),
  ]),
};
const isRoleArn = (text: string) => /^arn:aws:iam::\d{12}:role\//.test(text);

/** Numbers, dates and addresses are sent as such. */
const shapeOf: Readonly<Record<KeyType, TextShape>> = {
  string: shapes.anything,
  arn: roleArn,
  bool: shapes.truth,
  numeric: shapes.number,
  date: shapes.date,
  ip: shapes.address,
};

const resourceAccount = 'aws:ResourceAccount';

/** Of a narrower shape than the keys that it may be compared with. */
const isAccount = (key: string) => /^aws:(?:Principal|Resource)Account$/i.test(key);

/** Region, account and name of each resource are open; its account is its `aws:ResourceAccount`. */
function modelOf({ one: { request } }: RandomClaim): RequestModel {
  const variables = new Map<string, Variable>();
  const known = (name: string, make: () => Variable): Variable => {
    const found = variables.get(name) ?? make();
    variables.set(name, found);
    return found;
  };
  const words = actions.find(({ action }) => action === request.action);
  const keys = new Map([...globalKeys, ...(words?.keys ?? [])].map((one) => [one.key.toLowerCase(), one]));
  const isOwn = (key: string) => words?.keys.some((one) => one.key.toLowerCase() === key) ?? false;
  const account = (resource: number) =>
    known(`account ${resource}`, () => variable(`account ${resource}`, shapes.account));
  const arnTerm = (arn: string, at: number): Term => {
    if (arn === '*') return ['*'];
    const [prefix = '', partition = '', service = '', , , ...rest] = arn.split(':');
    const type = rest.join(':').split('/')[0] ?? '';
    return [
      `${prefix}:${partition}:${service}:`,
      known(`region ${at}`, () => variable(`region ${at}`, shapes.region)),
      ':',
      account(at),
      `:${type}/`,
      known(`name ${at}`, () => variable(`name ${at}`, shapes.anything)),
    ];
  };
  return {
    action: request.action,
    resources: request.resources.map(({ arn }, at) => ({ name: `resource ${at}`, arn: arnTerm(arn, at) })),
    key: (key, resource): KeyModel => {
      const found = keys.get(key);
      const of = isOwn(key) ? resource : 'request';
      if (key === resourceAccount.toLowerCase() && request.resources[resource]?.arn !== '*')
        return { of: resource, term: [account(resource)] };
      if (!found) return { of, term: 'absent' };
      const name = `${of} ${key}`;
      return {
        of,
        term: [
          known(name, () =>
            variable(name, isAccount(key) ? shapes.account : shapeOf[found.type], {
              optional: true,
              several: found.several,
            }),
          ),
        ],
      };
    },
  };
}

/** Concrete requests of the model's space, near the policies. */
export function gridOf(claim: RandomClaim, size: number): Request[] {
  const { one, boundary, seed } = claim;
  const statements = [...one.policies, ...one.scps, ...(boundary ? [boundary] : [])].flatMap(
    (policy) => policy.Statement,
  );
  const words = actions.find(({ action }) => action === one.request.action);
  const keys = [...(words?.keys ?? []), ...globalKeys];
  const mentioned = (key: string) => statements.flatMap((statement) => valuesIn(statement, key));
  const pool = new Map(
    keys.map((key) => [
      key.key,
      [...key.values, ...(key.type === 'string' || key.type === 'arn' ? ['', ...mentioned(key.key)] : [])],
    ]),
  );
  const valued = (key: KeyWords) => {
    const values = (pool.get(key.key) ?? []).filter(
      (value) => (!isAccount(key.key) || /^\d{12}$/.test(value)) && (key.type !== 'arn' || isRoleArn(value)),
    );
    const one = fc.constantFrom(...values);
    return key.several
      ? fc.array(one, { maxLength: 3 })
      : fc.oneof(
          { weight: 4, arbitrary: one.map((value) => [value]) },
          { weight: 1, arbitrary: fc.constant<string[]>([]) },
        );
  };
  const context = (of: readonly KeyWords[]): fc.Arbitrary<ContextValues> =>
    fc.record(Object.fromEntries(of.map((key) => [key.key, valued(key)])));
  const arns = statements
    .flatMap(({ Resource, NotResource }) => many(Resource ?? NotResource ?? []))
    .map(filled);
  const requests = fc.record({
    resources: fc.tuple(
      ...one.request.resources.map(({ arn }) =>
        fc.record({
          arn: fc.constantFrom(...arnsLike(arn, [...(words?.resources ?? []), ...arns])),
          context: context(words?.keys ?? []),
        }),
      ),
    ),
    context: context(globalKeys),
  });
  return fc.sample(requests, { numRuns: size, seed }).map(({ resources, context: shared }) => ({
    action: one.request.action,
    resources: resources.map((resource) => ({
      ...resource,
      context: { ...resource.context, ...ownAccount(resource.arn) },
    })),
    context: shared,
    unstated: 'absent' as const,
  }));
}

const ownAccount = (arn: string): ContextValues =>
  arn === '*' ? {} : { [resourceAccount]: arn.split(':')[4] ?? '' };

/** The same service and type, each field from one of the candidates. */
function arnsLike(arn: string, candidates: readonly string[]): string[] {
  if (arn === '*') return ['*'];
  const [prefix = '', partition = '', service = '', region = '', account = '', ...rest] = arn.split(':');
  const type = rest.join(':').split('/')[0] ?? '';
  const like = candidates.map((one) => one.split(':')).filter((fields) => fields.length >= 6);
  const regions = [region, ...like.map((fields) => fields[3] ?? '')].filter((text) =>
    /^[a-z0-9-]{2,}$/.test(text),
  );
  const accounts = [account, ...like.map((fields) => fields[4] ?? '')].filter((text) =>
    /^\d{12}$/.test(text),
  );
  const names = [
    ...like.map((fields) => fields.slice(5).join(':')).filter((text) => text.startsWith(`${type}/`)),
    rest.join(':'),
    `${type}/`,
    `${type}/x`,
  ];
  const pick = (list: readonly string[], at: number) => list[at % list.length] ?? '';
  return Array.from({ length: 24 }, (_, at) =>
    [prefix, partition, service, pick(regions, at), pick(accounts, at >> 1), pick(names, at * 7 + 3)].join(
      ':',
    ),
  );
}

function valuesIn({ Condition }: Statement, key: string): string[] {
  return Object.values(Condition ?? {}).flatMap((keys) =>
    Object.entries(keys).flatMap(([name, values]) =>
      name.toLowerCase() === key.toLowerCase() ? many(values).flatMap((value) => [filled(value), value]) : [],
    ),
  );
}

/** A text that the pattern matches. */
function filled(pattern: string): string {
  return pattern
    .replace(/\$\{([*?$])\}/g, '$1')
    .replace(/\$\{[^}]*\}/g, 'dev')
    .replaceAll('*', 'x')
    .replaceAll('?', '1');
}
