/**
 * The first hour: README's own commands with the packed package, on the sample outputs of the AWS CLI, and then what ROLLOUT.md says,
 * with the real AWS CLI, the real Terraform and its real provider, against moto. The gate accepts every plan without a warning.
 */
import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { hasMoto, type Moto, startMoto } from '../e2e/moto.js';
import { account, seedOrganization, setAttributes } from '../e2e/organisation.js';
import { providerFile, startProvider } from '../e2e/provider.js';
import { hangGuard } from '../hang-guard.js';
import { packedInto } from '../package/packed.js';
import { hasTerraform, withFolder } from '../terraform/terraform.js';
import { hasProgram } from '../tools.js';
import { plansIn, run, verdictsIn, withoutNodes } from './follow.js';
import { commandsOf } from './rehearsal.js';

const root = join(import.meta.dirname, '../..');

/** Makes AWS what the samples say it is; answers the samples with the ARNs that AWS gave. */
async function asInSamples({ identityCenter, instanceArn, ...moto }: Moto) {
  const read = async (name: string) => JSON.parse(await readFile(join(root, 'examples', name), 'utf8'));
  const attributes = await read('attributes.json');
  const listed: readonly { Key: string; Value: { Source: readonly [string] } }[] =
    attributes.InstanceAccessControlAttributeConfiguration.AccessControlAttributes;
  const sources = Object.fromEntries(listed.map(({ Key, Value }) => [Key, Value.Source[0]]));
  await setAttributes({ identityCenter, instanceArn, ...moto }, 'Create', sources);
  const sets: { PermissionSet: Record<string, string> }[] = await read('permission-sets.json');
  for (const { PermissionSet: set } of sets) {
    const { Name, SessionDuration } = set;
    const request = { Name, SessionDuration, InstanceArn: instanceArn };
    const made = await identityCenter('CreatePermissionSet', request);
    set.PermissionSetArn = made.PermissionSet.PermissionSetArn;
  }
  return { 'attributes.json': attributes, 'permission-sets.json': sets };
}

/** The commands of README for a trial, for the account of moto. */
async function trial(): Promise<string> {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const [, text = ''] = readme.split('## Try it without AWS\n');
  const commands = commandsOf(text.split(/^## /m)[0] ?? '');
  expect(commands).toMatch(/^npm ci .*\nnpm pack .*\nnpm install --prefix try .*\ncd try\n/);
  return commands
    .replaceAll('111122223333', account)
    .replace('ssm-runas-gen generate\n', 'ssm-runas-gen generate --strict\n');
}

describe.skipIf(!hasTerraform || !hasMoto || !hasProgram('aws'))('a newcomer', () => {
  it('gets from README to applied Terraform', async () => {
    const moto = await startMoto({ arns: 'aws' });
    try {
      const provider = await startProvider(moto.endpoint);
      try {
        const samples = await asInSamples(moto);
        const unit = await seedOrganization(moto);
        await withFolder(async (clone) => {
          const tarball = packedInto(join(clone, 'packed'));
          await mkdir(join(clone, '.git'));
          await mkdir(join(clone, 'examples'));
          for (const [name, value] of Object.entries(samples))
            await writeFile(join(clone, 'examples', name), JSON.stringify(value, undefined, 2));
          const npm = await withoutBuild(clone, tarball);
          const env = { ...process.env, PATH: `${npm}:${process.env.PATH}` };
          await promisify(execFile)('sh', ['-eu', '-c', await trial()], {
            cwd: clone,
            env,
            timeout: hangGuard,
          });

          const folder = join(clone, 'try/generated');
          for (const module of ['identity-center', 'session-documents'])
            await writeFile(join(folder, module, 'provider.tf'), providerFile);
          const guide = await readFile(join(folder, 'ROLLOUT.md'), 'utf8');
          const [forth = ''] = guide.split('\n## 6. ');
          const script = commandsOf(withoutNodes(forth)).replace('target=ou-ab12-cdefgh34', `target=${unit}`);
          const program = join(clone, 'try/node_modules/ssm-runas-gen/dist/bin.js');
          const stdout = await run({ moto, provider, folder, unit, program }, script);
          expect(plansIn(stdout).slice(0, 2)).toEqual([
            'Plan: 2 to add, 0 to change, 0 to destroy.',
            'Plan: 2 to add, 0 to change, 0 to destroy.',
          ]);
          expect(await verdictsIn(folder)).toEqual(['accepted', 'accepted']);
          const { DocumentIdentifiers } = await moto.systemsManager('ListDocuments', {
            Filters: [{ Key: 'Owner', Values: ['Self'] }],
          });
          expect(DocumentIdentifiers.map(({ Name }: { Name: string }) => Name).sort()).toEqual([
            'SSMRunAs-linux-admin-Session',
            'SSMRunAs-linux-developer-Session',
          ]);
        });
      } finally {
        await provider.stop();
      }
    } finally {
      await moto.stop();
    }
  });
});

/** A folder with an `npm` that does not build the clone, and packs what is packed already; all else is npm's. */
async function withoutBuild(clone: string, tarball: string): Promise<string> {
  const folder = join(clone, 'bin');
  await mkdir(folder);
  const npm = `#!/bin/sh
case $1 in
  ci) exit 0 ;;
  pack) exec cp '${tarball}' . ;;
  install) set -- "$@" --offline --no-audit --no-fund ;;
esac
PATH=\${PATH#*:} exec npm "$@"
`;
  await writeFile(join(folder, 'npm'), npm);
  await chmod(join(folder, 'npm'), 0o755);
  return folder;
}
