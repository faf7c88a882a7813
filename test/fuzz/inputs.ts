/**
 * Every file that the program reads, each in a state that is accepted and in states that are refused, and how to have it judged.
 * What makes a state refused is spared from damage: damage elsewhere must not make it accepted.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../src/diagnostics/failure.js';
import { htmlReport } from '../../src/report/html/page.js';
import { foreignText } from '../../src/source/foreign-text.js';
import { caseFolder, compileMapping } from '../cases/case.js';
import { goodMapping, repository, run } from '../cli/world.js';
import { appliedPolicies } from '../gate/corpus/applied-policies.js';
import { type PlanCase, readCase } from '../gate/plan-case.js';
import { policiesAsApplied } from '../gate/policies-as-applied.js';
import { policiesAsAttached } from '../gate/policies-as-attached.js';
import { example, reportInput } from '../report/report-input.js';
import type { Path } from './damage.js';

export type Verdict = 'accepted' | 'refused' | 'fault';

export interface State {
  readonly name: string;
  readonly text: string;
  readonly isSpared: (path: Path) => boolean;
}

export interface Input {
  readonly states: readonly State[];
  /** Where no JSON may be accepted but JSON. */
  readonly isJson: boolean;
  readonly judge: (bytes: Uint8Array, state: State) => Promise<Verdict>;
}

const nothing = () => false;
const startsWith =
  (...spared: readonly Path[]) =>
  (path: Path) =>
    spared.some((start) => start.length <= path.length && start.every((step, at) => step === path[at]));

/** The commands end with 0 or 1, or with 4 where a file cannot be read; a fault of ours ends with 4 as well. */
function verdictOf({ code, stdout, stderr }: Awaited<ReturnType<typeof run>>): Verdict {
  if (`${stdout}${stderr}`.includes('internal-fault') || code === 2) return 'fault';
  return code === 0 || code === 3 ? 'accepted' : 'refused';
}

/** Runs `argv` in a repository of `files`, in which `file` holds the bytes. */
function byCommand(
  file: string,
  argv: readonly string[],
  files: (state: State) => Readonly<Record<string, string>>,
) {
  const folders = new Map<State, string>();
  return async (bytes: Uint8Array, state: State): Promise<Verdict> => {
    const folder = folders.get(state) ?? repository(files(state));
    folders.set(state, folder);
    writeFileSync(join(folder, file), bytes);
    return verdictOf(await run(folder, argv));
  };
}

const yaml = ['example', 'documents', 'govcloud-wildcard'].map((name) => ({
  name,
  text: readFileSync(join(caseFolder(name), 'ssm-runas.yaml'), 'utf8'),
  isSpared: nothing,
}));

const jsonMapping = {
  version: 1,
  rollout: 'enforce',
  accessControlAttributes: { configuration: 'elsewhere' },
  accounts: ['111111111111'],
  regions: ['eu-central-1'],
  nodes: { tags: { 'ssm-runas': ['linux', 'unix'] }, kinds: ['ec2', 'hybrid'] },
  session: {
    kmsKey: 'alias/a',
    idleTimeoutMinutes: 5,
    s3: { bucket: 'bucket-a', prefix: 'b' },
    shellProfile: { linux: 'cd ~\nexec bash' },
  },
  documents: {
    name: 'X-{role}-{osUser}',
    tags: { Owner: 'a' },
    previous: ['Old'],
    deployedBy: ['arn:aws:iam::*:role/tf'],
  },
  guardrails: { deny: ['s3:*'] },
  roles: {
    admin: { osUser: 'ops', permissionSet: 'Admin', description: 'a', inlinePolicy: 'export' },
    dev: {
      osUser: 'dev',
      permissionSet: { name: 'Dev', create: { sessionDuration: 'PT8H', tags: { a: 'b' } } },
      session: { maxDurationMinutes: 60 },
    },
    text: { osUser: 'txt', permissionSet: 'Txt', nodes: { tags: { stage: 'prod' } }, principalTag: 'forbid' },
  },
};

