/** When a policy counts as one by which people could start the default document before. */
import { beforeAll, describe, expect, it } from 'vitest';
import { subjectOf } from '../../src/access/scenarios/subject.js';
import { defaultDocumentBy, type Opening } from '../../src/gate/default-document.js';
import { compileMapping } from '../cases/case.js';

type Answer = (text: string | undefined) => readonly Opening[];

async function answerOf(places: string): Promise<{ answer: Answer; own: string }> {
  const { mapping, access } = await compileMapping(
    `version: 1\nrollout: prepare\n${places}nodes: { tags: { ssm-runas: linux } }\nroles: { dba: { osUser: dba, permissionSet: Dba } }\n`,
    'hcl',
  );
  const [role] = access?.roles ?? [];
  if (!mapping || !role) throw new Error('the mapping is refused');
  return { answer: (text) => defaultDocumentBy(text, subjectOf(mapping, role)), own: role.policyText };
}

let answer: Answer;
let own: string;
beforeAll(async () => {
  ({ answer, own } = await answerOf(''));
});

const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const start = (Resource: string | readonly string[], more: object = {}) => ({
  Effect: 'Allow',
  Action: 'ssm:StartSession',
  Resource,
  ...more,
});
const ec2 = 'arn:aws:ec2:*:*:instance/*';
const document = 'arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell';

describe('the default document', () => {
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

  it('is asked for in each account and Region that the mapping lists', async () => {
    const twoAccounts = await answerOf('accounts: ["111122223333", "444455556666"]\n');
    const inOne = policy(
      start('*', { Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } } }),
    );
    expect(twoAccounts.answer(inOne)).toEqual(['open', 'open', 'shut', 'shut']);
    expect(twoAccounts.answer(twoAccounts.own)).toEqual(['open', 'open', 'open', 'open']);

    const twoRegions = await answerOf('regions: [eu-central-1, eu-west-1]\n');
    const elsewhere = policy(
      start('*', { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
    );
    expect(twoRegions.answer(elsewhere)).toEqual(['shut', 'shut', 'open', 'open']);
  });
});
