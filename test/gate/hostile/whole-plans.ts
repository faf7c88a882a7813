/** Plans that are hostile as a whole: another plan mode, an override of a generated file, another state. */
import type { StepName } from '../../../src/mapping/step.js';
import type { Stage } from '../../e2e/stage.js';
import type { Module } from '../../e2e/workspace.js';
import type { Batch } from './batches.js';

interface Given {
  readonly mapping: (rollout: StepName) => string;
  readonly documents: readonly string[];
  readonly made: (batch: Batch) => void;
}

/** After `enforce`. */
export async function wholePlans(stage: Stage, { mapping, documents, made }: Given): Promise<void> {
  const { workspace, moto, permissionSets } = stage;
  const add = async (name: string, module: Module, text: string, ...options: readonly string[]) => {
    const plan = await workspace.plan(module, ...options);
    made({ name: `whole-${name}`, mapping: text, documents, plan, rows: [] });
  };
  const enforce = mapping('enforce');
  const overridden = async (name: string, module: Module, text: string) => {
    await workspace.addFile(module, 'hostile.tf', 'resource "terraform_data" "later" {}\n');
    await workspace.addFile(module, 'hostile_override.tf', text);
    await add(name, module, enforce);
    await workspace.addFile(module, 'hostile_override.tf');
    await workspace.addFile(module, 'hostile.tf');
  };

  await overridden(
    'override-policy',
    'identity-center',
    'resource "aws_ssoadmin_permission_set_inline_policy" "admin" {\n  inline_policy = "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"*\\",\\"Resource\\":\\"*\\"}]}"\n}\n',
  );
  await overridden(
    'override-version',
    'identity-center',
    'resource "aws_ssoadmin_permission_set_inline_policy" "admin" {\n  inline_policy = jsonencode(merge(jsondecode(aws_ssoadmin_permission_set_inline_policy.developer.inline_policy), { Version = "2008-10-17" }))\n}\n',
  );
  await overridden(
    'override-arn-hidden',
    'identity-center',
    `resource "aws_ssoadmin_permission_set_inline_policy" "admin" {\n  permission_set_arn = terraform_data.later.output == "" ? data.aws_ssoadmin_permission_set.admin.arn : "${permissionSets.LinuxDeveloper}"\n}\n`,
  );
  await overridden(
    'override-attribute',
    'identity-center',
    'resource "aws_ssoadmin_instance_access_control_attributes" "this" {\n  attribute {\n    key = "SSMSessionRunAs"\n    value {\n      source = ["$${path:title}"]\n    }\n  }\n}\n',
  );
  await overridden(
    'override-document',
    'session-documents',
    'resource "aws_ssm_document" "ssmrunas_admin_session" {\n  permissions = {\n    type = "Share"\n    account_ids = "all"\n  }\n}\n',
  );
  await add('destroy-documents', 'session-documents', enforce, '-destroy');

  await workspace.generate(mapping('prepare'));
  await add('destroy-before-removed', 'identity-center', mapping('prepare'), '-destroy');
  await add('back-without-attribute', 'identity-center', mapping('prepare'));
  await workspace.generate(enforce);

  const elsewhere = enforce.replace(
    /accessControlAttributes:\n(?: {2}.*\n)+/,
    'accessControlAttributes: { configuration: elsewhere }\n',
  );
  for (const [name, list] of Object.entries(lists)) {
    await workspace.addFile('.', 'main.tf', owned(moto.instanceArn, list));
    await add(`elsewhere-${name}`, '.', elsewhere);
  }
  await workspace.addFile('.', 'main.tf');
}

const others = [
  'CostCenter=${path:enterprise.costCenter}',
  'Department=${path:enterprise.department}',
  'Email=${path:emails[primary eq "true"].value}',
];

const block = (key: string, source: string) =>
  `  attribute {\n    key = ${key}\n    value {\n      source = [${source}]\n    }\n  }\n`;

const kept = others
  .map((entry) => entry.split(/=(.*)/s))
  .map(([key, source]) =>
    block(
      `"${key}"`,
      JSON.stringify(source).replaceAll('${', () => '$${'),
    ),
  )
  .join('');

const title = '"$${path:title}"';

/** The list of another state, imported, with the attribute. */
const lists: Readonly<Record<string, string>> = {
  'as-text': block('"SSMSessionRunAs"', title),
  'letter-case': block('"ssmsessionrunas"', title),
  'dynamic-block': `  dynamic "attribute" {\n    for_each = { (join("", ["SSMSession", "RunAs"])) = ${title} }\n    content {\n      key = attribute.key\n      value {\n        source = [attribute.value]\n      }\n    }\n  }\n`,
  'known-after-apply': block('terraform_data.later.output', title),
};

const owned = (instanceArn: string, list: string) => `resource "terraform_data" "later" {
  input = "SSMSessionRunAs"
}

import {
  to = aws_ssoadmin_instance_access_control_attributes.corporate
  id = "${instanceArn}"
}

resource "aws_ssoadmin_instance_access_control_attributes" "corporate" {
  instance_arn = "${instanceArn}"
${kept}${list}}
`;
