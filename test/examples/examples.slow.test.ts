/** The roots of the examples, with the real Terraform and the real AWS provider. Terragrunt and HCP Terraform are not run. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Provider, startProvider } from '../e2e/provider.js';
import { hasTerraform, init, terraform, terraformOk, withFolder } from '../terraform/terraform.js';
import { copyExample, exampleNames, rootsOf, textOf } from './examples.js';

describe.skipIf(!hasTerraform)('examples', () => {
  let provider: Provider;
  beforeAll(async () => {
    provider = await startProvider();
  });
  afterAll(() => provider.stop());

  it.each(exampleNames)('%s has valid roots in the form of terraform fmt', async (name) => {
    await withFolder(async (folder) => {
      await copyExample(name, folder);
      if (name === 'terragrunt')
        await writeFile(join(folder, rootsOf[name]?.[0] ?? '', 'provider.tf'), writtenProvider());
      await terraformOk(folder, ['fmt', '-check', '-recursive', '-diff', '-no-color']);
      for (const root of rootsOf[name] ?? []) {
        await init(join(folder, root));
        const { stdout } = await terraform(join(folder, root), ['validate', '-json'], provider);
        expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, diagnostics: [] });
      }
    });
  });
});

/** What `root.hcl` has Terragrunt write. */
function writtenProvider(): string {
  const heredoc = /contents += <<-EOT\n(.*?)\n +EOT/s.exec(textOf('terragrunt', 'live/root.hcl'))?.[1] ?? '';
  return `${heredoc.replaceAll(/^ {4}/gm, '').replaceAll('${local.region}', 'eu-west-1').replaceAll('${local.account}', '111122223333')}\n`;
}
