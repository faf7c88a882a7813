/**
 * Somebody who does what ROLLOUT.md says, command by command, gets through the cut-over and back: with the real AWS CLI,
 * the real Terraform and its real provider, against moto. What the guide says a plan counts is what it counts, and the
 * gate has nothing to say, not even a warning.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtProgram } from '../built-program.js';
import { compileMapping, writeFiles } from '../cases/case.js';
import { hasMoto, region, startMoto } from '../e2e/moto.js';
import {
  type Attributes,
  account,
  attributesNow,
  type MappingChoices,
  mappingText,
  others,
  runAs,
  saidRoles,
  seed,
  seedOrganization,
} from '../e2e/organisation.js';
import { providerFile, startProvider } from '../e2e/provider.js';
import { hasTerraform, withFolder } from '../terraform/terraform.js';
import { hasProgram } from '../tools.js';
import { changesOf, gateLog, plansIn, run, type Stage, verdictsIn, withoutNodes } from './follow.js';
import { rolloutText } from './guides.js';
import { commandsOf } from './rehearsal.js';

async function onStage(attributes: Attributes, play: (stage: Stage) => Promise<void>): Promise<void> {
  const program = builtProgram();
  const moto = await startMoto();
  try {
    const provider = await startProvider(moto.endpoint);
    try {
      await seed(moto, attributes);
      const unit = await seedOrganization(moto);
      await withFolder(async (folder) => {
        for (const module of ['identity-center', 'session-documents', 'service-control-policies']) {
          await mkdir(join(folder, module));
          await writeFile(join(folder, module, 'provider.tf'), providerFile);
        }
        await play({ moto, provider, folder, unit, program });
      });
    } finally {
      await provider.stop();
    }
  } finally {
    await moto.stop();
  }
}

interface Walk {
  /** The lines in which Terraform sums its plans up, in order. */
  readonly plans: readonly string[];
  /** The last line of every verdict of the gate. */
  readonly verdicts: readonly string[];
  readonly guide: string;
  /** Does what stands below the last heading. */
  readonly undo: () => Promise<void>;
}

type Choices = Omit<MappingChoices, 'instanceArn' | 'roles'>;

/** Generates the step and answers its guide; nothing of it is done yet. */
async function generate({ moto, folder }: Stage, choices: Choices): Promise<string> {
  const source = mappingText({ ...choices, instanceArn: moto.instanceArn, roles: saidRoles });
  const { mapping, access, files } = await compileMapping(source, 'hcl');
  if (!mapping || !access || !files) throw new Error('the mapping is refused');
  await writeFiles(files, folder);
  await writeFile(join(folder, 'ssm-runas.yaml'), source);
  await writeFile(join(folder, gateLog), '');
  return rolloutText(mapping, access);
}

/** Generates the step and does all that its guide says, but for the way back. */
async function walk(stage: Stage, choices: Choices): Promise<Walk> {
  const { folder } = stage;
  const guide = await generate(stage, choices);
  const [forth = '', back = ''] = guide.split('\n## 6. ');
  const [opening = ''] = guide.split('\n## 1. ');
  const stdout = await run(stage, filledIn(stage, commandsOf(withoutNodes(forth))));
  return {
    guide,
    plans: plansIn(stdout),
    verdicts: await verdictsIn(folder),
    undo: async () => void (await run(stage, commandsOf(`${opening}\n${back}`))),
  };
}

/** Generates a step that is walked elsewhere, and does no more than change what its guide changes. */
async function apply(stage: Stage, choices: Choices): Promise<void> {
  const [forth = ''] = (await generate(stage, choices)).split('\n## 6. ');
  await run(stage, filledIn(stage, commandsOf(changesOf(forth))));
  expect(new Set(await verdictsIn(stage.folder))).toEqual(new Set(['accepted']));
}

const filledIn = ({ unit }: Stage, commands: string): string =>
  commands
    .replace('target=ou-ab12-cdefgh34', `target=${unit}`)
    .replace('owner=PATH/TO/ITS/FOLDER', `owner=${ownerFolder}`);

/** Where another Terraform holds the attributes. */
const ownerFolder = 'owner';

