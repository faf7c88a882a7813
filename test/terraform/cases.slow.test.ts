/** Every golden case, in both syntaxes, judged by the real Terraform with the real AWS provider. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RenderedFile } from '../../src/terraform/plan/file.js';
import type { Syntax } from '../../src/terraform/render.js';
import { caseNames, compileCase, filesOfCase, readTree, syntaxes, writeFiles } from '../cases/case.js';
import { hasTerraform, init, terraform, terraformOk, withFolder } from './terraform.js';

const modules = ['identity-center', 'session-documents'] as const;

const importsOf = (files: readonly RenderedFile[]) =>
  files.some(({ path, text }) => /^import \{|"import": \[/m.test(text) && !path.startsWith('root-blocks'));

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
      const { calls } = await writeCallers(folder, syntax);
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
    const [hcl, json] = await Promise.all(syntaxes.map(appliedValues));
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

const requirement = `terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}
`;

/** One root that calls every case's modules, so that the provider's schema is loaded once for all of them. */
async function writeCallers(folder: string, syntax: Syntax) {
  const sources: string[] = [];
  const calls: string[] = [];
  for (const name of caseNames) {
    const files = await filesOfCase(name, syntax);
    await writeFiles(files.map(withoutRootBlocks), join(folder, name));
    for (const module of modules) {
      sources.push(`./${name}/${module}`);
      calls.push(`module "${moduleLabel(name, module)}" {\n  source = "./${name}/${module}"\n}\n`);
    }
  }
  return { calls: [requirement, ...calls].join('\n'), sources };
}

const moduleLabel = (name: string, module: string) => `${name}_${module}`.replaceAll('-', '_');

/** A child module may hold no `import`, and its `moved` cannot name the addresses of another root. */
function withoutRootBlocks(file: RenderedFile): RenderedFile {
  if (!file.path.startsWith('identity-center/access-control')) return file;
  if (file.path.endsWith('.tf'))
    return { ...file, text: file.text.replace(/^(import|moved) \{\n[^}]*\}\n/m, '') };
  const { import: _import, moved: _moved, ...rest } = JSON.parse(file.text);
  return { ...file, text: JSON.stringify(rest) };
}

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

const mocks = `
mock_provider "aws" {
  mock_data "aws_ssoadmin_permission_set" {
    defaults = {
      arn  = "arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-8a1b2c3d4e5f6071"
      name = "LinuxRelease"
    }
  }
  mock_data "aws_ssoadmin_instances" {
    defaults = { arns = ["arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5"] }
  }
  mock_resource "aws_ssoadmin_permission_set" {
    defaults = { arn = "arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-8a1b2c3d4e5f6072" }
  }
  mock_resource "aws_ssm_document" {
    defaults = { default_version = "1", latest_version = "1" }
  }
}

run "apply" {
  command = apply
}
`;

/** Address to the values that the configuration decides, after an apply against a provider that is mocked. */
async function appliedValues(syntax: Syntax): Promise<Record<string, unknown>> {
  return withFolder(async (folder) => {
    const { calls, sources } = await writeCallers(folder, syntax);
    for (const source of sources) await liftPreventDestroy(join(folder, source));
    await writeFile(join(folder, 'main.tf'), calls);
    await mkdir(join(folder, 'tests'));
    await writeFile(join(folder, 'tests', 'all.tftest.hcl'), mocks);
    await init(folder);
    const { stdout } = await terraform(folder, ['test', '-json', '-verbose']);
    const messages = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(messages.filter((message) => message['@level'] === 'error')).toEqual([]);
    const state = messages.find(({ type }) => type === 'test_state').test_state;
    return Object.fromEntries(
      state.root_module.child_modules.flatMap(({ resources }: { resources: Resource[] }) =>
        resources.map((resource) => [resource.address, decided(resource)]),
      ),
    );
  });
}

interface Resource {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly values: Record<string, unknown>;
}

/** Everything else is computed, hence random in a mock. */
const configured: Readonly<Record<string, readonly string[]>> = {
  'managed aws_ssm_document': ['name', 'document_type', 'document_format', 'content', 'tags'],
  'managed aws_ssoadmin_permission_set': [
    'name',
    'description',
    'instance_arn',
    'session_duration',
    'relay_state',
    'tags',
  ],
  'managed aws_ssoadmin_permission_set_inline_policy': [
    'inline_policy',
    'instance_arn',
    'permission_set_arn',
  ],
  'managed aws_ssoadmin_instance_access_control_attributes': ['instance_arn', 'attribute'],
  'data aws_ssoadmin_instances': ['arns'],
  'data aws_ssoadmin_permission_set': ['name', 'arn', 'instance_arn'],
};

function decided({ mode, type, values }: Resource) {
  const names = configured[`${mode} ${type}`];
  if (!names) throw new Error(`${mode} ${type}: which of its values are configured?`);
  return Object.fromEntries(
    names.map((name) => [name, isComputed(name, values) ? 'computed' : values[name]]),
  );
}

/** Optional arguments that are left out get random values too; a mock's are eight letters and digits. */
function isComputed(name: string, values: Record<string, unknown>): boolean {
  return (
    ['session_duration', 'relay_state', 'description'].includes(name) &&
    /^[a-z0-9]{8}$/.test(String(values[name]))
  );
}

/** A test run cleans up after itself, which `prevent_destroy` would refuse. */
async function liftPreventDestroy(module: string): Promise<void> {
  const address = 'resource "aws_ssoadmin_instance_access_control_attributes" "this"';
  const texts = Object.values(readTree(module));
  if (!texts.some((text) => text.includes('prevent_destroy'))) return;
  const file = join(module, 'override.tf');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${address} {\n  lifecycle {\n    prevent_destroy = false\n  }\n}\n`);
}
