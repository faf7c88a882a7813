/** The facts of clients, for their tests: of a mapping that states only what a client uses. */

import type { Partition } from '../../src/aws/names.js';
import { type ClientFacts, clientFacts } from '../../src/client/client-facts.js';
import type { Role, RoleMapping } from '../../src/mapping/model.js';
import { stepNamed } from '../../src/mapping/step.js';

export interface TestRole {
  readonly permissionSet: string;
  readonly osUser: string;
  readonly document: string;
  readonly tags?: Readonly<Record<string, readonly string[]>>;
  /** Names. */
  readonly tunnels?: readonly string[];
}

export interface TestMapping {
  readonly roles: readonly TestRole[];
  readonly partition?: Partition;
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly fileName?: string;
  readonly name?: string;
}

const guardrails = { list: 'standard', deny: [], except: [] } as const;

export function testFacts(mapping: TestMapping): ClientFacts {
  return clientFacts(testMapping(mapping));
}

function testMapping({
  roles,
  partition = 'aws',
  accounts = [],
  regions = [],
  fileName = 'ssm-runas.yaml',
  name,
}: TestMapping): RoleMapping {
  return {
    fileName,
    name,
    accept: [],
    partition,
    instanceArn: undefined,
    identityCenterRegion: undefined,
    attributes: { configuration: 'unstated' },
    step: stepNamed('enforce'),
    accounts,
    regions,
    arns: 'auto',
    guardrails,
    lockedDefault: undefined,
    nodeUsers: undefined,
    serviceControlTargets: undefined,
    documents: {
      nameTemplate: 'SSMRunAs-{role}-Session',
      previous: [],
      tags: {},
      deployedBy: [],
      stackSet: undefined,
    },
    roles: roles.map(testRole),
    output: {
      directory: 'generated',
      syntax: 'hcl',
      layout: 'root',
      moduleAddress: undefined,
      engine: 'terraform',
      awsProvider: 5,
    },
  };
}

function testRole(
  { permissionSet, osUser, document, tags = {}, tunnels = [] }: TestRole,
  index: number,
): Role {
  return {
    name: `role${index}`,
    label: `role${index}`,
    osUser,
    permissionSet: { kind: 'named', name: permissionSet },
    sessionsBefore: undefined,
    inlinePolicy: { kind: 'own' },
    assignments: undefined,
    document: { name: document, older: undefined, label: `role${index}`, description: '' },
    tunnels: tunnels.map((tunnel) => ({
      name: tunnel,
      port: 5432,
      host: undefined,
      localPort: undefined,
      document: {
        name: `${document}-Tunnel-${tunnel}`,
        older: undefined,
        label: `role${index}_${tunnel}`,
        description: '',
      },
    })),
    awsDocuments: [],
    session: { idleTimeoutMinutes: 20 },
    kmsKey: undefined,
    nodes: { tags, matchTags: {}, kinds: ['ec2'] },
    principalTag: 'forbid',
    guardrails,
  };
}

/** The ARN by which AWS knows somebody who signed in with a permission set. */
export function callerArn(
  permissionSet: string,
  { partition = 'aws', account = '111111111111' } = {},
): string {
  return `arn:${partition}:sts::${account}:assumed-role/AWSReservedSSO_${permissionSet}_0123456789abcdef/ada@example.com`;
}