/** What that Terraform says of them. */
async function writeOwned({ folder, moto }: Stage, attributes: Attributes): Promise<void> {
  const blocks = Object.entries(attributes).map(
    ([key, source]) => `  attribute {
    key = "${key}"
    value {
      source = [${JSON.stringify(source).replaceAll('${', () => '$${')}]
    }
  }
`,
  );
  const address = 'aws_ssoadmin_instance_access_control_attributes.corporate';
  await mkdir(join(folder, ownerFolder), { recursive: true });
  await writeFile(join(folder, ownerFolder, 'provider.tf'), providerFile);
  await writeFile(
    join(folder, ownerFolder, 'main.tf'),
    `import {
  to = ${address}
  id = "${moto.instanceArn}"
}

resource "aws_ssoadmin_instance_access_control_attributes" "corporate" {
  instance_arn = "${moto.instanceArn}"
${blocks.join('')}}
`,
  );
}

/** The opening of a guide, and those of its blocks that hold the words. */
const blocksWith = (guide: string, words: string): string => {
  const [opening = '', ...rest] = guide.split('\n## 1. ');
  const blocks = [...rest.join('').matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
    block.includes(words) ? [block] : [],
  );
  expect(blocks, words).not.toEqual([]);
  return [commandsOf(opening), ...blocks].join('\n');
};

/** The sums that the guide tells the reader to expect, in order. */
const expectedPlans = ({ guide }: Walk) =>
  [...guide.matchAll(/`(Plan: \d.*?\.|No changes\.)`/g)].map(([, line]) => line);

