/** The traps of deciding for all requests, each by name: what looks sound and is not, or would never end. */
import { describe, expect, test } from 'vitest';
import { type AttachedPolicy, compilePolicy } from '../../../src/iam/evaluate/policy.js';
import type { Statement } from '../../../src/iam/policy.js';
import { type Answer, decide } from '../../../src/verify/decide/decide.js';
import { type Guard, guard } from '../../../src/verify/decide/question.js';
import {
  type RequestModel,
  shapes,
  type Variable,
  variable,
} from '../../../src/verify/decide/request-model.js';
import { typedKeys } from '../../../src/verify/requests/keys.js';

function policy(statements: readonly Statement[], kind: AttachedPolicy['kind'] = 'identity') {
  const [compiled, problems] = compilePolicy({
    name: kind,
    kind,
    document: { Version: '2012-10-17', Statement: statements },
  });
  if (!compiled) throw new Error(JSON.stringify(problems));
  return compiled;
}

const allow = (more: Partial<Statement> = {}): Statement => ({
  Effect: 'Allow',
  Action: '*',
  Resource: '*',
  ...more,
});
const deny = (more: Partial<Statement>): Statement => ({
  Effect: 'Deny',
  Action: '*',
  ...(more.NotResource === undefined && { Resource: '*' }),
  ...more,
});

/** The Region, the account, the document's name and each key are free; a tag may also be empty. */
function model(several: readonly string[] = []): RequestModel {
  const account = variable('account', shapes.account);
  const region = variable('region', shapes.region);
  const name = variable('name', shapes.principal);
  const keys = new Map<string, Variable>();
  return {
    action: 'ssm:StartSession',
    resources: [
      { name: 'node', arn: ['arn:aws:ec2:', region, ':', account, ':instance/i-0123456789abcdef0'] },
      {
        name: 'document',
        arn: ['arn:aws:ssm:', region, ':', account, ':document/', variable('document', shapes.documentName)],
      },
    ],
    key: (key) => {
      if (key === 'aws:principalaccount') return { of: 'request', term: [account] };
      if (key === 'aws:principalarn')
        return { of: 'request', term: ['arn:aws:iam::', account, ':role/', name] };
      if (key === 'aws:requestedregion') return { of: 'request', term: [region] };
      const shape = typedKeys.get(key) ?? (key.includes('tag/') ? shapes.anything : shapes.something);
      const found = keys.get(key) ?? variable(key, shape, { optional: true, several: several.includes(key) });
      keys.set(key, found);
      return { of: 'request', term: [found] };
    },
  };
}

function find(
  statements: readonly Statement[],
  where: readonly Guard[] = [],
  { several = [], outcome = 'allowed' }: { several?: readonly string[]; outcome?: 'allowed' | 'denied' } = {},
): Answer {
  return decide({
    model: model(several),
    policies: [policy(statements)],
    find: outcome,
    all: where,
    any: [],
    never: [],
  });
}

const when = (Condition: Statement['Condition'], resource = 0): Guard =>
  guard(resource, Condition === undefined ? {} : { Condition });

/** Found in doubt: by one of two readings of the guide. */
const kindOf = (answer: Answer) =>
  answer.kind === 'found' && answer.found.inDoubt ? 'found in doubt' : answer.kind;

const valuesOf = (answer: Answer, key: string) =>
  answer.kind === 'found'
    ? Object.entries(answer.found.request.context).find(([name]) => name.toLowerCase() === key)?.[1]
    : undefined;

