/** Statements of merge files that the generated policy denies as a whole, and those that it does not hold. */
import { describe, expect, it } from 'vitest';
import { repository, run } from '../cli/world.js';

const mapping = (rollout: string, guardrails = 'standard') => `version: 1
rollout: ${rollout}
accessControlAttributes: { configuration: elsewhere }
accounts: ["111122223333"]
documents: { deployedBy: ["arn:aws:iam::*:role/terraform"] }
nodes: { tags: { ssm-runas: linux } }
session: { kmsKey: alias/session-manager }
guardrails: ${guardrails}
roles:
  a: { osUser: a, permissionSet: A, inlinePolicy: { merge: a.json } }
`;

async function found(statement: object, text: string) {
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
  const cwd = repository({ 'ssm-runas.yaml': text, 'a.json': policy });
  const { stdout } = await run(cwd, ['validate', '--format', 'json']);
  const { diagnostics } = JSON.parse(stdout);
  return diagnostics.map(({ code, path }: { code: string; path: readonly string[] }) => [
    code,
    path.join('.'),
  ]);
}

const document = (name: string) => `arn:aws:ssm:*:*:document/${name}`;
const without = [['merge-without-effect', 'roles.a.inlinePolicy.merge']];

describe('a statement has no effect', () => {
  it.each([
    { Action: 'ssm:StartSession', Resource: document('AWS-StartPortForwardingSessionToRemoteHost') },
    {
      Action: 'ssm:startsession',
      Resource: [document('AWS-Start*'), 'arn:aws:ssm:eu-west-1::document/AWS-StartSSHSession'],
    },
    {
      Action: 'ssm:SendCommand',
      Resource: '*',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    },
    { Action: ['ecs:ExecuteCommand', 'ec2-instance-connect:Send*'], Resource: 'arn:aws:ecs:*:*:task/*' },
  ])('%j', async (statement) => {
    expect(await found(statement, mapping('enforce'))).toEqual(without);
    expect(await found(statement, mapping('prepare'))).toEqual([]);
  });
});

describe('a statement may have an effect', () => {
  it.each([
    { Action: ['ssm:SendCommand', 'ssm:GetParameter'], Resource: '*' },
    { Action: 'ssm:*', Resource: '*' },
    { NotAction: ['ssm:*', 'iam:*', 'identitystore:*', 'organizations:*', 'sso:*', 'sts:*'], Resource: '*' },
    { Action: 'ssm:StartSession', Resource: '*' },
    { Action: 'ssm:StartSession', Resource: document('*') },
    { Action: 'ssm:StartSession', Resource: document('SSMRunAs-a-*') },
    { Action: 'ssm:StartSession', Resource: document('*-Session') },
    { Action: 'ssm:StartSession', Resource: 'arn:aws:ec2:*:*:instance/*' },
    { Effect: 'Deny', Action: 'ssm:SendCommand', Resource: '*' },
  ])('%j', async (statement) => {
    expect(await found(statement, mapping('enforce'))).toEqual([]);
  });

  it('of an action that the guardrails except, as the remedy says', async () => {
    const statement = { Action: 'ecs:ExecuteCommand', Resource: '*' };
    expect(await found(statement, mapping('enforce'))).toEqual(without);
    expect(await found(statement, mapping('enforce', '{ except: ["ecs:ExecuteCommand"] }'))).toEqual([]);
  });
});

describe('a statement may give another identity', () => {
  const identity = [['merge-other-identity', 'roles.a.inlinePolicy.merge']];

  it.each([
    { Action: '*', Resource: '*' },
    { Action: 'iam:*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
    { Action: ['s3:GetObject', 'STS:assume*'], Resource: 'arn:aws:iam::111122223333:role/deploy' },
    { Action: 'sso:Put*', Resource: '*' },
    { NotAction: ['iam:*', 'organizations:*'], Resource: '*' },
  ])('%j', async (statement) => {
    expect(await found(statement, mapping('enforce'))).toEqual(identity);
    expect(await found(statement, mapping('prepare'))).toEqual(identity);
  });

  it.each([
    { Action: ['iam:Get*', 'iam:List*', 'sts:GetCallerIdentity'], Resource: '*' },
    { NotAction: ['iam:*', 'organizations:*', 'sso:*', 'sts:*', 'identitystore:*'], Resource: '*' },
    { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
  ])('but not %j', async (statement) => {
    expect(await found(statement, mapping('enforce'))).toEqual([]);
  });
});