const benign = {
  Sid: 'Read',
  Effect: 'Allow',
  Action: ['s3:GetObject'],
  Resource: 'arn:aws:s3:::bucket/*',
  Condition: { StringLike: { 'aws:PrincipalTag/a': ['b', 'c*'] }, Bool: { 'aws:SecureTransport': 'true' } },
};
const harmful = {
  Effect: 'Allow',
  Action: ['ssm:StartSession', 'ssm:AddTagsToResource', 'ec2:CreateTags'],
  Resource: '*',
};
const mergePolicy = (...statements: readonly unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Id: 'x', Statement: statements }, undefined, 2);
const merging = goodMapping
  .replace('rollout: prepare', 'rollout: enforce')
  .replace(
    'permissionSet: LinuxAdmin }',
    'permissionSet: LinuxAdmin, inlinePolicy: { merge: merge.json }, guardrails: none }',
  );

const gateArguments = (...more: readonly string[]) => [
  'gate',
  '--format',
  'github',
  '--plan',
  'plan.json',
  ...more,
];
const filesOf = ({ mapping, plan, documents }: PlanCase) => ({
  'ssm-runas.yaml': mapping,
  'plan.json': plan,
  'documents.json': documents[0] ?? '{}',
});

const good = readCase('switch');
const refusedPlans = [
  'attribute-forgotten',
  'attributes-block-removed',
  'attributes-replaced',
  'straight-to-enforce',
  'role-leaves',
  'policies-attached',
  'document-user-changed',
  'documents-renamed',
  'foreign-policy-imported',
];

/** What is changed, and into what, makes these plans refused; whatever else says more of it may be anything. */
const isChange = (path: Path) => {
  const [list, , part, side] = path;
  if (list === 'format_version') return true;
  return (
    list === 'resource_changes' &&
    (part === 'type' || (part === 'change' && (side === 'before' || side === 'after')))
  );
};

function plans(): readonly State[] {
  const refused = refusedPlans.map((name): State => {
    const { plan } = readCase(name);
    return { name, text: plan, isSpared: isChange };
  });
  return [{ name: 'switch', text: good.plan, isSpared: nothing }, ...refused];
}

async function accessOf(mapping: string) {
  const { access } = await compileMapping(mapping, 'hcl');
  if (!access) throw new Error('the mapping is refused');
  return access;
}

async function documentsInput(): Promise<Input> {
  const outputs = JSON.parse(good.documents[0] ?? '');
  const wrong = structuredClone(outputs);
  const value = wrong.documents?.value ?? wrong;
  const prefix = wrong.documents ? ['documents', 'value'] : [];
  value.admin.content_sha256 = 'f'.repeat(64);
  return {
    isJson: true,
    states: [
      { name: 'in place', text: JSON.stringify(outputs), isSpared: nothing },
      {
        name: 'of other content',
        text: JSON.stringify(wrong),
        isSpared: startsWith([...prefix, 'admin', 'content_sha256']),
      },
    ],
    judge: byCommand('documents.json', gateArguments('--documents', 'documents.json'), () => filesOf(good)),
  };
}

async function policiesInput(): Promise<Input> {
  const owned = appliedPolicies.find(({ name }) => name === 'not shown')?.plan;
  if (!owned) throw new Error('the plan is missing');
  const access = await accessOf(owned.mapping);
  const [set = ''] = access.roles.map(({ role }) => role.permissionSet.name);
  const behind = policiesAsApplied(access, (policies) => {
    const policy = JSON.parse(policies[set]);
    policies[set] = JSON.stringify({
      ...policy,
      Statement: policy.Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow'),
    });
  });
  return {
    isJson: true,
    states: [
      { name: 'applied', text: policiesAsApplied(access), isSpared: nothing },
      { name: 'behind', text: behind, isSpared: startsWith(['inline_policies', 'value', set]) },
    ],
    judge: byCommand(
      'policies.json',
      gateArguments('--documents', 'documents.json', '--policies', 'policies.json'),
      () => filesOf(owned),
    ),
  };
}

async function attachedInput(): Promise<Input> {
  const first = readCase('documents-first');
  const access = await accessOf(first.mapping);
  const state = (name: string, ...args: Parameters<typeof policiesAsAttached>[1][]) => {
    const [text = ''] = args.flatMap((attachment) => policiesAsAttached(access, attachment));
    return { name, text };
  };
  const account = '123456789012';
  return {
    isJson: true,
    states: [
      {
        ...state('attached', {
          targets: [['ou-1', 'ORGANIZATIONAL_UNIT']],
          accounts: [[account, 'ou-1', 'r-1']],
        }),
        isSpared: nothing,
      },
      {
        ...state('to another unit', {
          targets: [['ou-2', 'ORGANIZATIONAL_UNIT']],
          accounts: [[account, 'ou-1', 'r-1']],
        }),
        isSpared: startsWith(['targets'], ['accounts']),
      },
      {
        ...state('of other content', {
          targets: [['r-1', 'ROOT']],
          edit: (policy) => policy.Statement.pop(),
        }),
        isSpared: startsWith(['policy', 'Policy', 'Content']),
      },
    ],
    judge: byCommand('scp.json', gateArguments('--attached-scp', 'scp.json'), () => filesOf(first)),
  };
}

