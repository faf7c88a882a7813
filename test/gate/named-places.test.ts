/** The gate asks of one place for all that a policy does not tell apart; here every place is asked. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultDocumentBy, placeOpened } from '../../src/gate/default-document.js';
import { namedPlaces } from '../../src/gate/named-places.js';
import type { Statement } from '../../src/iam/policy.js';
import type { Subject } from '../../src/verify/scenarios/subject.js';
import { accounts, policies, regions } from './place-policies.js';
import { policy, start, subjectWith, where } from './start-policies.js';

const account = 'aws:PrincipalAccount';
const region = 'aws:RequestedRegion';
const arn = 'aws:PrincipalArn';
/** People of a permission set do not have it. */
const absent = 'aws:username';

describe('of two places, the one that a policy leaves shut is found by', () => {
  const first = '111122223333';
  const second = '444455556666';
  const [home, away] = ['eu-central-1', 'eu-west-1'];
  const otherAccount = { account: second, region: home };
  const otherRegion = { account: first, region: away };
  let subject: Subject;
  beforeAll(async () => {
    ({ subject } = await subjectWith(`accounts: ["${first}", "${second}"]\nregions: [${home}, ${away}]\n`));
  });

  const beside = (operator: string, key: string, value: unknown) => ({
    ...start('*'),
    Condition: { StringEquals: { [region]: home }, [operator]: { [key]: value } },
  });
  const denied = (operator: string, key: string, value: unknown) => ({
    ...where(operator, key, value),
    Effect: 'Deny',
  });

  it.each([
    ['StringEquals', where('StringEquals', account, first), otherAccount],
    ['StringEquals with a number', where('StringEquals', account, Number(first)), otherAccount],
    ['StringNotEquals', where('StringNotEquals', region, away), otherRegion],
    ['StringEqualsIgnoreCase', where('StringEqualsIgnoreCase', region, 'EU-CENTRAL-1'), otherRegion],
    ['StringNotEqualsIgnoreCase', where('StringNotEqualsIgnoreCase', region, 'EU-WEST-1'), otherRegion],
    ['StringLike', where('StringLike', account, '*2222*'), otherAccount],
    ['StringLike with question marks', where('StringLike', region, '????????????'), otherRegion],
    ['StringLike on an ARN', where('StringLike', arn, `*::${first}:*`), otherAccount],
    ['StringNotLike', where('StringNotLike', region, '*west*'), otherRegion],
    ['StringLikeIfExists', where('StringLikeIfExists', region, 'eu-c*'), otherRegion],
    ['ForAnyValue', where('ForAnyValue:StringEquals', account, [first, '777777777777']), otherAccount],
    ['ForAllValues', where('ForAllValues:StringLike', region, ['eu-c*', 'us-*']), otherRegion],
    ['ArnEquals', where('ArnEquals', arn, `arn:aws:iam::${first}:role/*`), otherAccount],
    ['ArnNotEquals', where('ArnNotEquals', arn, `arn:aws:iam::${second}:role/*`), otherAccount],
    ['ArnLike', where('ArnLike', arn, 'arn:aws:iam::1111*:role/*'), otherAccount],
    ['ArnNotLike', where('ArnNotLike', arn, 'arn:aws:iam::*6666:role/*'), otherAccount],
    ['NumericEquals', where('NumericEquals', account, `${first}.0`), otherAccount],
    ['NumericNotEquals', where('NumericNotEquals', account, `${second}.0`), otherAccount],
    ['NumericLessThan', where('NumericLessThan', account, 200000000000), otherAccount],
    ['NumericLessThanEquals', where('NumericLessThanEquals', account, '200000000000'), otherAccount],
    ['NumericLessThanIfExists', where('NumericLessThanIfExists', account, 200000000000), otherAccount],
    [
      'ForAnyValue:NumericLessThan',
      where('ForAnyValue:NumericLessThan', account, 200000000000),
      otherAccount,
    ],
  ])('%s', (_name, statement, expected) => {
    expect(placeOpened(policy(statement), policy(start('*')), subject)).toEqual(expected);
  });

  it.each([
    ['NumericGreaterThan', denied('NumericGreaterThan', account, 200000000000)],
    ['NumericGreaterThanEquals', denied('NumericGreaterThanEquals', account, 200000000000)],
  ])('%s in a Deny', (_name, deny) => {
    expect(placeOpened(policy(start('*'), deny), policy(start('*')), subject)).toEqual(otherAccount);
  });

  // No account and no Region is an instant, an address or a truth value, so that these tell places apart only beside others.
  it.each([
    ['Bool', beside('Bool', 'aws:PrincipalIsAWSService', false)],
    ['Null', beside('Null', account, 'false')],
    ['DateLessThanIfExists', beside('DateLessThanIfExists', absent, '2020-01-01')],
    ['NotIpAddress', beside('NotIpAddress', absent, '10.0.0.0/8')],
  ])('a condition beside %s', (_name, statement) => {
    expect(placeOpened(policy(statement), policy(start('*')), subject)).toEqual(otherRegion);
  });

  it.each([
    ['Bool', 'true'],
    ['DateLessThan', '99999999999'],
    ['IpAddress', '0.0.0.0/0'],
  ])('nobody, since every place is in doubt: %s', (operator, value) => {
    const { at } = defaultDocumentBy(policy(where(operator, account, value)), subject);
    for (const place of [subject.home, otherAccount]) expect(at(place)).toEqual(['in doubt', 'in doubt']);
  });

  it.each([
    ['Resource', start([`arn:aws:ec2:${home}:*:instance/*`, `arn:aws:ssm:${home}:*:*`]), otherRegion],
    ['a pattern in it', start(['arn:aws:ec2:*:1111*:*', 'arn:aws:ssm:*:1111*:*']), otherAccount],
    ['an incomplete ARN', start([`arn:aws:ec2:${home}`, `arn:aws:ssm:${home}`]), otherRegion],
    [
      'NotResource',
      { Effect: 'Allow', Action: 'ssm:*', NotResource: `arn:aws:ssm:*:${second}:*` },
      otherAccount,
    ],
    ['a variable of the place', where('StringLike', arn, '*/${aws:RequestedRegion}/*'), otherRegion],
    [
      "a variable's default",
      where('StringEquals', account, `\${aws:PrincipalTag/SSMSessionRunAs, '${first}'}`),
      otherAccount,
    ],
  ])('%s', (_name, statement, expected) => {
    expect(placeOpened(policy(statement), policy(start('*')), subject)).toEqual(expected);
  });
});