describe('keys that are compared with each other', () => {
  test('a key that nothing else asks about takes a value that the other one may have', () => {
    const mine = deny({
      Condition: { StringNotEquals: { 'aws:ResourceTag/owner': '${aws:PrincipalAccount}' } },
    });
    const answer = find([allow(), mine]);
    expect(valuesOf(answer, 'aws:resourcetag/owner')).toEqual([expect.stringMatching(/^\d{12}$/)]);
  });

  test('a variable that nothing else asks about takes the values that the other key is asked for', () => {
    const statements = [
      allow({ Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } }),
    ];
    const answer = find(statements, [when({ StringEquals: { 'aws:ResourceTag/team': 'prod' } })]);
    expect(answer.kind).toBe('found');
    expect(valuesOf(answer, 'aws:principaltag/team')).toEqual(['prod']);
    const apart = find(statements, [
      when({ StringEquals: { 'aws:ResourceTag/team': 'prod', 'aws:PrincipalTag/team': 'dev' } }),
    ]);
    expect(apart.kind).toBe('none');
  });

  test('two values of one class may still differ', () => {
    const differ = deny({ Condition: { StringEquals: { 'aws:ResourceTag/a': '${aws:PrincipalTag/b}' } } });
    const both = { 'aws:ResourceTag/a': 'x*', 'aws:PrincipalTag/b': 'x*' };
    expect(find([allow(), differ], [when({ StringLike: both })]).kind).toBe('found');
    expect(
      find(
        [allow(), differ],
        [when({ StringEquals: { 'aws:ResourceTag/a': 'x', 'aws:PrincipalTag/b': 'x' } })],
      ).kind,
    ).toBe('none');
  });

  test('three in a row are equal or not', () => {
    const same = allow({
      Condition: {
        StringEquals: {
          'aws:ResourceTag/a': '${aws:PrincipalTag/b}',
          'aws:ResourceTag/c': '${aws:PrincipalTag/b}',
        },
      },
    });
    expect(
      kindOf(find([same], [when({ StringEquals: { 'aws:ResourceTag/a': '1', 'aws:ResourceTag/c': '2' } })])),
    ).toBe('found in doubt');
    expect(
      find([same], [when({ StringEquals: { 'aws:ResourceTag/a': '1', 'aws:ResourceTag/c': '1' } })]).kind,
    ).toBe('found');
  });

  test('a key that is compared with an account takes the accounts of ARNs, whichever Region stands before them', () => {
    const ofAccount = allow({ Resource: ['arn:aws:ec2:*:123456789012:*', 'arn:aws:ssm:*:123456789012:*'] });
    const owned = (Condition: Statement['Condition']) => find([ofAccount], [when(Condition)]);
    const answer = owned({ StringEquals: { 'aws:ResourceTag/owner': '${aws:PrincipalAccount}' } });
    expect(valuesOf(answer, 'aws:resourcetag/owner')).toEqual(['123456789012']);
    const around = owned({ StringEquals: { 'aws:ResourceTag/owner': 'of-${aws:PrincipalAccount}' } });
    expect(valuesOf(around, 'aws:resourcetag/owner')).toEqual(['of-123456789012']);
  });

  test('a number that is compared with a text is no class of numbers', () => {
    const equal = { StringEquals: { 'aws:ResourceTag/a': '${aws:MultiFactorAuthAge}' } };
    const young = { NumericLessThan: { 'aws:MultiFactorAuthAge': '9' } };
    const three = { StringEquals: { 'aws:ResourceTag/a': '3' } };
    expect(find([allow({ Condition: equal })], [when({ ...three, ...young })]).kind).not.toBe('none');
    expect(find([allow({ Condition: { ...equal, ...young } })], [when(three)]).kind).not.toBe('none');
  });

  test('text around a variable is taken off', () => {
    const statements = [
      allow({ Condition: { StringEquals: { 'aws:ResourceTag/team': 'team-${aws:PrincipalTag/team}-x' } } }),
    ];
    const answer = find(statements, [when({ StringLike: { 'aws:ResourceTag/team': 'team-bl*' } })]);
    expect(valuesOf(answer, 'aws:principaltag/team')).toEqual(['bl']);
    expect(find(statements, [when({ StringLike: { 'aws:ResourceTag/team': 'other*' } })]).kind).toBe('none');
    expect(
      find(statements, [
        when({ StringLike: { 'aws:ResourceTag/team': 'team-b*', 'aws:PrincipalTag/team': 'c*' } }),
      ]).kind,
    ).toBe('none');
  });

  test.each([
    ['wildcards around it', { StringLike: { 'aws:ResourceTag/team': '*-${aws:PrincipalTag/team}' } }],
    ['no letter case', { StringEqualsIgnoreCase: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } }],
    [
      'a circle',
      {
        StringEquals: {
          'aws:ResourceTag/a': 'x${aws:PrincipalTag/b}',
          'aws:PrincipalTag/b': 'y${aws:ResourceTag/a}',
        },
      },
    ],
  ])('with %s nothing is said to hold', (_, Condition) => {
    const answer = find(
      [allow({ Condition })],
      [when({ StringLike: { 'aws:ResourceTag/team': 'Q?', 'aws:PrincipalTag/team': 'R?' } })],
    );
    expect(answer.kind).not.toBe('none');
  });

  test('a variable without value makes its statement apply to nothing', () => {
    const other = deny({ Condition: { StringEquals: { 'aws:ResourceTag/a': '${aws:PrincipalTag/b}' } } });
    expect(find([allow(), other], [when({ Null: { 'aws:PrincipalTag/b': 'true' } })]).kind).toBe('found');
    const closed = deny({ Condition: { StringNotEquals: { 'aws:ResourceTag/a': '${aws:PrincipalTag/b}' } } });
    expect(kindOf(find([allow(), closed], [when({ Null: { 'aws:PrincipalTag/b': 'true' } })]))).toBe(
      'found in doubt',
    );
  });
});

