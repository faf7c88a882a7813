/** Every golden case, in both syntaxes, judged by the real Terraform with the real AWS provider. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RenderedFile } from '../../src/terraform/plan/file.js';
import type { Syntax } from '../../src/terraform/render.js';
import { caseNames, compileCase, filesOfCase, syntaxes, writeFiles } from '../cases/case.js';
import { appliedValues, type CaseFiles, moduleLabel, writeCallers } from './applied-values.js';
import { hasTerraform, init, terraform, terraformOk, withFolder } from './terraform.js';

const importsOf = (files: readonly RenderedFile[]) =>
  files.some(({ path, text }) => /^import \{|"import": \[/m.test(text) && !path.startsWith('root-blocks'));

async function filesIn(syntax: Syntax): Promise<CaseFiles> {
  return new Map(
    await Promise.all(caseNames.map(async (name) => [name, await filesOfCase(name, syntax)] as const)),
  );
}

describe.skipIf(!hasTerraform)('golden cases', () => {
  it('are in the canonical form of terraform fmt', async () => {
    await withFolder(async (folder) => {
      for (const name of caseNames) await writeFiles(await filesOfCase(name, 'hcl'), join(folder, name));
      const { stdout } = await terraformOk(folder, ['fmt', '-check', '-recursive', '-diff', '-no-color']);
      expect(stdout).toBe('');
    });
  });

  it.each(syntaxes)('are valid as modules in %s', async (syntax) => {
    await withFolder(async (folder) => {
      const { calls } = await writeCallers(folder, await filesIn(syntax));
      await writeFile(join(folder, 'main.tf'), calls);
      await init(folder);
      const { stdout } = await terraform(folder, ['validate', '-json']);
      expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, diagnostics: [] });
    });
  });

  const roots = caseNames.flatMap((name) => syntaxes.map((syntax) => ({ name, syntax })));

  it.each(roots)('$name in $syntax is a valid root where it imports', async ({ name, syntax }) => {
    const files = await filesOfCase(name, syntax);
    const rootBlocks = files.filter(({ path }) => path.startsWith('root-blocks/'));
    if (!importsOf(files) && rootBlocks.length === 0) return;
    await withFolder(async (folder) => {
      await writeFiles(files, folder);
      const root = rootBlocks.length > 0 ? join(folder, 'root-blocks') : join(folder, 'identity-center');
      if (rootBlocks.length > 0) await writeModuleCalls(root, rootBlocks);
      await init(root);
      const { stdout } = await terraform(root, ['validate', '-json']);
      expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, diagnostics: [] });
    });
  });

  it('mean the same in both syntaxes once applied, with the policies that were counted', async () => {
    const [hcl, json] = await Promise.all(
      syntaxes.map(async (syntax) => appliedValues(await filesIn(syntax))),
    );
    expect(Object.keys(hcl ?? {}).length).toBeGreaterThan(caseNames.length);
    expect(json).toEqual(hcl);
    for (const name of caseNames) {
      const { access } = await compileCase(name, 'hcl');
      for (const { role, policyText } of access?.roles ?? []) {
        if (role.inlinePolicy.kind === 'export') continue;
        const module = `module.${moduleLabel(name, 'identity-center')}`;
        expect(hcl?.[`${module}.aws_ssoadmin_permission_set_inline_policy.${role.label}`]).toMatchObject({
          inline_policy: policyText,
        });
      }
    }
  });
});

/** The module calls that the addresses in root blocks speak of. */
async function writeModuleCalls(root: string, rootBlocks: readonly RenderedFile[]): Promise<void> {
  if (!rootBlocks.some(({ text }) => text.includes('module.sso'))) {
    return writeFile(join(root, 'main.tf'), 'module "runas" {\n  source = "../identity-center"\n}\n');
  }
  await mkdir(join(root, 'sso'));
  await writeFile(join(root, 'main.tf'), 'module "sso" {\n  source = "./sso"\n}\n');
  await writeFile(
    join(root, 'sso', 'main.tf'),
    'module "runas" {\n  source   = "../../identity-center"\n  for_each = toset(["eu"])\n}\n',
  );
}