describe('places that a policy does not name', () => {
  const keys = new Set([account, region, arn, 'aws:ResourceAccount'].map((key) => key.toLowerCase()));
  const tellsApart = (...statements: readonly object[]) =>
    namedPlaces(statements as Statement[], keys).tellsApart('111122223333');

  it.each([
    ['the own account by variable', where('StringEquals', 'aws:ResourceAccount', '${aws:PrincipalAccount}')],
    ['numbers of another kind', where('NumericLessThan', 'aws:MultiFactorAuthAge', '3600')],
    ['variables of another kind', where('StringEquals', 'aws:ResourceTag/Owner', '${aws:username}')],
    ['patterns of another kind', where('StringLike', 'aws:userid', '*:????')],
    ['accounts of another kind', where('StringEquals', 'aws:SourceAccount', '111122223333')],
    ['other places', where('StringLike', account, ['444455556666', '4444*'])],
    ['a user in a resource', start('arn:aws:ssm:*:*:session/${aws:username}-*')],
  ])('are alike for %s', (_name, statement) => {
    expect(tellsApart(statement)).toBe(false);
  });

  it.each([
    ['a variable in a resource', start('arn:aws:ssm:*:*:document/${aws:PrincipalAccount}')],
    ['a variable in another letter case', start('arn:aws:ssm:*:*:document/${AWS:RequestedRegion}')],
    ['a variable among others', where('StringLike', 'aws:userid', ['x', '*${aws:PrincipalAccount}'])],
    [
      'the own account or one that is named',
      where('StringNotEquals', 'aws:ResourceAccount', ['${aws:PrincipalAccount}', '111122223333']),
    ],
    ['the own account as something else', where('StringNotEquals', region, '${aws:PrincipalAccount}')],
    ['the own account and more', where('StringLike', account, '${aws:PrincipalAccount}1')],
    ['a key in another letter case', where('StringEquals', 'AWS:PRINCIPALACCOUNT', '111122223333')],
  ])('are told apart by %s', (_name, statement) => {
    expect(tellsApart(statement)).toBe(true);
  });

  it('are alike for statements on anything but sessions', async () => {
    const { subject } = await subjectWith('');
    const elsewhere = { ...where('StringEquals', account, '111122223333'), Action: 's3:*' };
    expect(defaultDocumentBy(policy(start('*'), elsewhere), subject).named()).toMatchObject({
      accounts: [],
      regions: [],
    });
  });
});

describe('any policy', () => {
  it('opens the place that a search through all places finds', async () => {
    const { subject } = await subjectWith(
      `accounts: ${JSON.stringify(accounts)}\nregions: ${JSON.stringify(regions)}\n`,
    );
    const places = accounts.flatMap((one) => regions.map((other) => ({ account: one, region: other })));
    const seen = { policies: 0, decided: 0, open: 0, shut: 0, differing: 0, alike: 0 };

    const answersOf = (text: string) => {
      const named = defaultDocumentBy(text, subject).named();
      // Each is asked by itself, so that no answer can be handed on.
      const answers = places.map((place) => defaultDocumentBy(text, subject).at(place));
      const classOf = (name: string) => (named.tellsApart(name) ? name : '');
      const classes = places.map((place) => `${classOf(place.account)} ${classOf(place.region)}`);
      // Answers are the same wherever the policy is said to decide alike.
      expect(answers).toEqual(classes.map((one) => answers[classes.indexOf(one)]));

      const openings = answers.flat();
      seen.policies += 1;
      seen.decided += openings.includes('in doubt') ? 0 : 1;
      seen.open += openings.includes('open') ? 1 : 0;
      seen.shut += openings.includes('shut') ? 1 : 0;
      seen.differing += new Set(answers.map(String)).size > 1 ? 1 : 0;
      seen.alike += new Set(classes).size < places.length ? 1 : 0;
      return answers;
    };

    fc.assert(
      fc.property(policies, policies, (before, after) => {
        const [was, now] = [answersOf(before), answersOf(after)];
        const expected = places.find((_, at) =>
          now[at]?.some((opening, kind) => opening !== 'shut' && was[at]?.[kind] !== 'open'),
        );
        expect(placeOpened(before, after, subject)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
    const share = (count: number) => count / seen.policies;
    // Of 1,000 policies 98 % are decided; 67 % open a place, 57 % leave one shut, 25 % do both, and 51 % leave places alike.
    expect(share(seen.decided)).toBeGreaterThan(0.8);
    for (const outcome of [seen.open, seen.shut]) expect(share(outcome)).toBeGreaterThan(0.4);
    expect(share(seen.differing)).toBeGreaterThan(0.15);
    expect(share(seen.alike)).toBeGreaterThan(0.35);
  }, 60_000);
});
