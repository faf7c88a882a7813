/** The organisation that the tests cut over: its permission sets, its attributes, and the mapping of its team. */
import type { StepName } from '../../src/mapping/step.js';
import { type Answer, type Moto, region } from './moto.js';

/** Moto's own. */
export const account = '123456789012';

export type Attributes = Readonly<Record<string, string>>;

export const runAs: Attributes = { SSMSessionRunAs: '${path:userType}' };

export const others: Attributes = {
  CostCenter: '${path:enterprise.costCenter}',
  Department: '${path:enterprise.department}',
  Email: '${path:emails[primary eq "true"].value}',
};

/** Answers the ARN of each permission set, by name. */
export async function seed(moto: Moto, attributes: Attributes): Promise<Readonly<Record<string, string>>> {
  const arns: Record<string, string> = {};
  for (const Name of ['LinuxAdmin', 'LinuxDeveloper']) {
    const request = { Name, InstanceArn: moto.instanceArn, SessionDuration: 'PT1H' };
    const { PermissionSet } = await moto.identityCenter('CreatePermissionSet', request);
    arns[Name] = PermissionSet.PermissionSetArn;
  }
  await setAttributes(moto, 'Create', attributes);
  await moto.writes();
  return arns;
}

/** Puts the account of the nodes into an organizational unit within another, and answers the id of the upper one. */
export async function seedOrganization({ organizations }: Moto): Promise<string> {
  await organizations('CreateOrganization', { FeatureSet: 'ALL' });
  const { Roots } = await organizations('ListRoots');
  const unitIn = async (ParentId: string, Name: string): Promise<string> => {
    const { OrganizationalUnit } = await organizations('CreateOrganizationalUnit', { ParentId, Name });
    return OrganizationalUnit.Id;
  };
  const root = Roots[0].Id;
  const upper = await unitIn(root, 'workloads');
  const lower = await unitIn(upper, 'production');
  await organizations('MoveAccount', {
    AccountId: account,
    SourceParentId: root,
    DestinationParentId: lower,
  });
  return upper;
}

export interface OrganizationOfNodes {
  /** Has the accounts. */
  readonly unit: string;
  readonly accounts: readonly string[];
}

/** Three accounts in an organizational unit. */
export async function seedAccounts({ organizations }: Moto): Promise<OrganizationOfNodes> {
  await organizations('CreateOrganization', { FeatureSet: 'ALL' });
  const { Roots } = await organizations('ListRoots');
  const root = Roots[0].Id;
  const { OrganizationalUnit } = await organizations('CreateOrganizationalUnit', {
    ParentId: root,
    Name: 'nodes',
  });
  const accounts: string[] = [];
  for (const AccountName of ['one', 'two', 'three']) {
    const { CreateAccountStatus } = await organizations('CreateAccount', {
      AccountName,
      Email: `${AccountName}@example.com`,
    });
    const { AccountId } = CreateAccountStatus;
    await organizations('MoveAccount', {
      AccountId,
      SourceParentId: root,
      DestinationParentId: OrganizationalUnit.Id,
    });
    accounts.push(AccountId);
  }
  return { unit: OrganizationalUnit.Id, accounts: accounts.sort() };
}

/** A group and a user in the identity store of the instance; answers their ids. */
export async function seedPeople({ identityCenter, identityStore }: Moto) {
  const { Instances } = await identityCenter('ListInstances');
  const IdentityStoreId = Instances[0].IdentityStoreId;
  const { GroupId } = await identityStore('CreateGroup', { IdentityStoreId, DisplayName: 'Linux Admins' });
  const { UserId } = await identityStore('CreateUser', {
    IdentityStoreId,
    UserName: 'jane@example.com',
    DisplayName: 'Jane',
    Name: { GivenName: 'Jane', FamilyName: 'Doe' },
  });
  return { group: GroupId as string, user: UserId as string };
}

/** Roles with assignments; the permission set of the second one is created. */
export const assignedRoles = (group: string) => `  admin:
    osUser: ops-admin
    sessionsBefore: false
    permissionSet: LinuxAdmin
    assignments:
      - { group: Linux Admins, accounts: ["${account}"] }
      - { user: jane@example.com, accounts: ["${account}"] }
  developer:
    osUser: dev
    permissionSet: { name: LinuxNew, create: {} }
    assignments: [{ group: ${group}, accounts: ["${account}"] }]
`;

export async function setAttributes(
  moto: Moto,
  verb: 'Create' | 'Update',
  attributes: Attributes,
): Promise<void> {
  await moto.identityCenter(`${verb}InstanceAccessControlAttributeConfiguration`, {
    InstanceArn: moto.instanceArn,
    InstanceAccessControlAttributeConfiguration: {
      AccessControlAttributes: Object.entries(attributes).map(([Key, source]) => ({
        Key,
        Value: { Source: [source] },
      })),
    },
  });
}

/** Undefined when attributes for access control are off. */
export async function attributesNow(moto: Moto): Promise<Attributes | undefined> {
  const operation = 'DescribeInstanceAccessControlAttributeConfiguration';
  const answer = await moto
    .identityCenter(operation, { InstanceArn: moto.instanceArn })
    .catch((error: Error) => {
      if (error.message.includes('ResourceNotFoundException')) return undefined;
      throw error;
    });
  if (answer === undefined) return undefined;
  const { AccessControlAttributes } = answer.InstanceAccessControlAttributeConfiguration;
  return Object.fromEntries(
    AccessControlAttributes.map(({ Key, Value }: Answer): [string, string] => [Key, Value.Source.join()]),
  );
}

export interface MappingChoices {
  readonly instanceArn: string;
  readonly rollout: StepName;
  readonly configuration?: 'managed' | 'unmanaged' | 'elsewhere';
  readonly keep?: Attributes;
  readonly whenNoneRemain?: 'refuse' | 'disable' | 'placeholder';
  /** Lines of YAML that are added at the end. */
  readonly more?: string;
  /** The lines below `roles:`. */
  readonly roles?: string;
}

const bothRoles = `  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
  developer: { osUser: dev, permissionSet: LinuxDeveloper }
`;

/** Of the two permission sets one is said to have had sessions before. */
export const saidRoles = `  admin: { osUser: ops-admin, permissionSet: LinuxAdmin, sessionsBefore: true }
  developer: { osUser: dev, permissionSet: LinuxDeveloper, sessionsBefore: false }
`;

export function mappingText(choices: MappingChoices): string {
  const {
    instanceArn,
    rollout,
    configuration = 'unmanaged',
    keep = others,
    whenNoneRemain = 'refuse',
  } = choices;
  // Of a list that another state holds the mapping says no more.
  const held = `
  removes: ${JSON.stringify(runAs.SSMSessionRunAs)}
  keep: ${JSON.stringify(keep)}
  whenNoneRemain: ${whenNoneRemain}`;
  return `version: 1
rollout: ${rollout}
accessControlAttributes:
  configuration: ${configuration}${configuration === 'elsewhere' ? '' : held}
identityCenter:
  instanceArn: ${instanceArn}
accounts: ["${account}"]
regions: [${region}]
nodes:
  tags: { ssm-runas: linux }
${choices.more ?? ''}roles:
${choices.roles ?? bothRoles}`;
}
