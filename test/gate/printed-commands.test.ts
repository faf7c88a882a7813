/** The commands that findings print: people copy them, so each must do what the finding says, and nothing else. */
import { describe, expect, it } from 'vitest';
import { corpus } from './corpus/index.js';
import { judge } from './plan-case.js';

async function commandsIn(name: string): Promise<readonly string[]> {
  const entry = corpus.find((one) => one.name === name);
  if (!entry) throw new Error(`the corpus has no ${name}`);
  const { diagnostics } = await judge(entry.plan);
  return diagnostics.flatMap(({ remedy = '' }) =>
    [...remedy.matchAll(/`((?:aws|terraform) [^`]+)`/g)].map(([, command = '']) => command),
  );
}

const ofUsers = 'ssm-runas-node-users';

describe('a default version that is not the latest', () => {
  it.each([
    [
      'of a role is set to the latest',
      'document: the default version was rolled back',
      'SSMRunAs-developer-Session',
      '2',
    ],
    [
      'without a number cannot be run',
      'document: versions that are no numbers',
      'SSMRunAs-developer-Session',
      'LATEST',
    ],
    [
      'of node users is set to the latest, which is that of the mapping',
      'node users: an older script is the default version',
      ofUsers,
      '2',
    ],
    [
      'of node users is set to the latest too when only tags change',
      'node users: an older script is the default version, and tags change',
      ofUsers,
      '2',
    ],
  ])('%s', async (_what, name, document, version) => {
    expect(await commandsIn(name)).toEqual([
      `aws ssm update-document-default-version --name ${document} --document-version ${version}`,
    ]);
  });

  it('of node users stays when the latest is not that of the mapping, and the latest is deleted', async () => {
    expect(await commandsIn('node users: a script of somebody else is the latest version')).toEqual([
      `aws ssm delete-document --name ${ofUsers} --document-version 2`,
    ]);
  });
});

describe('a policy that is deleted and created again', () => {
  it.each([
    ['moves with its role', 'policy: of a role that was renamed, is deleted and created', '_inline_policy'],
    [
      'moves after its permission set, if that is deleted and created too',
      'policy: of a renamed role, is deleted while its permission set is deleted and created',
      '',
    ],
  ])('%s', async (_what, name, type) => {
    const address = `aws_ssoadmin_permission_set${type}`;
    expect(await commandsIn(name)).toEqual([`terraform state mv ${address}.developer ${address}.platform`]);
  });
});
