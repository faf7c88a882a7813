/** What the program says of AWS's managed policies is what the evaluator finds in the published documents. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { derive } from '../../scripts/managed-policies/derive.js';
import { harms } from '../../scripts/managed-policies/harms.js';
import { type Judgements, judgePolicies } from '../../scripts/managed-policies/judge-policies.js';
import { judgementOf } from '../../src/aws/managed-policies.js';
import committed from '../../src/aws/managed-policies.json' with { type: 'json' };
import { waysAround } from '../../src/aws/ways-around.js';
import { compileGlob, globOf } from '../../src/iam/glob.js';

const root = new URL('../../', import.meta.url);
const data = (name: string) => readFileSync(new URL(`test/data/${name}`, root));
const page = (path: string) => readFileSync(new URL(path, root), 'utf8');

const opens = 'opens other Session documents';
const runs = 'runs commands on nodes';
const documents = 'changes Session documents';
const sets = 'changes permission sets, who has them, or the attributes that become tags';
const principals = 'changes roles, users and their policies, or what tags they have';
const deploys = 'changes what deployments bring to accounts and nodes';
const guards = 'changes service control policies, or to whom they apply';
const kinds = [opens, runs, documents, sets, principals, guards, deploys] as const;

describe("AWS's managed policies", () => {
  let derived: ReturnType<typeof derive>;
  beforeAll(() => {
    derived = derive(
      data('aws-managed-policies.jsonl.gz'),
      data('newer-managed-policies.json').toString('utf8'),
    );
  });

  /** Names that one list has and the other has not. */
  const difference = (one: readonly string[], other: readonly string[]) =>
    one.filter((name) => !new Set(other).has(name));

  it.each(kinds)('are all listed that the evaluator finds to be of the kind "%s"', (harm) => {
    const found = derived.harmful[harm] ?? [];
    expect({
      lost: difference(found, committed.harmful[harm]),
      added: difference(committed.harmful[harm], found),
    }).toEqual({ lost: [], added: [] });
  });

  it('are committed as `npm run managed-policies` writes them', () => {
    expect(committed).toEqual(derived);
  });

  it('are each in one list', () => {
    const names = [
      ...Object.values(committed.harmful).flat(),
      ...Object.keys(committed.undecided),
      ...committed.harmless,
    ];
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBe(committed.judged);
    expect(committed.judged).toBeGreaterThan(1500);
  });

  it('are dated alike in the data, its page and the page on the gate', () => {
    const day = new Date(`${committed.asOf}T00:00:00Z`).toLocaleDateString('en-GB', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
    const counted = new Intl.NumberFormat('en-US').format(committed.judged - committed.newer.length);
    for (const text of [page('docs/gate.md'), page('test/data/README.md')]) {
      expect(text).toContain(day);
      expect(text).toContain(counted);
    }
    expect(page('test/data/README.md')).toContain(committed.source.split('/').at(-1));
  });

  // By hand: were an action or a type of resource to leave the table of requests, one of these would leave the list.
  it.each([
    ['AdministratorAccess', opens],
    ['PowerUserAccess', opens],
    ['AmazonSSMFullAccess', opens],
    ['AWSCodeBuildAdminAccess', opens],
    ['aws-service-role/AmazonEKSConnectorServiceRolePolicy', opens],
    ['AWSBackupFullAccess', runs],
    ['AmazonEC2FullAccess', runs],
    ['AWSEC2VssRestorePolicy', runs],
    ['AWSBudgetsActions_RolePolicyForResourceAdministrationWithSSM', runs],
    ['EC2InstanceConnect', runs],
    ['AWSApplicationMigrationEC2Access', runs],
    ['AmazonECS_FullAccess', runs],
    ['job-function/SystemAdministrator', runs],
    ['AWSSystemsManagerJustInTimeNodeAccessRolePropagationPolicy', documents],
    ['AWSSSOMasterAccountAdministrator', sets],
    ['AWSSSODirectoryAdministrator', sets],
    ['IAMFullAccess', principals],
    ['AWSOrganizationsFullAccess', guards],
    ['AWSCloudFormationFullAccess', deploys],
    ['AWSCodeDeployFullAccess', deploys],
    ['AWSLambda_FullAccess', deploys],
    ['AWSCodePipeline_FullAccess', deploys],
    ['AdministratorAccess-AWSElasticBeanstalk', principals],
  ])('%s %s', (name, harm) => {
    expect(judgementOf(`arn:aws:iam::aws:policy/${name}`)).toEqual({ kind: 'harmful', harm });
  });

  it.each([
    ['ReadOnlyAccess', 'harmless'],
    ['job-function/ViewOnlyAccess', 'harmless'],
    ['SecurityAudit', 'harmless'],
    ['AWSDenyAll', 'harmless'],
    ['AmazonSSMManagedInstanceCore', 'harmless'],
    ['NoSuchPolicy', 'unknown'],
    ['readonlyaccess', 'unknown'],
    ['constructor', 'unknown'],
    ['', 'unknown'],
  ])('of the name %s are %s', (name, kind) => {
    expect(judgementOf(`arn:aws:iam::aws:policy/${name}`)).toEqual({ kind });
  });
});