describe('a policy variable without value, of which nobody knows what AWS makes in a negation', () => {
  const absent = when({ Null: { 'aws:PrincipalTag/team': 'true' } });

  test('is looked for where no value would match', () => {
    const others = deny({
      Condition: { StringNotLike: { 'aws:PrincipalAccount': 'of-${aws:PrincipalTag/team}' } },
    });
    expect(kindOf(find([allow(), others]))).toBe('found in doubt');
    expect(kindOf(find([allow(), others], [absent]))).toBe('found in doubt');
  });

  test('is looked for where the name of the resource begins otherwise', () => {
    const others = deny({
      NotResource: ['arn:aws:ec2:*:*:instance/*', 'arn:aws:ssm:*:*:document/Run-${aws:PrincipalTag/team}'],
    });
    const shell = guard(1, { Resource: 'arn:aws:ssm:*:*:document/Shell' });
    expect(kindOf(find([allow(), others], [shell]))).toBe('found in doubt');
  });
});

describe('a variable in the name of a resource', () => {
  const [nodes, documents] = ['arn:aws:ec2:*:*:instance/*', 'arn:aws:ssm:*:*:document/'];
  const named = (pattern: string, where: Statement['Condition'], name?: string) =>
    find(
      [allow({ Resource: [nodes, `${documents}${pattern}`] })],
      [when(where), ...(name === undefined ? [] : [guard(1, { Resource: `${documents}${name}` })])],
    );
  const ofTeam = (team: string) => ({ StringEquals: { 'aws:PrincipalTag/team': team } });
  const arnIn = (answer: Answer) =>
    answer.kind === 'found' ? answer.found.request.resources[1]?.arn.split('/')[1] : undefined;

  test('gives the name to the key, and the key to the name', () => {
    expect(arnIn(named('Run-${aws:PrincipalTag/team}-Session', ofTeam('dev')))).toBe('Run-dev-Session');
    const answer = named('Run-${aws:PrincipalTag/team}-Session', undefined, 'Run-ops-Session');
    expect(valuesOf(answer, 'aws:principaltag/team')).toEqual(['ops']);
    expect(named('Run-${aws:PrincipalTag/team}-Session', ofTeam('dev'), 'Run-ops-Session').kind).toBe('none');
    expect(named('${aws:PrincipalTag/team}', ofTeam('dev'), 'dev*').kind).toBe('found');
    expect(named('${aws:PrincipalTag/team}', ofTeam('dev'), 'dev?*').kind).toBe('none');
  });

  test('leaves Region and account to be divided by the rest of the pattern', () => {
    const here = allow({ Resource: [nodes, 'arn:aws:ssm:eu-*:1*:document/Run-${aws:PrincipalTag/team}'] });
    const answer = find([here], [when(ofTeam('dev'))]);
    expect(answer).toMatchObject({
      kind: 'found',
      found: { request: { resources: [{}, { arn: expect.stringMatching(/^arn:aws:ssm:eu-.*:1\d{11}:/) }] } },
    });
  });

  const ofKnownName = (pattern: string, where: Statement['Condition']) =>
    decide({
      model: {
        ...model(),
        resources: [
          {
            name: 'document',
            arn: ['arn:aws:ssm:', variable('region', shapes.region), ':1:document/Run-a-b'],
          },
        ],
      },
      policies: [policy([allow({ Resource: `arn:aws:ssm:eu-*:1:document/${pattern}` })])],
      find: 'allowed',
      all: [when(where)],
      any: [],
      never: [],
    });

  test.each<readonly [string, string, Answer['kind']]>([
    ['Run-${aws:PrincipalTag/team}', 'a-b', 'found'],
    ['Run-${aws:PrincipalTag/team}', 'a', 'none'],
    ['Run-${aws:PrincipalTag/team}-*', 'a', 'found'],
    ['Run-${aws:PrincipalTag/team}-*', 'a-b', 'none'],
    ['*${aws:PrincipalTag/team}*', 'n-a', 'found'],
    ['*${aws:PrincipalTag/team}*', 'x', 'none'],
    ['Other-${aws:PrincipalTag/team}', 'a-b', 'none'],
    ["${aws:PrincipalTag/team, 'Run-a-b'}", 'a-b', 'none'],
  ])('is one of the parts of a known name: %s, %s: %s', (pattern, team, expected) => {
    expect(ofKnownName(pattern, ofTeam(team)).kind).toBe(expected);
  });

  test('is told from the known name where nothing else asks about it', () => {
    const answer = ofKnownName('Run-${aws:PrincipalTag/team}', {});
    expect(valuesOf(answer, 'aws:principaltag/team')).toEqual(['a-b']);
  });

  test.each(['${aws:PrincipalTag/team}-${aws:PrincipalTag/unit}', 'Run-${aws:PrincipalTag/team}-?*'])(
    '%s cannot be divided where the name is open, and nothing is said to hold',
    (pattern) => {
      expect(named(pattern, ofTeam('dev'), 'Run-dev-?').kind).not.toBe('none');
    },
  );
});