async function reportPageInput(): Promise<Input> {
  const input = await reportInput(example);
  const page = htmlReport(input);
  const start = page.indexOf('<script type="application/json"');
  return {
    isJson: false,
    states: [
      { name: 'page', text: page, isSpared: nothing },
      { name: 'its data', text: page.slice(start, page.indexOf('</script>', start) + 9), isSpared: nothing },
    ],
    judge: async (bytes) => {
      try {
        htmlReport({ ...input, against: { file: 'main.html', ...foreignText(bytes) } });
        return 'accepted';
      } catch (error) {
        return error instanceof Failure ? 'refused' : 'fault';
      }
    },
  };
}

const attributes = {
  Status: 'ENABLED',
  InstanceAccessControlAttributeConfiguration: {
    AccessControlAttributes: [
      { Key: 'CostCenter', Value: { Source: ['${path:enterprise.costCenter}'] } },
      { Key: 'SSMSessionRunAs', Value: { Source: ['${path:userType}'] } },
    ],
  },
};
const twoSources = structuredClone(attributes);
twoSources.InstanceAccessControlAttributeConfiguration.AccessControlAttributes[0]?.Value.Source.push(
  '${path:x}',
);

const arn = 'arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-8a1b2c3d4e5f6071';
const described = { PermissionSet: { Name: 'LinuxAdmin', PermissionSetArn: arn, SessionDuration: 'PT8H' } };

export const inputs: Readonly<Record<string, () => Promise<Input>>> = {
  'a mapping in YAML': async () => ({
    isJson: false,
    states: yaml,
    judge: byCommand('ssm-runas.yaml', ['generate', '--check', '--diff'], () => ({})),
  }),
  'a mapping in JSON': async () => ({
    isJson: true,
    states: [{ name: 'all keys', text: JSON.stringify(jsonMapping, undefined, 1), isSpared: nothing }],
    judge: byCommand('ssm-runas.json', ['generate', '--check'], () => ({})),
  }),
  'a merge file': async () => ({
    isJson: true,
    states: [
      { name: 'harmless', text: mergePolicy(benign), isSpared: nothing },
      { name: 'harmful', text: mergePolicy(harmful, benign), isSpared: startsWith(['Statement', 0]) },
    ],
    judge: byCommand('merge.json', ['generate', '--check'], () => ({ 'ssm-runas.yaml': merging })),
  }),
  'a plan': async () => ({
    isJson: true,
    states: plans(),
    judge: byCommand('plan.json', gateArguments('--documents', 'documents.json'), ({ name }) =>
      filesOf(readCase(name)),
    ),
  }),
  'outputs of session-documents': documentsInput,
  'outputs of identity-center': policiesInput,
  'an attached service control policy': attachedInput,
  'an earlier report': reportPageInput,
  'attributes of the AWS CLI': async () => ({
    isJson: true,
    states: [
      { name: 'enabled', text: JSON.stringify(attributes, undefined, 4), isSpared: nothing },
      {
        name: 'not enabled',
        text: JSON.stringify({ ...attributes, Status: 'CREATION_FAILED' }),
        isSpared: startsWith(['Status']),
      },
      {
        name: 'two sources',
        text: JSON.stringify(twoSources),
        isSpared: startsWith([
          'InstanceAccessControlAttributeConfiguration',
          'AccessControlAttributes',
          0,
          'Value',
          'Source',
        ]),
      },
    ],
    judge: byCommand('a.json', ['init', '--stdout', '--attributes', 'a.json'], () => ({})),
  }),
  'permission sets of the AWS CLI': async () => ({
    isJson: false,
    states: [
      {
        name: 'described',
        text: `${JSON.stringify(described, undefined, 4)}\n${JSON.stringify({ PermissionSets: [arn] })}\n`,
        isSpared: nothing,
      },
    ],
    judge: byCommand('p.json', ['init', '--stdout', '--permission-sets', 'p.json'], () => ({})),
  }),
};
