/**
 * Two environments of one repository and one organization, each with an account, an organizational unit and a mapping of its own, go
 * from `prepare` to `enforce` by their ROLLOUT.md, in the order that docs/environments.md gives. Each is guarded by its own service
 * control policy, and at no time by the other's.
 */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { StepName } from '../../src/mapping/step.js';
import { builtProgram } from '../built-program.js';
import { type Answer, hasMoto, type Moto, region, startMoto } from '../e2e/moto.js';
import { attributesNow, others, runAs, seed } from '../e2e/organisation.js';
import { type Provider, providerFile, startProvider } from '../e2e/provider.js';
import { hangGuard } from '../hang-guard.js';
import { hasTerraform, withFolder } from '../terraform/terraform.js';
import { hasProgram } from '../tools.js';
import { changesOf, gateLog, organizationsLog, run, type Stage, verdictsIn } from './follow.js';
import { commandsOf } from './rehearsal.js';

interface Environment {
  readonly name: 'dev' | 'prod';
  readonly account: string;
  readonly unit: string;
  readonly stage: Stage;
}

interface Surroundings {
  readonly moto: Moto;
  readonly provider: Provider;
  /** Of the repository. */
  readonly folder: string;
  readonly program: string;
}

async function inOrganization(play: (surroundings: Surroundings) => Promise<void>): Promise<void> {
  const program = builtProgram();
  const moto = await startMoto();
  try {
    const provider = await startProvider(moto.endpoint);
    try {
      await seed(moto, { ...runAs, ...others });
      await moto.organizations('CreateOrganization', { FeatureSet: 'ALL' });
      await withFolder(async (folder) => {
        await mkdir(join(folder, '.git'));
        await play({ moto, provider, folder, program });
      });
    } finally {
      await provider.stop();
    }
  } finally {
    await moto.stop();
  }
}

/** Its account in a unit of its own, with credentials for that account. */
async function environment(name: Environment['name'], surroundings: Surroundings): Promise<Environment> {
  const { moto, provider, program } = surroundings;
  const { Roots } = await moto.organizations('ListRoots');
  const root = Roots[0].Id;
  const { OrganizationalUnit } = await moto.organizations('CreateOrganizationalUnit', {
    ParentId: root,
    Name: name,
  });
  const unit: string = OrganizationalUnit.Id;
  const { CreateAccountStatus } = await moto.organizations('CreateAccount', {
    AccountName: name,
    Email: `${name}@example.com`,
  });
  const account: string = CreateAccountStatus.AccountId;
  await moto.organizations('MoveAccount', {
    AccountId: account,
    SourceParentId: root,
    DestinationParentId: unit,
  });
  const folder = join(surroundings.folder, 'envs', name, 'generated');
  const stage = { moto, provider, folder, unit, program };
  for (const module of ['identity-center', 'session-documents'])
    await mkdir(join(folder, module), { recursive: true });
  const keys = await run(
    stage,
    `aws sts assume-role --role-arn arn:aws:iam::${account}:role/deploy --role-session-name ${name} \
  --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text`,
  );
  const [id = '', secret = '', token = ''] = keys.trim().split(/\s+/);
  await writeFile(join(folder, 'identity-center/provider.tf'), providerFile);
  await writeFile(
    join(folder, 'session-documents/provider.tf'),
    providerFile
      .replace(/(access_key += )"test"/, `$1"${id}"`)
      .replace(/(secret_key += )"test"/, `$1"${secret}"\n  token = "${token}"`),
  );
  const profiles = `[profile ${account}]
aws_access_key_id = ${id}
aws_secret_access_key = ${secret}
aws_session_token = ${token}
`;
  return { name, account, unit, stage: { ...stage, profiles } };
}

/** The mappings have one role of the same name and the same document; only prod manages the attributes. */
function mappingOf({ name, account, stage }: Environment, step: StepName): string {
  const attributes =
    name === 'prod'
      ? `{ configuration: unmanaged, removes: ${JSON.stringify(runAs.SSMSessionRunAs)}, keep: ${JSON.stringify(others)} }`
      : '{ configuration: elsewhere }';
  return `version: 1
name: ${name}
rollout: ${step}
accessControlAttributes: ${attributes}
identityCenter: { instanceArn: ${stage.moto.instanceArn} }
accounts: ["${account}"]
regions: [${region}]
nodes: { tags: { ssm-runas: linux } }
roles:
  linux: { osUser: ${name}, permissionSet: ${name === 'prod' ? 'LinuxAdmin' : 'LinuxDeveloper'}, sessionsBefore: true }
`;
}

/** Both, by one call of the program. */
async function generate(
  { folder, program }: Surroundings,
  steps: readonly (readonly [Environment, StepName])[],
): Promise<void> {
  for (const [one, step] of steps)
    await writeFile(join(folder, 'envs', one.name, 'ssm-runas.yaml'), mappingOf(one, step));
  await promisify(execFile)(process.execPath, [program, 'generate', '--all'], {
    cwd: folder,
    timeout: hangGuard,
  });
}

