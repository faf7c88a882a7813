/** What the modules of cases come to once applied, with the real Terraform and a mocked provider. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { RenderedFile } from '../../src/terraform/plan/file.js';
import { writeFiles } from '../cases/case.js';
import { init, type TerraformOptions, terraform, withFolder } from './terraform.js';

export type CaseFiles = ReadonlyMap<string, readonly RenderedFile[]>;

const requirement = `terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}
`;

/** One root that calls every module of every case, so that the provider's schema is loaded once for all of them. */
async function writeCallers(folder: string, files: CaseFiles): Promise<void> {
  const calls: string[] = [];
  for (const [name, rendered] of files) {
    await writeFiles(rendered.map(forProvider5).map(asChildModule), join(folder, name));
    for (const module of modulesOf(rendered)) {
      const label = moduleLabel(name, module);
      calls.push(`module "${label}" {\n  source = "./${name}/${module}"\n}\n`);
      calls.push(`output "${label}" {\n  value = module.${label}\n}\n`);
    }
  }
  await writeFile(join(folder, 'main.tf'), [requirement, ...calls].join('\n'));
}

const isTerraform = ({ path }: RenderedFile) => /\.tf(\.json)?$/.test(path);

const modulesOf = (files: readonly RenderedFile[]): ReadonlySet<string> =>
  new Set(
    files
      .filter(isTerraform)
      .map(({ path }) => dirname(path))
      .filter((folder) => folder !== 'root-blocks'),
  );

export const moduleLabel = (name: string, module: string) => `${name}_${module}`.replaceAll('-', '_');

/**
 * A child module may hold no `import`, and its `moved` cannot name the addresses of another root. A test run cleans up after
 * itself, which `prevent_destroy` would refuse.
 */
function asChildModule(file: RenderedFile): RenderedFile {
  if (!isTerraform(file)) return file;
  if (file.path.endsWith('.tf')) {
    const text = file.text
      .replace(/^(import|moved) \{\n[\s\S]*?^\}\n/gm, '')
      .replaceAll('prevent_destroy = true', 'prevent_destroy = false');
    return { ...file, text };
  }
  const { import: _import, moved: _moved, ...rest } = JSON.parse(file.text);
  const text = JSON.stringify(rest).replaceAll('"prevent_destroy":true', '"prevent_destroy":false');
  return { ...file, text };
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
    defaults = {
      arns               = ["arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5"]
      identity_store_ids = ["d-1234567890"]
    }
  }
  mock_data "aws_identitystore_group" {
    defaults = { group_id = "90676f0d2e-7c1a2b3c-1111-2222-3333-444455557777" }
  }
  mock_data "aws_identitystore_user" {
    defaults = { user_id = "90676f0d2e-7c1a2b3c-1111-2222-3333-444455558888" }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }
  mock_data "aws_region" {
    defaults = { id = "eu-central-1" }
  }
  mock_resource "aws_ssoadmin_permission_set" {
    defaults = { arn = "arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-8a1b2c3d4e5f6072" }
  }
  mock_resource "aws_ssm_document" {
    defaults = { default_version = "1", latest_version = "1" }
  }
  mock_resource "aws_organizations_policy" {
    defaults = { id = "p-12345678" }
  }
}

run "apply" {
  command = apply
}
`;

/**
 * Address to the values that the configuration decides, and `output.LABEL` to the outputs of each module, after an apply
 * against a provider that is mocked. The real provider still validates the arguments: no error and no warning is accepted.
 */
export async function appliedValues(
  files: CaseFiles,
  options: TerraformOptions = {},
): Promise<Record<string, unknown>> {
  return withFolder(async (folder) => {
    await writeCallers(folder, files);
    await mkdir(join(folder, 'tests'));
    await writeFile(join(folder, 'tests', 'all.tftest.hcl'), mocks);
    await init(folder);
    const { stdout } = await terraform(folder, ['test', '-json', '-verbose'], options);
    const messages = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(messages.filter((message) => message['@level'] !== 'info')).toEqual([]);
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
  'managed aws_ssoadmin_account_assignment': [
    'instance_arn',
    'permission_set_arn',
    'principal_type',
    'principal_id',
    'target_type',
    'target_id',
  ],
  'managed aws_organizations_policy': ['name', 'description', 'type', 'content'],
  'managed aws_organizations_policy_attachment': ['policy_id', 'target_id'],
  'managed aws_ssm_association': [
    'name',
    'association_name',
    'document_version',
    'schedule_expression',
    'max_concurrency',
    'max_errors',
    'compliance_severity',
    'sync_compliance',
    'targets',
  ],
  'managed aws_cloudformation_stack_set': [
    'name',
    'description',
    'permission_model',
    'call_as',
    'template_body',
    'auto_deployment',
    'managed_execution',
    'operation_preferences',
    'timeouts',
  ],
  'managed aws_cloudformation_stack_instances': [
    'stack_set_name',
    'call_as',
    'regions',
    'deployment_targets',
    'operation_preferences',
    'timeouts',
  ],
  'data aws_caller_identity': ['account_id'],
  'data aws_region': ['id'],
  'data aws_identitystore_group': ['identity_store_id', 'alternate_identifier', 'group_id'],
  'data aws_identitystore_user': ['identity_store_id', 'alternate_identifier', 'user_id'],
  'data aws_ssoadmin_instances': ['arns', 'identity_store_ids'],
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
