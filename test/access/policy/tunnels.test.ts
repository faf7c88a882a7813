/**
 * Which documents a role's policy opens, by the independent simulator: exactly its own, its tunnels' and the listed ones of AWS, with
 * AdministratorAccess attached as well; never one of the same name that somebody else wrote.
 */
import { describe, expect, test } from 'vitest';
import { decideOurs, decideTheirs } from '../../iam/evaluate/differential/simulator.js';
import { checked } from '../../verify/proof/proven.js';

const account = '123456789012';
const stranger = '999988887777';
const region = 'eu-central-1';
const administrator = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
} as const;

const head = (settings: string) => `version: 1
accessControlAttributes: { configuration: elsewhere }
${settings}
nodes: { tags: { ssm-runas: linux } }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin, awsDocuments: [AWS-StartSSHSession] }
  developer:
    osUser: dev
    permissionSet: LinuxDeveloper
    tunnels: { database: { host: db.internal, port: 5432 }, web: { port: 8080 } }
    awsDocuments: [AWS-StartPortForwardingSession, AWS-StartPortForwardingSessionToRemoteHost]
  support: { osUser: support, permissionSet: LinuxSupport, tunnels: { database: { port: 5432 } } }
`;

const opened: Readonly<Record<string, readonly string[]>> = {
  admin: ['SSMRunAs-admin-Session', 'AWS-StartSSHSession'],
  developer: [
    'SSMRunAs-developer-Session',
    'SSMRunAs-developer-Tunnel-database',
    'SSMRunAs-developer-Tunnel-web',
    'AWS-StartPortForwardingSession',
    'AWS-StartPortForwardingSessionToRemoteHost',
  ],
  support: ['SSMRunAs-support-Session', 'SSMRunAs-support-Tunnel-database'],
};
const names = [
  ...new Set(Object.values(opened).flat()),
  'AWS-StartPortForwardingSessionToSocket',
  'AWS-StartInteractiveCommand',
  'AWS-StartNonInteractiveCommand',
  'SSM-SessionManagerRunShell',
];
const isOfAws = (name: string) => name.startsWith('AWS-');
const arnOf = (name: string, owner: string) => `arn:aws:ssm:${region}:${owner}:document/${name}`;

/** Each name, and names near it, by their rightful owner, by the caller's account and by a stranger. */
const documents = names
  .flatMap((name) => [name, `${name}2`, name.slice(0, -1)])
  .flatMap((name) =>
    (isOfAws(name) ? ['', account, stranger] : [account, stranger]).map((owner) => ({ name, owner })),
  );

const isOpen = (role: string, name: string, owner: string) =>
  opened[role]?.includes(name) === true && owner === (isOfAws(name) ? '' : account);

describe.each([
  ['enforce, accounts listed', `accounts: ["${account}"]\nregions: [${region}]`],
  ['enforce, any account', ''],
  ['switch, any account', 'rollout: switch'],
])('%s', async (_, settings) => {
  const { access } = await checked(head(settings));

  test.each(access.roles.map(({ role, policy }) => [role.name, policy] as const))(
    '%s starts exactly its documents',
    async (role, policy) => {
      for (const policies of [[policy], [policy, administrator]]) {
        for (const check of ['true', undefined]) {
          for (const { name, owner } of documents) {
            const request = {
              action: 'ssm:StartSession',
              resources: [
                {
                  arn: `arn:aws:ec2:${region}:${account}:instance/i-0123456789abcdef0`,
                  context: { 'aws:ResourceAccount': account, 'ssm:resourceTag/ssm-runas': 'linux' },
                },
                {
                  arn: arnOf(name, owner),
                  context: owner === '' ? {} : { 'aws:ResourceAccount': owner },
                },
              ],
              context: {
                'aws:PrincipalAccount': account,
                'aws:RequestedRegion': region,
                'aws:userid': 'AROAEXAMPLE:alice@example.com',
                ...(check !== undefined && { 'ssm:SessionDocumentAccessCheck': check }),
              },
              unstated: 'absent',
            } as const;
            const one = { policies, scps: [], request };
            const theirs = await decideTheirs(one, false);
            const shown = JSON.stringify({ role, name, owner, check, policies: policies.length });
            const expected = isOpen(role, name, owner);
            expect(
              theirs.every((outcome) => outcome === 'allowed'),
              shown,
            ).toBe(expected);
            expect(decideOurs(one).outcome === 'allowed', shown).toBe(expected);
          }
        }
      }
    },
  );
});
