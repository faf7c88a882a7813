/** Policies that are larger than AWS takes: nothing fails, nothing hangs, and what is not looked through is not said to hold. */
import { describe, expect, test } from 'vitest';
import { serviceControlPolicies } from '../../src/access/service-control-policy.js';
import type { AttachedPolicy } from '../../src/iam/evaluate/policy.js';
import type { Statement } from '../../src/iam/policy.js';
import { prove } from '../../src/verify/prove.js';
import { referenceSeconds } from '../processor-time.js';
import { checked } from './proof/proven.js';

const text = `version: 1
accounts: ["111111111111"]
regions: [eu-central-1]
accessControlAttributes: { configuration: elsewhere }
documents: { deployedBy: ["arn:aws:iam::111111111111:role/deploy"] }
nodes: { tags: { ssm-runas: linux } }
roles:
  admin: { osUser: u-admin, permissionSet: Linux-admin }
  dev: { osUser: u-dev, permissionSet: Linux-dev }
`;

/** In seconds of the processor of the reference machine. */
const most = 10;

async function codesOf(statements: readonly Statement[], kind: AttachedPolicy['kind']) {
  const { mapping, access } = await checked(text);
  const generated = serviceControlPolicies(mapping).flatMap(({ Statement }) => Statement);
  const document = {
    Version: '2012-10-17' as const,
    Statement: kind === 'identity' ? statements : [...generated, ...statements],
  };
  let codes: readonly string[] = [];
  const seconds = referenceSeconds(() => {
    const { violations, unsupported } = prove(mapping, access, [{ name: 'p', kind, document }]);
    expect(unsupported).toEqual([]);
    codes = [...new Set(violations.map(({ code }) => code))].sort();
  });
  expect(seconds).toBeLessThan(most);
  return codes;
}

const deny = (more: Partial<Statement>): Statement => ({
  Effect: 'Deny',
  Action: 'ssm:StartSession',
  ...(more.NotResource === undefined && { Resource: '*' }),
  ...more,
});
const undecided = ['proof-may-lock-out', 'proof-not-decided'];
const tag = 'aws:PrincipalTag/x';

describe.each<AttachedPolicy['kind']>(['identity', 'service-control'])(
  'as a policy of the kind %s',
  (kind) => {
    const long = 'a'.repeat(130_000);
    test.each<readonly [string, readonly string[], Statement]>([
      ['an action', [], deny({ Action: `ssm:${long}` })],
      ['an action with a wildcard', [], deny({ Action: `ssm:*${long}` })],
      ['the name of a resource', [], deny({ Resource: `arn:aws:ssm:*:*:document/${long}` })],
      [
        'the name of a resource, with a wildcard',
        [],
        deny({ Resource: `arn:aws:ssm:*:*:document/*${long}` }),
      ],
      ['the Region of a resource', [], deny({ Resource: `arn:aws:ssm:${long}:*:document/x` })],
      ['NotResource', [], deny({ NotResource: [`arn:aws:ssm:*:*:document/${long}`, '*'] })],
      ['a value', undecided, deny({ Condition: { StringEquals: { [tag]: long } } })],
      ['a pattern', undecided, deny({ Condition: { StringLike: { [tag]: `*${long}` } } })],
      [
        'a value without letter case',
        undecided,
        deny({ Condition: { StringEqualsIgnoreCase: { [tag]: long } } }),
      ],
      [
        'a value with a variable',
        undecided,
        deny({ Condition: { StringEquals: { [tag]: `${long}\${aws:PrincipalTag/y}` } } }),
      ],
      [
        'the default of a variable',
        undecided,
        deny({ Condition: { StringEquals: { [tag]: `\${aws:PrincipalTag/y, '${long}'}` } } }),
      ],
      [
        'the name of a resource with a variable',
        [],
        deny({ Resource: `arn:aws:ssm:*:*:document/${long}\${aws:PrincipalTag/y}` }),
      ],
      [
        'the name of a key',
        ['proof-may-lock-out'],
        deny({ Condition: { StringEquals: { [`aws:PrincipalTag/${long}`]: 'x' } } }),
      ],
      ['a Sid', [], deny({ Sid: long, Action: 's3:*' })],
    ])('%s of 130,000 letters: %s', async (_, expected, statement) => {
      expect(await codesOf([statement], kind)).toEqual(expected);
    });

    const six = <T>(each: (at: number) => T) => Array.from({ length: 6_000 }, (_, at) => each(at));
    test.each<readonly [string, readonly string[], readonly Statement[]]>([
      ['statements on documents', [], six((at) => deny({ Resource: `arn:aws:ssm:*:*:document/d${at}` }))],
      ['statements on other actions', [], six((at) => deny({ Action: `s3:Get${at}*` }))],
      [
        'statements on callers',
        [],
        six((at) =>
          deny({ Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/team-${at}` } } }),
        ),
      ],
      [
        'statements on values of a tag',
        ['proof-may-lock-out'],
        six((at) => deny({ Condition: { StringEquals: { [tag]: `v${at}` } } })),
      ],
      ['resources of a statement', [], [deny({ Resource: six((at) => `arn:aws:ssm:*:*:document/d${at}`) })]],
      [
        'values of a condition',
        ['proof-may-lock-out'],
        [deny({ Condition: { StringEquals: { [tag]: six((at) => `v${at}`) } } })],
      ],
      ['actions of a statement', [], [deny({ Action: six((at) => `ssm:Action${at}`) })]],
    ])('6,000 %s: %s', async (_, expected, statements) => {
      expect(await codesOf(statements, kind)).toEqual(expected);
    });
  },
);
