/** When a policy counts as one by which people could start the default document before, and where. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultDocumentBy, placeOpened } from '../../src/gate/default-document.js';
import { type Subject, subjectOf } from '../../src/verify/scenarios/subject.js';
import { compileMapping } from '../cases/case.js';

async function subjectWith(places: string): Promise<{ subject: Subject; own: string }> {
  const { mapping, access } = await compileMapping(
    `version: 1\nrollout: prepare\n${places}nodes: { tags: { ssm-runas: linux } }\nroles: { dba: { osUser: dba, permissionSet: Dba } }\n`,
    'hcl',
  );
  const [role] = access?.roles ?? [];
  if (!mapping || !role) throw new Error('the mapping is refused');
  return { subject: subjectOf(mapping, role), own: role.policyText };
}

const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const start = (Resource: string | readonly string[], more: object = {}) => ({
  Effect: 'Allow',
  Action: 'ssm:StartSession',
  Resource,
  ...more,
});
const where = (operator: string, key: string, value: string | readonly string[]) =>
  start('*', { Condition: { [operator]: { [key]: value } } });
const ec2 = 'arn:aws:ec2:*:*:instance/*';
const document = 'arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell';

describe('the default document', () => {
  let subject: Subject;
  let own: string;
  beforeAll(async () => {
    ({ subject, own } = await subjectWith(''));
  });
  const answer = (text: string | undefined) => defaultDocumentBy(text, subject).at(subject.home);

  it.each([
    ['no policy', undefined, ['shut', 'shut']],
    ['everything', policy(start('*')), ['open', 'open']],
    ['AdministratorAccess', policy({ Effect: 'Allow', Action: '*', Resource: '*' }), ['open', 'open']],
    ['one kind of node', policy(start([ec2, document])), ['open', 'shut']],
    ['nodes alone', policy(start(ec2)), ['shut', 'shut']],
    [
      'nodes of another tag',
      policy(
        start(document),
        start(ec2, { Condition: { StringEquals: { 'ssm:resourceTag/Team': 'data' } } }),
      ),
      ['in doubt', 'shut'],
    ],
    ['a Deny', policy(start('*'), { ...start('*'), Effect: 'Deny' }), ['shut', 'shut']],
    ['no policy language', '[]', ['in doubt', 'in doubt']],
  ])('by %s', (_name, text, expected) => {
    expect(answer(text)).toEqual(expected);
  });

  it('is opened by our policy', () => {
    expect(answer(own)).toEqual(['open', 'open']);
  });
});

describe('the place that is opened', () => {
  const all = policy(start('*'));

  it.each([
    ['one account of two', 'aws:PrincipalAccount', '111122223333', '444455556666 eu-central-1'],
    ['another account of two', 'aws:PrincipalAccount', '444455556666', '111122223333 eu-central-1'],
    ['one Region of two', 'aws:RequestedRegion', 'eu-west-1', '111122223333 eu-central-1'],
    ['Regions by pattern', 'aws:RequestedRegion', 'eu-c*', '111122223333 eu-west-1'],
    ['accounts by pattern', 'aws:PrincipalAccount', '????2222*', '444455556666 eu-central-1'],
    ['none of them', 'aws:PrincipalAccount', '777777777777', '111122223333 eu-central-1'],
    ['both', 'aws:PrincipalAccount', ['111122223333', '444455556666'], undefined],
  ])('was open before in %s', async (_name, key, value, expected) => {
    const { subject, own } = await subjectWith(
      'accounts: ["111122223333", "444455556666"]\nregions: [eu-central-1, eu-west-1]\n',
    );
    const before = policy(where('StringLike', key, value));
    for (const after of [all, own]) {
      const place = placeOpened(before, after, subject);
      expect(place && `${place.account} ${place.region}`).toBe(expected);
    }
  });

  it.each([
    ['open everywhere', policy(start('*')), false],
    ['shut everywhere', policy(), true],
    [
      'open in the account that stands for all',
      policy(where('StringEquals', 'aws:PrincipalAccount', '111122223333')),
      true,
    ],
    ['shut in one account', policy(where('StringNotEquals', 'aws:PrincipalAccount', '777777777777')), true],
    [
      'shut in one Region',
      policy(start('*'), { ...start('arn:aws:ssm:ap-south-1:*:*'), Effect: 'Deny' }),
      true,
    ],
  ])('is found where the mapping lists none: %s', async (_name, before, expected) => {
    const { subject } = await subjectWith('');
    expect(placeOpened(before, all, subject) !== undefined).toBe(expected);
  });

  it('is the same whether each place is asked by itself or with all others', async () => {
    const accounts = ['111122223333', '111122224444', '444455556666'];
    const regions = ['eu-central-1', 'eu-west-1', 'us-east-1'];
    const { subject } = await subjectWith(
      `accounts: ${JSON.stringify(accounts)}\nregions: ${JSON.stringify(regions)}\n`,
    );
    const account = fc.constantFrom(...accounts, '*', '1111*', '*6666', '????2222????');
    const region = fc.constantFrom(...regions, '*', 'eu-*', '*-1', '??-east-1', 'ap-south-1');
    const arn = fc.oneof(
      fc.tuple(region, account).map(([r, a]) => `arn:aws:*:${r}:${a}:*`),
      fc.constantFrom('*', 'arn:aws:*:eu-c*2222*', '*:111122224444:*', 'arn:*4444:*'),
    );
    const condition = fc.oneof(
      fc.constant({}),
      fc
        .tuple(
          fc.constantFrom('StringLike', 'StringNotLike', 'StringEquals'),
          fc.oneof(
            fc.tuple(fc.constantFrom('aws:PrincipalAccount', 'aws:ResourceAccount'), account),
            fc.tuple(fc.constant('aws:RequestedRegion'), region),
          ),
        )
        .map(([operator, [key, value]]) => ({ Condition: { [operator]: { [key]: value } } })),
      fc.constantFrom(
        { Condition: { NumericLessThan: { 'aws:PrincipalAccount': '111122224000' } } },
        { Condition: { DateLessThan: { 'aws:PrincipalAccount': '99999999999' } } },
        { Condition: { StringEqualsIgnoreCase: { 'aws:RequestedRegion': 'EU-WEST-1' } } },
      ),
      arn.map((value) => ({ Condition: { ArnLike: { 'aws:PrincipalArn': value } } })),
    );
    const statement = fc
      .tuple(fc.constantFrom('Allow', 'Deny'), fc.constantFrom('Resource', 'NotResource'), arn, condition)
      .map(([Effect, key, value, more]) => ({ Effect, Action: 'ssm:*', [key]: value, ...more }));
    const places = accounts.flatMap((each) => regions.map((one) => ({ account: each, region: one })));
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 4 }),
        fc.shuffledSubarray(places),
        (statements, asked) => {
          const text = policy(start('*'), ...statements);
          const together = defaultDocumentBy(text, subject);
          for (const place of asked)
            expect(together.at(place)).toEqual(defaultDocumentBy(text, subject).at(place));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