describe.skipIf(!hasTerraform || !hasMoto || !hasProgram('aws'))('whoever does what ROLLOUT.md says', () => {
  it('gets from prepare to enforce, and back where the attribute was', () =>
    onStage({ ...runAs, ...others }, async (stage) => {
      const prepared = await walk(stage, { rollout: 'prepare' });
      expect(prepared.plans.slice(0, 2)).toEqual([
        'Plan: 2 to add, 0 to change, 0 to destroy.',
        'Plan: 2 to add, 0 to change, 0 to destroy.',
      ]);
      expect(prepared.verdicts).toEqual(['accepted', 'accepted']);
      expect(expectedPlans(prepared)).toEqual(expect.arrayContaining([...prepared.plans]));
      expect(await attributesNow(stage.moto)).toEqual({ ...runAs, ...others });

      const switched = await walk(stage, { rollout: 'switch' });
      expect(switched.plans).toEqual([
        'No changes.',
        'Plan: 1 to import, 0 to add, 3 to change, 0 to destroy.',
        'No changes.',
      ]);
      expect(switched.verdicts).toEqual(['accepted', 'accepted']);
      expect(expectedPlans(switched)).toEqual(expect.arrayContaining([...switched.plans]));
      expect(await attributesNow(stage.moto)).toEqual(others);

      const enforced = await walk(stage, { rollout: 'enforce' });
      expect(enforced.plans).toEqual([
        'No changes.',
        'Plan: 0 to add, 2 to change, 0 to destroy.',
        'No changes.',
      ]);
      expect(enforced.verdicts).toEqual(['accepted', 'accepted']);
      expect(expectedPlans(enforced)).toEqual(expect.arrayContaining([...enforced.plans]));
      expect(await attributesNow(stage.moto)).toEqual(others);

      await switched.undo();
      expect(await attributesNow(stage.moto)).toEqual({ ...runAs, ...others });
      const back = await walk(stage, { rollout: 'prepare', configuration: 'managed' });
      expect(back.plans).toEqual([
        'No changes.',
        'Plan: 0 to add, 2 to change, 0 to destroy.',
        'No changes.',
      ]);
      expect(back.verdicts).toEqual(['accepted', 'accepted']);
      expect(switched.guide.split('## 6.')[1]).toContain('`Plan: 0 to add, 2 to change, 0 to destroy.`');
      expect(await attributesNow(stage.moto)).toEqual({ ...runAs, ...others });
    }));

  it('imports a document that exists already, in a workspace of its account and Region', () =>
    onStage({ ...runAs, ...others }, async (stage) => {
      const guide = await generate(stage, { rollout: 'prepare' });
      const [opening = ''] = guide.split('\n## 1. ');
      const parts = guide.split(/\n(?=##+ )/).filter((part) => /^### 2[ab]\. /.test(part));
      const content = JSON.stringify({
        schemaVersion: '1.0',
        description: 'A trial by hand',
        sessionType: 'Standard_Stream',
        inputs: { runAsEnabled: true, runAsDefaultUser: 'ops-admin' },
      });
      const name = 'SSMRunAs-admin-Session';
      const stdout = await run(
        stage,
        [
          `aws ssm create-document --name ${name} --document-type Session --content '${content}' > trial.json`,
          commandsOf([opening, ...parts].join('\n')),
          'terraform -chdir=session-documents workspace show',
        ]
          .join('\n')
          .replace('target=ou-ab12-cdefgh34', `target=${stage.unit}`),
      );
      expect(stdout).toContain('Import successful!');
      expect(stdout.match(/^Plan: .*/m)?.[0]).toBe('Plan: 1 to add, 1 to change, 0 to destroy.');
      expect(await readFile(join(stage.folder, gateLog), 'utf8')).toMatch(/^accepted$/m);
      const place = `${account}-${region}`;
      expect(stdout.trim().split('\n').at(-1)).toBe(place);
      const outputs = JSON.parse(await readFile(join(stage.folder, `documents-${place}.json`), 'utf8'));
      expect(outputs.documents.value.admin.name).toBe(name);
    }));

  it('takes the policies that commands attached over into Terraform', () =>
    onStage({ ...runAs, ...others }, async (stage) => {
      await apply(stage, { rollout: 'prepare' });
      const more = `serviceControlPolicies: { targets: [${stage.unit}, "${account}"] }\n`;
      const prepared = await walk(stage, { rollout: 'prepare', more });
      expect(prepared.plans).toEqual([
        'Plan: 1 to add, 0 to change, 0 to destroy.',
        'No changes.',
        'No changes.',
        'No changes.',
      ]);
      expect(prepared.verdicts).toEqual(['accepted', 'accepted', 'accepted']);
      const { Policies } = await stage.moto.organizations('ListPolicies', {
        Filter: 'SERVICE_CONTROL_POLICY',
      });
      expect(Policies.filter(({ Name }: { Name: string }) => Name.startsWith('ssm-runas'))).toHaveLength(1);
    }));

  it('switches attributes off only after the policies', () =>
    onStage(runAs, async (stage) => {
      const choices = { keep: {}, whenNoneRemain: 'disable' } as const;
      await apply(stage, { ...choices, rollout: 'prepare' });
      const guide = await generate(stage, { ...choices, rollout: 'switch' });
      const call = blocksWith(guide, 'delete-instance-access-control-attribute-configuration');
      const early = await run(stage, `{\n${call}\n} 2>&1\necho still here`);
      expect(early).toContain('LinuxAdmin: its inline policy is not the policy of this step');
      expect(early).toMatch(/Nothing was switched off: .*\nstill here\n$/);
      expect(await attributesNow(stage.moto)).toEqual(runAs);

      const switched = await walk(stage, { ...choices, rollout: 'switch' });
      expect(switched.verdicts).toEqual(['accepted', 'accepted']);
      expect(await attributesNow(stage.moto)).toBeUndefined();
    }));

  it('has another state remove the attribute only after the policies', () =>
    onStage({ ...runAs, ...others }, async (stage) => {
      const { folder } = stage;
      const configuration = 'elsewhere';
      await writeOwned(stage, { ...runAs, ...others });
      await run(
        stage,
        `terraform -chdir=${ownerFolder} init\nterraform -chdir=${ownerFolder} apply -auto-approve`,
      );
      await apply(stage, { rollout: 'prepare', configuration });

      await writeOwned(stage, others);
      const guide = await generate(stage, { rollout: 'switch', configuration });
      const judging = blocksWith(guide, 'owner=').replace('PATH/TO/ITS/FOLDER', ownerFolder);
      await run(stage, `terraform -chdir=identity-center output -json > policies.json\n${judging}`);
      const early = await readFile(join(folder, gateLog), 'utf8');
      expect(early).toContain('error[gate-policies-behind]');
      expect(early).toMatch(/refused\n$/);

      const switched = await walk(stage, { rollout: 'switch', configuration });
      expect(switched.plans).toEqual([
        'No changes.',
        'Plan: 0 to add, 2 to change, 0 to destroy.',
        'Plan: 0 to add, 1 to change, 0 to destroy.',
        'No changes.',
      ]);
      expect(switched.verdicts).toEqual(['accepted', 'accepted', 'accepted']);
      expect(expectedPlans(switched)).toEqual(expect.arrayContaining([...switched.plans]));
      expect(await attributesNow(stage.moto)).toEqual(others);
    }));
});
