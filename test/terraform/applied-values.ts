/** What the modules of cases come to once applied, with the real Terraform and a mocked provider. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { RenderedFile } from '../../src/terraform/plan/file.js';
import { readTree, writeFiles } from '../cases/case.js';
import { init, terraform, withFolder } from './terraform.js';

export type CaseFiles = ReadonlyMap<string, readonly RenderedFile[]>;

const modules = ['identity-center', 'session-documents'] as const;

const requirement = `terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}
`;

/** One root that calls every case's modules, so that the provider's schema is loaded once for all of them. */
export async function writeCallers(folder: string, files: CaseFiles) {
  const sources: string[] = [];
  const calls: string[] = [];
  for (const [name, rendered] of files) {
    await writeFiles(rendered.map(withoutRootBlocks).map(forProvider5), join(folder, name));
    for (const module of modules) {
      sources.push(`./${name}/${module}`);
      const label = moduleLabel(name, module);
      calls.push(`module "${label}" {\n  source = "./${name}/${module}"\n}\n`);
      calls.push(`output "${label}" {\n  value = module.${label}\n}\n`);
    }
  }
  return { calls: [requirement, ...calls].join('\n'), sources };
}

export const moduleLabel = (name: string, module: string) => `${name}_${module}`.replaceAll('-', '_');

/** A child module may hold no `import`, and its `moved` cannot name the addresses of another root. */
function withoutRootBlocks(file: RenderedFile): RenderedFile {
  if (!file.path.startsWith('identity-center/access-control')) return file;
  if (file.path.endsWith('.tf'))
    return { ...file, text: file.text.replace(/^(import|moved) \{\n[^}]*\}\n/m, '') };
  const { import: _import, moved: _moved, ...rest } = JSON.parse(file.text);
  return { ...file, text: JSON.stringify(rest) };
}

/** Version 6 of the provider is not at hand: what is written for it is tried with version 5, without the one argument that 5 has not. */
export function forProvider5(file: RenderedFile): RenderedFile {
  if (!/^(?:session-documents|node-users|default-document)\//.test(file.path)) return file;
  const text = anyVersion(file.text)
    .replaceAll(/^ {2}region +=.*each\.key\n/gm, '')
    .replaceAll(/,\n *"region": "\$\{each\.key\}"/g, '');
  return { ...file, text };
}

/** Lets Terraform take version 5 of the provider; all else stays. */
export const anyVersion = (text: string): string => text.replaceAll('">= 6.0, < 7.0"', '">= 5.100, < 7.0"');

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

/**
 * Address to the values that the configuration decides, and `output.LABEL` to the outputs of each module, after an apply
 * against a provider that is mocked.
 */
export async function appliedValues(files: CaseFiles): Promise<Record<string, unknown>> {
  return withFolder(async (folder) => {
    const { calls, sources } = await writeCallers(folder, files);
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
    const resources = state.root_module.child_modules.flatMap(
      ({ resources: list }: { resources: Resource[] }) => list,
    );
    return Object.fromEntries([
      ...resources.map((resource: Resource) => [resource.address, decided(resource)]),
      ...outputsOf(state.outputs, computedTexts(resources)),
    ]);
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

/** What a mock made up, which differs in each run. */
function computedTexts(resources: readonly Resource[]): ReadonlySet<unknown> {
  return new Set(
    resources.flatMap(({ mode, type, values }) => {
      const names = configured[`${mode} ${type}`] ?? [];
      return Object.entries(values).flatMap(([name, value]) => (names.includes(name) ? [] : [value]));
    }),
  );
}

function outputsOf(
  outputs: Readonly<Record<string, { readonly value: unknown }>>,
  computed: ReadonlySet<unknown>,
): readonly (readonly [string, unknown])[] {
  const withoutComputed = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutComputed(member)]));
    return computed.has(value) ? 'computed' : value;
  };
  return Object.entries(outputs).map(([name, { value }]) => [`output.${name}`, withoutComputed(value)]);
}
