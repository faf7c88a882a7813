/** When a policy counts as one by which people could start the default document before. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Access } from '../../src/access/access.js';
import { subjectOf } from '../../src/access/scenarios/subject.js';
import { defaultDocumentBy } from '../../src/gate/default-document.js';
import type { RoleMapping } from '../../src/mapping/model.js';
import { compileMapping } from '../cases/case.js';

let mapping: RoleMapping;
let access: Access;
beforeAll(async () => {
  const compiled = await compileMapping(
    'version: 1\nrollout: prepare\nnodes: { tags: { ssm-runas: linux } }\nroles: { dba: { osUser: dba, permissionSet: Dba } }\n',
    'hcl',
  );
  if (!compiled.mapping || !compiled.access) throw new Error('the mapping is refused');
  ({ mapping, access } = compiled);
});

const answer = (text: string | undefined) => {
  const [role] = access.roles;
  if (!role) throw new Error('there is no role');
  return defaultDocumentBy(text, subjectOf(mapping, role));
};

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
    expect(answer(access.roles[0]?.policyText)).toEqual(['open', 'open']);
  });
});
