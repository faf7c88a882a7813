/** `nodes.matchTags` against the independent simulator: who reaches which node, by the policy alone and beside AdministratorAccess. */
import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../src/iam/policy.js';
import { admissible, decideOurs, decideTheirs } from '../iam/evaluate/differential/simulator.js';
import { checked } from '../verify/proof/proven.js';

const { access } = await checked(`version: 1
accessControlAttributes: { configuration: elsewhere }
accounts: ["123456789012"]
nodes: { tags: { ssm-runas: linux }, matchTags: { Project: Project } }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
`);
const policy = access.roles[0]?.policy as PolicyDocument;
const administrator: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
const node = 'arn:aws:ec2:eu-central-1:123456789012:instance/i-0123456789abcdef0';

/** Tag of the node, attribute of the person, whether the person reaches the node. */
const table: readonly (readonly [
  tag: string | undefined,
  attribute: string | undefined,
  reaches: boolean,
])[] = [
  ['red', 'red', true],
  ['red', 'Red', false],
  ['red', 'blue', false],
  ['red', '', false],
  ['red', undefined, false],
  ['', 'red', false],
  ['', '', false],
  ['', undefined, false],
  [undefined, 'red', false],
  [undefined, '', false],
  [undefined, undefined, false],
  ['*', 'red', false],
  ['red', '*', false],
];

describe.each([
  ['alone', [policy]],
  ['beside AdministratorAccess', [policy, administrator]],
] as const)('by the policy %s', (_, policies) => {
  it.each(table)(
    'a node with Project=%s and a person with Project=%s: %s',
    async (tag, attribute, reaches) => {
      const one = {
        policies,
        scps: [],
        request: {
          action: 'ssm:StartSession',
          resources: [{ arn: node, context: {} }],
          context: {
            'aws:PrincipalAccount': '123456789012',
            'aws:ResourceAccount': '123456789012',
            'ssm:resourceTag/ssm-runas': 'linux',
            ...(tag !== undefined && { 'ssm:resourceTag/Project': tag }),
            ...(attribute !== undefined && { 'aws:PrincipalTag/Project': attribute }),
          },
          unstated: 'absent',
        },
      } as const;
      const ours = decideOurs(one);
      expect(ours.outcome === 'allowed').toBe(reaches);
      const [decision] = ours.resources;
      const [theirs] = await decideTheirs(one, false);
      expect(decision && admissible(decision, one)).toContain(theirs);
      expect(theirs === 'allowed').toBe(reaches);
    },
  );
});
