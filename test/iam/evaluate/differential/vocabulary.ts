/**
 * The words that random policies and requests are made of: our own actions, resources and condition keys, each real, since the
 * simulator checks them against the service authorisation reference. No evaluation here.
 */

export interface ActionWords {
  readonly action: string;
  readonly resources: readonly string[];
  /** The keys that the service sends for this action, beside the global ones. */
  readonly keys: readonly KeyWords[];
}

export type KeyType = 'string' | 'arn' | 'bool' | 'numeric' | 'date' | 'ip';

export interface KeyWords {
  readonly key: string;
  readonly type: KeyType;
  readonly several: boolean;
  readonly values: readonly string[];
}

const one = (key: string, type: KeyType, values: readonly string[]): KeyWords => ({
  key,
  type,
  several: false,
  values,
});
const set = (key: string, type: KeyType, values: readonly string[]): KeyWords => ({
  key,
  type,
  several: true,
  values,
});

const users = ['admin', 'dev', 'Dev', 'developer', 'root', 'a*', 'd?v', 'admin-2'];
const userId = 'AROAEXAMPLEID:alice@example.com';
const tags = ['linux', 'Linux', 'windows', 'lin*', 'linux-2', 'a b'];

const instances = [
  'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
  'arn:aws:ec2:us-east-1:123456789012:instance/i-0fedcba9876543210',
  'arn:aws:ec2:eu-west-1:210987654321:instance/i-0123456789abcdef0',
];
const managedInstances = [
  'arn:aws:ssm:eu-west-1:123456789012:managed-instance/mi-0123456789abcdef0',
  'arn:aws:ssm:us-east-1:123456789012:managed-instance/mi-0fedcba9876543210',
];
const documents = [
  'arn:aws:ssm:eu-west-1:123456789012:document/SSMRunAs-admin-Session',
  'arn:aws:ssm:eu-west-1:123456789012:document/SSMRunAs-dev-Session',
  'arn:aws:ssm:eu-west-1:123456789012:document/SSMRunAs-dev-Session2',
  'arn:aws:ssm:us-east-1:210987654321:document/SSMRunAs-admin-Session',
  'arn:aws:ssm:eu-west-1:123456789012:document/SSM-SessionManagerRunShell',
];
const sessions = [
  'arn:aws:ssm:eu-west-1:123456789012:session/alice@example.com-0123456789abcdef0',
  'arn:aws:ssm:eu-west-1:123456789012:session/bob-0123456789abcdef0',
];

const nodeTags = [
  one('ssm:resourceTag/ssm-runas', 'string', tags),
  one('aws:ResourceTag/ssm-runas', 'string', tags),
  one('aws:ResourceTag/Team', 'string', tags),
];
const newTags = [
  set('aws:TagKeys', 'string', ['ssm-runas', 'SSM-RunAs', 'Team', 'env', 'ssm*']),
  one('aws:RequestTag/ssm-runas', 'string', tags),
];
const sessionTags = [
  one('ssm:resourceTag/aws:ssmmessages:session-id', 'string', [
    userId,
    'AROAEXAMPLEID:bob',
    'AROAEXAMPLEID:alice',
  ]),
];

export const actions: readonly ActionWords[] = [
  {
    action: 'ssm:StartSession',
    resources: [...instances, ...managedInstances, ...documents],
    keys: [...nodeTags, one('ssm:SessionDocumentAccessCheck', 'bool', ['true', 'false'])],
  },
  { action: 'ssm:ResumeSession', resources: sessions, keys: sessionTags },
  { action: 'ssm:TerminateSession', resources: sessions, keys: sessionTags },
  { action: 'ssm:GetDocument', resources: documents, keys: [] },
  { action: 'ssm:UpdateDocument', resources: documents, keys: [] },
  { action: 'ssm:DeleteDocument', resources: documents, keys: [] },
  { action: 'ssm:SendCommand', resources: [...instances, ...documents], keys: nodeTags },
  { action: 'ssm:AddTagsToResource', resources: [...managedInstances, ...documents], keys: newTags },
  { action: 'ec2:CreateTags', resources: instances, keys: newTags },
  { action: 'ec2:DeleteTags', resources: instances, keys: newTags },
  { action: 'ssm:DescribeSessions', resources: ['*'], keys: [] },
  { action: 'ec2:DescribeInstances', resources: ['*'], keys: [] },
  { action: 'ssmmessages:OpenDataChannel', resources: ['*'], keys: [] },
];

export const globalKeys: readonly KeyWords[] = [
  one('aws:PrincipalTag/SSMSessionRunAs', 'string', users),
  one('aws:PrincipalTag/team', 'string', tags),
  one('aws:PrincipalAccount', 'string', ['123456789012', '210987654321']),
  one('aws:ResourceAccount', 'string', ['123456789012', '210987654321']),
  one('aws:RequestedRegion', 'string', ['eu-west-1', 'us-east-1', 'eu-central-1']),
  one('aws:userid', 'string', [userId, 'AROAEXAMPLEID:bob']),
  one('aws:username', 'string', ['alice', 'bob']),
  one('aws:PrincipalArn', 'arn', [
    'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_dev_0123456789abcdef',
    'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_admin_fedcba9876543210',
    'arn:aws:iam::210987654321:role/deploy',
  ]),
  one('aws:SecureTransport', 'bool', ['true', 'false']),
  one('aws:MultiFactorAuthPresent', 'bool', ['true', 'false']),
  one('aws:MultiFactorAuthAge', 'numeric', ['0', '1', '300', '3600', '3601']),
  one('aws:CurrentTime', 'date', ['2026-01-01T00:00:00Z', '2026-06-30T12:00:00Z', '2026-06-30T12:00:01Z']),
  one('aws:TokenIssueTime', 'date', ['2026-01-01T00:00:00Z', '2026-06-30T12:00:00Z']),
  one('aws:SourceIp', 'ip', ['203.0.113.7', '203.0.113.255', '198.51.100.1', '10.0.0.1', '2001:db8::1']),
  set('aws:CalledVia', 'string', [
    'cloudformation.amazonaws.com',
    'athena.amazonaws.com',
    'ssm.amazonaws.com',
  ]),
  set('aws:PrincipalOrgPaths', 'string', ['o-a/r-b/ou-c/', 'o-a/r-b/ou-c/ou-d/', 'o-a/r-b/ou-e/']),
];

export const addressRanges = [
  '203.0.113.0/24',
  '203.0.113.7',
  '198.51.100.0/31',
  '10.0.0.0/8',
  '128.0.0.0/1',
  '2001:db8::/32',
  '2001:db8:0:1::/64',
];
/** Each with the key that it stands for; none where it always has a value. */
export const variables: readonly { readonly text: string; readonly key?: string }[] = [
  { text: '${aws:userid}', key: 'aws:userid' },
  { text: '${aws:username}', key: 'aws:username' },
  { text: '${AWS:PrincipalAccount}', key: 'aws:PrincipalAccount' },
  { text: '${aws:PrincipalTag/team}', key: 'aws:PrincipalTag/team' },
  { text: "${aws:PrincipalTag/SSMSessionRunAs, 'dev'}" },
];
export const specialCharacters: typeof variables = [{ text: '${*}' }, { text: '${?}' }, { text: '${$}' }];