test('keys of which each is a part of the other are not divided, and nothing is said to hold', () => {
  const tied = allow({
    Condition: {
      StringNotEquals: {
        'aws:PrincipalTag/a': ['${aws:PrincipalTag/b}-x', 'dev'],
        'aws:PrincipalTag/b': ['${aws:PrincipalTag/a}-x', 'dev'],
      },
    },
  });
  expect(find([tied], [], { outcome: 'denied' }).kind).not.toBe('none');
});

test('a default is a value of the other key, where the key of the variable is absent', () => {
  const equal = allow({
    Condition: { StringEquals: { 'aws:ResourceTag/c': "${aws:PrincipalTag/team, 'dev'}" } },
  });
  const answer = find([equal], [when({ Null: { 'aws:PrincipalTag/team': 'true' } })]);
  expect([kindOf(answer), valuesOf(answer, 'aws:resourcetag/c')]).toEqual(['found', ['dev']]);
});

test('a request with an empty value is tried where an empty value may count as none, also if a usual value is known', () => {
  const tag = variable('tag', shapes.anything, { notable: ['dev'] });
  const answer = decide({
    model: { ...model(), key: () => ({ of: 'request', term: [tag] }) },
    policies: [policy([allow({ Condition: { Null: { 'aws:PrincipalTag/x': 'false' } } })])],
    find: 'denied',
    all: [when({ StringLike: { 'aws:PrincipalTag/x': '*' } })],
    any: [],
    never: [],
  });
  expect([kindOf(answer), valuesOf(answer, 'aws:principaltag/x')]).toEqual(['found in doubt', ['']]);
});