describe('a policy that is not one of AWS', () => {
  it.each([
    'arn:aws:iam::111122223333:policy/ReadOnlyAccess',
    'ReadOnlyAccess',
    'arn:aws:iam::aws:role/ReadOnlyAccess',
  ])('is not known by the name that it shares: %s', (arn) => {
    expect(judgementOf(arn)).toEqual({ kind: 'unknown' });
  });
});

describe('the requests that show harm', () => {
  const asked = harms.flatMap(({ shownBy }) => shownBy.map(({ action }) => action));
  /**
   * `ssm:GetAccessToken` gives nothing that `ssm:StartAccessRequest` did not ask for, and ReadOnlyAccess has it. The others
   * change what somebody else runs later: a policy that allows one of them alone runs no command.
   */
  const notAsked = [
    'ssm:GetAccessToken',
    'ssm:SendAutomationSignal',
    'ssm-quicksetup:CreateConfigurationManager',
    'ssm-quicksetup:UpdateConfiguration*',
    'ssm:UpdateDocument',
    'ssm:UpdateDocumentDefaultVersion',
    'ssm:DeleteDocument',
    'ssm:Register*PatchBaseline*',
    'ssm:UpdatePatchBaseline',
    'ssm:PutParameter',
    'ssm:CreateActivation',
    'ssm:RegisterManagedInstance',
    'ssm:CreateCloudConnector',
    'ssm:UpdateCloudConnector',
    'ssm-guiconnect:StartConnection',
    'ec2:EnableSerialConsoleAccess',
    'ec2:AttachVolume',
  ];

  it.each(waysAround.standard.filter((entry) => !notAsked.includes(entry)))(
    'ask for the guardrail %s',
    (entry) => {
      const denies = compileGlob(globOf(entry.toLowerCase()));
      expect(asked.filter((action) => denies(action.toLowerCase()))).not.toEqual([]);
    },
  );
});

describe('a managed policy', () => {
  const judged = (...statements: readonly object[]): Judgements =>
    judgePolicies([{ name: 'Policy', document: { Version: '2012-10-17', Statement: statements } }]);
  const none = Object.fromEntries(kinds.map((kind) => [kind, []]));
  const allow = (Action: string, Resource: string, more: object = {}) => ({
    Effect: 'Allow',
    Action,
    Resource,
    ...more,
  });

  it.each([
    ['on everything', allow('ssm:StartSession', '*'), opens],
    ['on a document that it names', allow('ssm:StartSession', 'arn:aws:ssm:*:*:document/Team-*'), opens],
    ['on nodes alone', allow('ssm:StartSession', 'arn:aws:ec2:us-*:*:instance/*'), opens],
    [
      'under a condition that may hold',
      allow('ssm:SendCommand', '*', { Condition: { StringEquals: { 'aws:CalledViaFirst': 'x' } } }),
      runs,
    ],
    [
      'on all that is not listed',
      { Effect: 'Allow', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::*' },
      opens,
    ],
    ['of every kind', allow('*', '*'), opens],
    [
      'that changes the document of a role',
      allow('ssm:UpdateDocument', 'arn:aws:ssm:*:*:document/SSMRunAs-*'),
      documents,
    ],
    ['that changes an inline policy', allow('sso:PutInlinePolicyToPermissionSet', '*'), sets],
    ['that changes the list of attributes', allow('sso:UpdateInstance*', 'arn:aws:sso:::instance/*'), sets],
    ['that puts people into a group', allow('identitystore:CreateGroupMembership', '*'), sets],
    ['that gives a role a tag', allow('iam:TagRole', 'arn:aws:iam::*:role/team/*'), principals],
    ['that detaches policies', allow('organizations:Detach*', '*'), guards],
    [
      'that changes a stack',
      allow('cloudformation:UpdateStack', 'arn:aws:cloudformation:*:*:stack/app/*'),
      deploys,
    ],
  ])('is harmful %s', (_name, statement, harm) => {
    expect(judged(statement).harmful).toEqual({ ...none, [harm]: ['Policy'] });
  });

  it.each([
    ['that denies what it allows', [allow('ssm:*', '*'), { Effect: 'Deny', Action: 'ssm:*', Resource: '*' }]],
    ['on resources of another type', [allow('ec2:*', 'arn:aws:ec2:*:*:volume/*')]],
    ['that reads', [allow('ssm:Get*', '*'), allow('ssm:Describe*', '*')]],
  ])('is harmless %s', (_name, statements) => {
    expect(judged(...statements)).toEqual({
      judged: 1,
      harmful: none,
      undecided: {},
      harmless: ['Policy'],
    });
  });

  it('that the evaluator refuses is neither, and the reason is told', () => {
    expect(judged(allow('ssm:StartSession', 'arn:aws:*:*:*:*'))).toEqual({
      judged: 1,
      harmful: none,
      undecided: { Policy: 'wildcard-in-service (Statement.0.Resource): arn:aws:*:*:*:*' },
      harmless: [],
    });
  });
});
