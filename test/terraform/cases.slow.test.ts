/** Every golden case, in both syntaxes, judged by the real Terraform with the real AWS provider. */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RenderedFile } from '../../src/terraform/plan/file.js';
import type { Syntax } from '../../src/terraform/render.js';
import { caseNames, compileCase, filesOfCase, syntaxes, writeFiles } from '../cases/case.js';
import { type Provider, startProvider } from '../e2e/provider.js';
import { appliedValues, type CaseFiles, forProvider5, moduleLabel } from './applied-values.js';
import { hasTerraform, init, terraform, terraformOk, withFolder } from './terraform.js';

async function filesIn(syntax: Syntax): Promise<CaseFiles> {
  return new Map(
    await Promise.all(caseNames.map(async (name) => [name, await filesOfCase(name, syntax)] as const)),
  );
}

describe.skipIf(!hasTerraform)('golden cases', () => {
  let provider: Provider;

  beforeAll(async () => {
    provider = await startProvider();
  });
  afterAll(() => provider.stop());

  const expectValid = async (root: string) => {
    // `appliedValues` has Terraform choose a provider for the same files.
    await init(root, provider);
    const { stdout } = await terraform(root, ['validate', '-json'], provider);
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, diagnostics: [] });
  };

  it('are in the canonical form of terraform fmt', async () => {
    await withFolder(async (folder) => {
      for (const name of caseNames) await writeFiles(await filesOfCase(name, 'hcl'), join(folder, name));
      const { stdout } = await terraformOk(folder, ['fmt', '-check', '-recursive', '-diff', '-no-color']);
      expect(stdout).toBe('');
    });
  });

  it.each(syntaxes)('are valid as roots where they import or move, in %s', async (syntax) => {
    const roots = new Map<string, { readonly module: string; readonly files: readonly RenderedFile[] }>();
    for (const files of (await filesIn(syntax)).values()) {
      for (const { module, blocks } of files.flatMap(blocksOfRoot))
        roots.set(`${module} ${blocks}`, { module, files });
    }
    expect(new Set([...roots.values()].map(({ module }) => module))).toEqual(
      new Set(['identity-center', 'default-document']),
    );
    for (const { module, files } of roots.values()) {
      await withFolder(async (folder) => {
        await writeFiles(files.map(forProvider5), folder);
        await expectValid(join(folder, module));
      });
    }
  });

  it.each(syntaxes)('have valid blocks for the root that calls the modules, in %s', async (syntax) => {
    await withFolder(async (folder) => {
      for (const [name, files] of await filesIn(syntax)) {
        const blocks = files.filter(({ path }) => dirname(path) === 'root-blocks');
        if (blocks.length === 0) continue;
        await writeFiles(files, join(folder, name));
        for (const { path, text } of blocks) await writeIn(folder, `root/${name}-${basename(path)}`, text);
      }
      for (const [path, text] of Object.entries(callers)) await writeIn(folder, path, text);
      await expectValid(join(folder, 'root'));
    });
  });

  it('mean the same in both syntaxes once applied, with the policies that were counted', async () => {
    const hcl = await appliedValues(await filesIn('hcl'), provider);
    const json = await appliedValues(await filesIn('json'), provider);
    expect(Object.keys(hcl).length).toBeGreaterThan(caseNames.length);
    expect(json).toEqual(hcl);
    for (const name of caseNames) {
      const { access } = await compileCase(name, 'hcl');
      for (const { role, policyText } of access?.roles ?? []) {
        if (role.inlinePolicy.kind === 'export') continue;
        const module = `module.${moduleLabel(name, 'identity-center')}`;
        expect(hcl[`${module}.aws_ssoadmin_permission_set_inline_policy.${role.label}`]).toMatchObject({
          inline_policy: policyText,
        });
      }
    }
  });
});

/** What only a root may have; all else of a module is tried as a child module. */
function blocksOfRoot({ path, text }: RenderedFile): { readonly module: string; readonly blocks: string }[] {
  const module = dirname(path);
  const blocks = path.endsWith('.tf')
    ? text.match(/^(import|moved) \{\n[\s\S]*?^\}\n/gm)?.join('')
    : path.endsWith('.tf.json') && text.match(/^ {2}"(import|moved)": [\s\S]*?^ {2}\]/gm)?.join('');
  return blocks && module !== 'root-blocks' ? [{ module, blocks }] : [];
}

/** The module calls that the addresses in root blocks speak of. */
const callers = {
  'root/main.tf': `module "runas" {
  source = "../module-import/identity-center"
}

module "default" {
  source = "../default-document-lock-module/default-document"
}

module "sso" {
  source = "./sso"
}
`,
  'root/sso/main.tf': `module "runas" {
  source   = "../../module-moved/identity-center"
  for_each = toset(["eu"])
}
`,
};

async function writeIn(folder: string, path: string, text: string): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