test('a list of twenty accounts is one question', () => {
  const accounts = Array.from({ length: 20 }, (_, at) => String(100000000000 + at * 7919));
  const only = deny({
    NotResource: [
      'arn:aws:ec2:*:*:instance/*',
      ...accounts.map((account) => `arn:aws:ssm:*:${account}:document/Own`),
    ],
  });
  const answer = find([allow(), only], [guard(1, { NotResource: 'arn:aws:ssm:*:*:document/Own' })]);
  expect(answer).toMatchObject({ kind: 'none' });
  expect(answer.branches).toBeLessThan(30);
});

test("an empty account is another class than a stranger's, and both than the own one", () => {
  const owner = variable('owner', { sequences: [[], ...shapes.account.sequences] });
  const documents: RequestModel = {
    ...model(),
    resources: [{ name: 'document', arn: ['arn:aws:ssm:eu-west-1:', owner, ':document/Own'] }],
  };
  const own = 'arn:aws:ssm:*:111111111111:document/Own';
  const ask = (...denied: readonly Statement[]) =>
    decide({
      model: documents,
      policies: [policy([allow(), ...denied])],
      find: 'allowed',
      all: [guard(0, { NotResource: own })],
      any: [],
      never: [],
    });
  const arnIn = (answer: Answer) => (answer.kind === 'found' ? answer.found.request.resources[0]?.arn : '');
  const ofAws = deny({ Resource: 'arn:aws:ssm:*::document/*' });
  const ofAnybody = deny({ Resource: 'arn:aws:ssm:*:?*:document/*' });
  expect(arnIn(ask(ofAnybody))).toBe('arn:aws:ssm:eu-west-1::document/Own');
  expect(arnIn(ask(ofAws))).toMatch(/:(?!111111111111)\d{12}:document/);
  expect(ask(ofAws, ofAnybody).kind).toBe('none');
  expect(ask(deny({ NotResource: own })).kind).toBe('none');
});

test('an operator that takes one value says nothing of two, also of two that are alike', () => {
  const via = 'aws:CalledVia';
  const several = [via.toLowerCase()];
  const ofServices = deny({ Condition: { StringLike: { [via]: '*' } } });
  const ofNobody = deny({ Condition: { Null: { [via]: 'true' } } });
  expect(kindOf(find([allow(), ofServices, ofNobody]))).toBe('none');
  expect(kindOf(find([allow(), ofServices, ofNobody], [], { several }))).toBe('found in doubt');
  const inserted = deny({ Condition: { StringNotEquals: { 'aws:PrincipalTag/via': '${aws:CalledVia}' } } });
  const other = when({
    'ForAllValues:StringEquals': { [via]: 'a' },
    StringEquals: { 'aws:PrincipalTag/via': 'b' },
  });
  const there = when({ Null: { [via]: 'false' } });
  expect(kindOf(find([allow(), inserted], [other, there], { several }))).toBe('found in doubt');
});

test('ForAllValues in place of ForAnyValue lets a second value through', () => {
  const tags = (set: string) => [
    allow(),
    deny({ Condition: { [`${set}:StringEquals`]: { 'aws:TagKeys': ['scope'] } } }),
  ];
  const scoped = [when({ 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'scope' } })];
  const several = ['aws:tagkeys'];
  expect(find(tags('ForAnyValue'), scoped, { several }).kind).toBe('none');
  const answer = find(tags('ForAllValues'), scoped, { several });
  expect(valuesOf(answer, 'aws:tagkeys')).toHaveLength(2);
});

