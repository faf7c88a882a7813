/** Whether a policy opens or denies the default document, and where; and whether it denies sessions with a tag. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  defaultDocumentBy,
  deniesDefaultDocument,
  deniesOtherTag,
  placeOpened,
} from '../../src/gate/default-document.js';
import { deniesTag, plannedPolicy } from '../../src/gate/plan-reading.js';
import { type Subject, subjectOf } from '../../src/verify/scenarios/subject.js';
import { caseFolder, caseNames, compileMapping } from '../cases/case.js';
import { policy, start, subjectWith, where } from './start-policies.js';

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
});

describe('a policy denies', () => {
  const denied = (Resource: string, Condition: object) => ({
    ...start(Resource, { Condition }),
    Effect: 'Deny',
  });
  const tagged = { StringLike: { 'aws:PrincipalTag/SSMSessionRunAs': '*' } };
  const inAccount = { StringEquals: { 'aws:PrincipalAccount': '111122223333' } };
  const inRegion = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };

  it.each([
    ['everywhere', policy(denied('*', {})), [true, true]],
    ['the tag alone', policy(denied('*', tagged)), [false, true]],
    ['the document alone', policy(denied(document, {})), [true, false]],
    ['in one account of two', policy(denied('*', inAccount)), [false, false]],
    ['in one Region of two', policy(denied('*', inRegion)), [false, false]],
    ['on one kind of node', policy(denied(ec2, {})), [false, false]],
    [
      'on nodes of another tag',
      policy(denied('*', { StringEquals: { 'ssm:resourceTag/ssm-runas': 'x' } })),
      [false, false],
    ],
    [
      'as cannot be decided',
      policy(denied('*', { StringEquals: { 'aws:SourceVpc': 'vpc-1' } })),
      [false, false],
    ],
    ['nothing', policy(), [false, false]],
    ['nothing, as it is no policy', '[]', [false, false]],
    ['nothing, as there is none', undefined, [false, false]],
  ])('%s: the default document, and another tag', async (_where, text, expected) => {
    const { subject } = await subjectWith(
      'accounts: ["111122223333", "444455556666"]\nregions: [eu-central-1, eu-west-1]\n',
    );
    expect([deniesDefaultDocument(text, subject), deniesOtherTag(text, subject)]).toEqual(expected);
  });
});

describe.each(caseNames)('the generated policies of %s', (name) => {
  const folder = caseFolder(name);
  const source = readFileSync(join(folder, 'ssm-runas.yaml'), 'utf8').replace(/^rollout:.*\n/m, '');
  const atStep = async (step: string, text = source) => {
    const { mapping, access, diagnostics } = await compileMapping(
      `${text}\nrollout: ${step}\n`,
      'hcl',
      folder,
    );
    if (!mapping || !access) throw new Error(JSON.stringify(diagnostics));
    return { mapping, roles: access.roles };
  };
  /** What `gate` finds before an everyday change: policies for other nodes and other Linux users. */
  const former = source
    .replaceAll('osUser: ', 'osUser: x-')
    .replaceAll('ssm-runas: linux', 'ssm-runas: other');

  it.each([
    ['switch', source],
    ['enforce', source],
    ['enforce', former],
  ])('deny what gate takes them to deny, at %s', async (step, text) => {
    const { mapping, roles } = await atStep(step);
    const before = await atStep(step, text);
    for (const [at, role] of roles.entries()) {
      const policyText = before.roles[at]?.policyText;
      const subject = subjectOf(mapping, role);
      expect(deniesDefaultDocument(policyText, subject), role.role.name).toBe(true);
      if (deniesTag(plannedPolicy(policyText)))
        expect(deniesOtherTag(policyText, subject), role.role.name).toBe(true);
    }
  });
});
