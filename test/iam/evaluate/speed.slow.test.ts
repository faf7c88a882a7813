/**
 * The evaluator is fast enough for a proof of 200 roles: each with a policy of the size that is generated, beside
 * AdministratorAccess, against thousands of requests. It takes no longer than a multiple of what it takes to read the requests
 * as JSON, which is measured in the same run and printed.
 */
import { expect, test } from 'vitest';
import { compileRequest, evaluateCompiled, type Request } from '../../../src/iam/evaluate/evaluate.js';
import type { Statement } from '../../../src/iam/policy.js';
import { processorSeconds } from '../../processor-time.js';
import { policyOf } from './ask.js';

const nodes = ['arn:aws:ec2:*:*:instance/*', 'arn:aws:ssm:*:*:managed-instance/*'];
const start = 'ssm:StartSession';
const allow = (statement: Partial<Statement>): Statement => ({
  Effect: 'Allow',
  Action: start,
  ...statement,
});
const deny = (statement: Partial<Statement>): Statement => ({ Effect: 'Deny', Action: start, ...statement });
const check = { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } };
const own = { 'ssm:resourceTag/aws:ssmmessages:session-id': '${aws:userid}' };

function policyOfRole(role: string) {
  const document = `arn:aws:ssm:*:*:document/SSMRunAs-${role}-Session`;
  return policyOf([
    allow({
      Resource: nodes,
      Condition: { StringEquals: { 'ssm:resourceTag/ssm-runas': 'linux' }, ...check },
    }),
    allow({ Resource: document, Condition: check }),
    deny({ NotResource: [...nodes, document] }),
    deny({ Resource: '*', Condition: { Bool: { 'ssm:SessionDocumentAccessCheck': 'false' } } }),
    deny({
      Resource: 'arn:aws:ssm:*:*:document/*',
      Condition: { StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
    }),
    deny({ Resource: nodes, Condition: { StringNotEquals: { 'ssm:resourceTag/ssm-runas': 'linux' } } }),
    deny({ Resource: '*', Condition: { StringLike: { 'aws:PrincipalTag/SSMSessionRunAs': '*' } } }),
    deny({ Action: 'ssm:ResumeSession', Resource: '*', Condition: { StringNotEquals: own } }),
    allow({ Action: 'ssmmessages:OpenDataChannel', Resource: 'arn:aws:ssm:*:*:session/*' }),
    allow({
      Action: ['ssm:TerminateSession', 'ssm:ResumeSession'],
      Resource: 'arn:aws:ssm:*:*:session/*',
      Condition: { StringEquals: own },
    }),
    allow({
      Action: ['ssm:DescribeSessions', 'ssm:GetConnectionStatus', 'ec2:DescribeInstances'],
      Resource: '*',
    }),
    deny({
      Action: ['ssm:SendCommand', 'ssm:StartAutomationExecution', 'ssm:CreateAssociation'],
      Resource: '*',
    }),
    deny({
      Action: ['ec2:CreateTags', 'ssm:AddTagsToResource'],
      Resource: '*',
      Condition: { 'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': 'ssm-runas' } },
    }),
  ]);
}

function requestOf(document: string, index: number): Request {
  return {
    action: start,
    resources: [
      {
        arn: `arn:aws:ec2:eu-west-1:123456789012:instance/i-${index}`,
        context: {
          'ssm:resourceTag/ssm-runas': index % 3 ? 'linux' : 'windows',
          'aws:ResourceAccount': '123456789012',
        },
      },
      {
        arn: `arn:aws:ssm:eu-west-1:123456789012:document/${document}`,
        context: { 'aws:ResourceAccount': '123456789012' },
      },
    ],
    context: {
      'aws:PrincipalAccount': '123456789012',
      'aws:userid': 'AROAEXAMPLEID:alice@example.com',
      'aws:RequestedRegion': 'eu-west-1',
      'ssm:SessionDocumentAccessCheck': 'true',
      ...(index % 2 && { 'aws:PrincipalTag/SSMSessionRunAs': 'root' }),
    },
  };
}

test('200 roles × 1,500 requests, alone and beside AdministratorAccess', () => {
  const administrator = policyOf([{ Effect: 'Allow', Action: '*', Resource: '*' }], {
    name: 'AdministratorAccess',
  });
  const roles = Array.from({ length: 200 }, (_, index) => `role-${index}`);
  let allowed = 0;
  const texts = roles.slice(0, 100).map((role, at) => JSON.stringify(requestOf(role, at)));
  const reading = processorSeconds(() => {
    for (let at = 0; at < 300_000; at++) JSON.parse(texts[at % texts.length] ?? '');
  });
  const seconds = processorSeconds(() => {
    for (const [index, role] of roles.entries()) {
      const own = policyOfRole(role);
      for (let at = 0; at < 1500; at++) {
        const other = roles[(index + (at % 2)) % roles.length];
        const request = compileRequest(requestOf(`SSMRunAs-${other}-Session`, at));
        for (const policies of [[own], [own, administrator]]) {
          if (evaluateCompiled(policies, request).outcome === 'allowed') allowed++;
        }
      }
    }
  });
  console.log(
    `600,000 decisions on two resources each: ${seconds.toFixed(2)} s of processor time, ${(seconds / reading).toFixed(1)} times the reading of the requests`,
  );
  expect(allowed).toBe(200 * 500 * 2);
  expect(seconds / reading).toBeLessThan(16);
});