test('the halves of a request are judged together', () => {
  const half = (Resource: string, team: string) =>
    allow({ Resource, Condition: { StringEquals: { 'aws:PrincipalTag/team': team } } });
  const [node, document] = ['arn:aws:ec2:*:*:instance/*', 'arn:aws:ssm:*:*:document/*'];
  expect(find([half(node, 'a'), half(document, 'b')]).kind).toBe('none');
  expect(find([half(node, 'a'), half(document, 'a')]).kind).toBe('found');
});

test('a key that is asked as an ARN and as text is one text', () => {
  const asText = deny({ Condition: { StringNotLike: { 'aws:PrincipalArn': '*role/team/*' } } });
  const asArn = deny({ Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*/admin' } } });
  const answer = find([allow(), asText, asArn]);
  expect(valuesOf(answer, 'aws:principalarn')).toEqual([
    expect.stringMatching(/^arn:aws:iam::\d{12}:role\/.*team\/.*admin$/),
  ]);
  const none = deny({ Condition: { StringLike: { 'aws:PrincipalArn': '*/admin' } } });
  expect(find([allow(), asText, asArn, none]).kind).toBe('none');
});

test('a pattern that explodes is not decided, and says for which key', () => {
  const exploding = deny({ Condition: { StringNotLike: { 'aws:PrincipalTag/x': `*a${'?'.repeat(16)}` } } });
  const answer = find([allow(), exploding], [when({ StringLike: { 'aws:PrincipalTag/x': '*b*' } })]);
  expect(answer).toMatchObject({ kind: 'undecided', because: 'aws:principaltag/x' });
});

test('what a permissions boundary does not allow is denied', () => {
  const boundary = policy([allow({ Action: 'ssm:*', Resource: 'arn:aws:ssm:*:*:document/*' })], 'boundary');
  const question = { model: model(), policies: [policy([allow()]), boundary], all: [], any: [], never: [] };
  expect(decide({ ...question, find: 'allowed' }).kind).toBe('none');
  expect(decide({ ...question, find: 'denied' })).toMatchObject({
    kind: 'found',
    found: { decision: { outcome: 'implicitly-denied' } },
  });
});

test('a tag that is compared as a number or as a truth value may be neither', () => {
  const foo = allow({ Condition: { StringEquals: { 'aws:PrincipalTag/x': 'foo' } } });
  const isTrue = deny({ Condition: { Bool: { 'aws:PrincipalTag/x': ['true', 'false'] } } });
  expect(kindOf(find([foo, isTrue]))).toBe('found in doubt');
  expect(kindOf(find([allow(), isTrue], [when({ StringLike: { 'aws:PrincipalTag/x': '*' } })]))).toBe(
    'found in doubt',
  );
  const below = { NumericLessThan: { 'aws:PrincipalTag/x': '9' } };
  const above = { NumericGreaterThanEquals: { 'aws:PrincipalTag/x': '9' } };
  const there = { Null: { 'aws:PrincipalTag/x': 'false' } };
  expect(kindOf(find([allow(), deny({ Condition: below }), deny({ Condition: above })], [when(there)]))).toBe(
    'found in doubt',
  );
});

test('a Region that is compared as a number or as an address is none', () => {
  const below = deny({ Condition: { NumericLessThan: { 'aws:RequestedRegion': '9' } } });
  const above = deny({ Condition: { NumericGreaterThanEquals: { 'aws:RequestedRegion': '9' } } });
  expect(kindOf(find([allow(), below, above]))).toBe('found in doubt');
  const anywhere = deny({ Condition: { IpAddress: { 'aws:RequestedRegion': ['0.0.0.0/0', '::/0'] } } });
  expect(kindOf(find([allow(), anywhere]))).toBe('found in doubt');
});

test.each([
  ['below the first one', { NumericLessThan: { 'aws:MultiFactorAuthAge': '0.5' } }],
  [
    'between two that are less than two apart',
    {
      NumericGreaterThan: { 'aws:MultiFactorAuthAge': '1' },
      NumericLessThan: { 'aws:MultiFactorAuthAge': '2.5' },
    },
  ],
  [
    'between two whose mean has too many digits',
    {
      NumericGreaterThan: { 'aws:MultiFactorAuthAge': '0.1' },
      NumericLessThan: { 'aws:MultiFactorAuthAge': '0.2' },
    },
  ],
])('there is a number %s', (_, Condition) => {
  expect(kindOf(find([allow({ Condition })]))).toBe('found');
});

test.each([
  ['a date for a number', 'aws:MultiFactorAuthAge', 'Date', '2026-01-01T00:00:00Z'],
  ['a number for a date', 'aws:CurrentTime', 'Numeric', '9'],
  ['a number for an address', 'aws:SourceIp', 'Numeric', '9'],
  ['a number for a key of unknown type', 'ec2:AuthorizedUser', 'Numeric', '9'],
])('%s is in doubt', (_, key, type, limit) => {
  const below = deny({ Condition: { [`${type}LessThan`]: { [key]: limit } } });
  const above = deny({ Condition: { [`${type}GreaterThanEqualsIfExists`]: { [key]: limit } } });
  expect(kindOf(find([allow(), below, above]))).toBe('found in doubt');
});

test('the seconds since 1970 are a number and a date', () => {
  const early = allow({ Condition: { NumericLessThan: { 'aws:EpochTime': '1767225600' } } });
  const date = (limit: string) => deny({ Condition: { DateLessThan: { 'aws:EpochTime': limit } } });
  expect(kindOf(find([early, date('2026-01-01T00:00:00Z')]))).toBe('none');
  expect(valuesOf(find([early, date('2025-12-31T23:59:59Z')]), 'aws:epochtime')).toEqual(['1767225599']);
});

test('a tag may be below 0 and before 1970', () => {
  const tag = 'aws:PrincipalTag/x';
  const number = find([allow({ Condition: { NumericLessThan: { [tag]: '0' } } })]);
  expect([kindOf(number), valuesOf(number, tag.toLowerCase())]).toEqual(['found', ['-1']]);
  const date = find([allow({ Condition: { DateLessThan: { [tag]: '1970-01-01' } } })]);
  expect([kindOf(date), valuesOf(date, tag.toLowerCase())]).toEqual(['found', ['1969-12-31T23:59:59.999Z']]);
});

test('a request has a number close to a limit without an exponent', () => {
  const condition = {
    NumericGreaterThan: { 'aws:PrincipalTag/x': '0' },
    NumericLessThan: { 'aws:PrincipalTag/x': '0.0000001' },
  };
  expect(valuesOf(find([allow({ Condition: condition })]), 'aws:principaltag/x')).toEqual(['0.00000005']);
});

test('numbers, dates and addresses are asked on, between and beyond what they are compared with', () => {
  const between = [
    allow({
      Condition: {
        NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3' },
        NumericLessThan: { 'aws:MultiFactorAuthAge': '5' },
      },
    }),
  ];
  expect(valuesOf(find(between), 'aws:multifactorauthage')).toEqual(['4']);
  const dates = allow({ Condition: { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } } });
  expect(
    find([dates, deny({ Condition: { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } } })])
      .kind,
  ).toBe('none');
  const addresses = deny({
    Condition: { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32'] } },
  });
  expect(find([allow(), addresses], [when({ IpAddress: { 'aws:SourceIp': '10.1.0.0/16' } })]).kind).toBe(
    'found',
  );
  expect(find([allow(), addresses], [when({ IpAddress: { 'aws:SourceIp': '11.0.0.0/8' } })]).kind).toBe(
    'none',
  );
});