/** Does what the guide of one says, but for the rollback, and looks at what it changed in AWS Organizations. */
async function follow({ stage, name, unit }: Environment, parts = (guide: string) => guide): Promise<void> {
  const { folder, moto } = stage;
  for (const log of [gateLog, organizationsLog]) await writeFile(join(folder, log), '');
  const [forth = ''] = (await readFile(join(folder, 'ROLLOUT.md'), 'utf8')).split('\n## 6. ');
  await run(stage, commandsOf(changesOf(parts(forth))).replace('target=ou-ab12-cdefgh34', `target=${unit}`));
  expect(new Set(await verdictsIn(folder))).toEqual(new Set(['accepted']));
  const own = (await policiesNow(moto)).find((policy) => policy.name === `ssm-runas-${name}-1`);
  for (const call of (await readFile(join(folder, organizationsLog), 'utf8')).split('\n').slice(0, -1))
    expect(call).toMatch(
      new RegExp(
        `^organizations (?:create-policy --name ssm-runas-${name}-1 |update-policy --policy-id ${own?.id} |attach-policy --policy-id ${own?.id} --target-id ${unit}$)`,
      ),
    );
}

async function policiesNow({ organizations }: Moto) {
  const { Policies } = await organizations('ListPolicies', { Filter: 'SERVICE_CONTROL_POLICY' });
  const own: readonly { Id: string; Name: string }[] = Policies.filter(
    ({ AwsManaged }: Answer) => !AwsManaged,
  );
  return Promise.all(
    own.map(async ({ Id, Name }) => {
      const { Policy } = await organizations('DescribePolicy', { PolicyId: Id });
      const { Targets } = await organizations('ListTargetsForPolicy', { PolicyId: Id });
      const targets: readonly string[] = Targets.map(({ TargetId }: Answer) => TargetId);
      return { id: Id, name: Name, content: JSON.parse(Policy.Content), targets };
    }),
  );
}

/** Each of these has a policy of its own, with what was generated for it, attached to its own unit alone; there is no other policy. */
async function expectGuards(environments: readonly Environment[]): Promise<void> {
  const [first] = environments;
  const now = await policiesNow(first?.stage.moto as Moto);
  const expected = environments.map(async ({ name, unit, stage }) => ({
    name: `ssm-runas-${name}-1`,
    targets: [unit],
    content: JSON.parse(await readFile(join(stage.folder, 'identity-center/scp.json'), 'utf8')),
  }));
  expect(now.map(({ id: _, ...policy }) => policy)).toEqual(await Promise.all(expected));
}

/** The plan that would remove the attribute, judged by another mapping, as docs/environments.md says. */
async function expectAccepted(other: Environment, { stage }: Environment): Promise<void> {
  const plan = join(stage.folder, 'identity-center');
  const script = `terraform -chdir=${plan} plan -input=false -out=early.bin
terraform -chdir=${plan} show -json early.bin > plan.json
ssm-runas-gen gate --strict --plan plan.json --policies policies.json --documents documents-${other.account}-${region}.json`;
  await writeFile(join(other.stage.folder, gateLog), '');
  await run(other.stage, script);
  expect(await verdictsIn(other.stage.folder)).toEqual(['accepted']);
}

describe.skipIf(!hasTerraform || !hasMoto || !hasProgram('aws'))(
  'two environments in one organization',
  () => {
    it('are both guarded, each by its own service control policy', () =>
      inOrganization(async (surroundings) => {
        const { moto } = surroundings;
        const dev = await environment('dev', surroundings);
        const prod = await environment('prod', surroundings);

        await generate(surroundings, [
          [dev, 'prepare'],
          [prod, 'prepare'],
        ]);
        await follow(dev);
        await expectGuards([dev]);
        await follow(prod);
        await expectGuards([dev, prod]);
        expect(await attributesNow(moto)).toEqual({ ...runAs, ...others });

        await generate(surroundings, [
          [dev, 'switch'],
          [prod, 'prepare'],
        ]);
        await follow(dev, (guide) => guide.replace(/\*\*Then remove the attribute.*?(?=\n## 3\. )/s, ''));
        await expectGuards([dev, prod]);
        expect(await attributesNow(moto)).toEqual({ ...runAs, ...others });

        await generate(surroundings, [
          [dev, 'switch'],
          [prod, 'switch'],
        ]);
        await expectAccepted(dev, prod);
        await follow(prod);
        await expectGuards([dev, prod]);
        expect(await attributesNow(moto)).toEqual(others);

        await generate(surroundings, [
          [dev, 'enforce'],
          [prod, 'enforce'],
        ]);
        await follow(dev);
        await follow(prod);
        await expectGuards([dev, prod]);
        for (const { content } of await policiesNow(moto))
          expect(JSON.stringify(content)).toContain('"RunAsTag"');
      }));
  },
);
