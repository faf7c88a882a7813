/**
 * What is written for AWS provider 6, as far as the real Terraform with provider 5.100 can judge it: `region` is the one argument that 5
 * does not know, and everything else does what it is for. Provider 6 itself is not tried.
 */
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RenderedFile } from '../../src/terraform/plan/file.js';
import { caseFolder, compileMapping, filesOfCase, syntaxes, writeFiles } from '../cases/case.js';
import { anyVersion, forProvider5 } from './applied-values.js';
import { hasTerraform, init, terraform, terraformOk, withFolder } from './terraform.js';

type Syntax = (typeof syntaxes)[number];

const isOfDocuments = ({ path }: { readonly path: string }) => path.startsWith('session-documents/');

const documents = async (syntax: Syntax) =>
  (await filesOfCase('aws-provider-6', syntax)).filter(isOfDocuments);

/** The same documents, with a log group that differs by account and Region. */
async function documentsByPlace(syntax: Syntax) {
  const mapping = readFileSync(join(caseFolder('aws-provider-6'), 'ssm-runas.yaml'), 'utf8');
  const { files = [] } = await compileMapping(
    `${mapping}session: { cloudWatch: { logGroup: "/ssm/{account}/{region}", encrypted: false } }\n`,
    syntax,
  );
  return files.filter(isOfDocuments);
}

const mocked = `
mock_provider "aws" {
  mock_resource "aws_ssm_document" {
    defaults = { default_version = "1", latest_version = "1" }
  }
}
`;

const test = `${mocked}
run "current" {
  command = apply

  assert {
    condition     = join(" ", keys(output.documents)) == "eu-central-1 eu-west-1"
    error_message = "not by Region"
  }
  assert {
    condition     = alltrue([for region in output.documents : join(" ", keys(region)) == "admin admin/database"])
    error_message = "not by role"
  }
  assert {
    condition     = output.documents["eu-west-1"]["admin"].name == "SSMRunAs-admin-Session"
    error_message = "another document"
  }
  assert {
    condition     = length(aws_ssm_document.ssmrunas_old_session) == 2
    error_message = "the older document is not in each Region"
  }
}

run "rolled_back" {
  command         = apply
  expect_failures = [check.documents]

  override_resource {
    target = aws_ssm_document.ssmrunas_admin_session["eu-west-1"]
    values = { default_version = "1", latest_version = "2" }
  }
  state_key = "rolled_back"
}
`;

const testByPlace = `
mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }
  mock_resource "aws_ssm_document" {
    defaults = { default_version = "1", latest_version = "1" }
  }
}

run "by_place" {
  command = apply

  assert {
    condition = alltrue([
      for region, document in aws_ssm_document.ssmrunas_admin_session :
      jsondecode(document.content).inputs.cloudWatchLogGroupName == "/ssm/111122223333/\${region}"
    ])
    error_message = "another log group"
  }
}
`;

const otherModules = {
  'node-users': `
run "current" {
  command = apply

  assert {
    condition     = join(" ", keys(output.node_users)) == "eu-central-1 eu-west-1"
    error_message = "not by Region"
  }
  assert {
    condition = alltrue([
      for region, association in aws_ssm_association.ssm_runas_node_users :
      association.name == aws_ssm_document.ssm_runas_node_users[region].name
    ])
    error_message = "another document"
  }
}

run "rolled_back" {
  command         = apply
  expect_failures = [check.ssm_runas_node_users]

  override_resource {
    target = aws_ssm_document.ssm_runas_node_users["eu-west-1"]
    values = { default_version = "1", latest_version = "2" }
  }
  state_key = "rolled_back"
}
`,
  'default-document': `
run "current" {
  command = apply
  variables {
    default_document_regions = []
  }

  assert {
    condition     = join(" ", keys(output.default_document)) == "eu-central-1 eu-west-1"
    error_message = "not by Region"
  }
}

run "rolled_back" {
  command         = apply
  expect_failures = [check.default_document]
  variables {
    default_document_regions = []
  }

  override_resource {
    target = aws_ssm_document.default["eu-west-1"]
    values = { default_version = "1", latest_version = "2" }
  }
  state_key = "rolled_back"
}
`,
} as const;

/** `terraform test` destroys what it applied. */
const destroyable = (file: RenderedFile): RenderedFile => ({
  ...file,
  text: file.text.replace(/(prevent_destroy"? *[=:] *)true/, '$1false'),
});

describe.skipIf(!hasTerraform).each(syntaxes)('for AWS provider 6 in %s', (syntax) => {
  it('has nothing but `region` that provider 5 does not know', async () => {
    await withFolder(async (folder) => {
      const files = await documents(syntax);
      await writeFiles(
        files.map((file) => ({ ...file, text: anyVersion(file.text) })),
        folder,
      );
      const root = join(folder, 'session-documents');
      await init(root);
      const { stdout } = await terraform(root, ['validate', '-json']);
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { detail: string }[] };
      const told = new Set(diagnostics.map(({ detail }) => /"region"/.test(detail)));
      expect(diagnostics).toHaveLength(3);
      expect([...told]).toEqual([true]);
    });
  });

  it('puts documents out by Region and role, and its check sees one Region that was rolled back', async () => {
    await withFolder(async (folder) => {
      await writeFiles((await documents(syntax)).map(forProvider5), folder);
      const root = join(folder, 'session-documents');
      await mkdir(join(root, 'tests'));
      await writeFile(join(root, 'tests', 'all.tftest.hcl'), test);
      await init(root);
      const { stdout } = await terraformOk(root, ['test', '-no-color']);
      expect(stdout).toContain('2 passed, 0 failed');
    });
  });

  it.each(['node-users', 'default-document'] as const)('has %s by Region', async (module) => {
    const files = (await filesOfCase('aws-provider-6', syntax)).filter(({ path }) =>
      path.startsWith(`${module}/`),
    );
    await withFolder(async (folder) => {
      const root = join(folder, module);
      await writeFiles(
        files.map((file) => ({ ...file, text: anyVersion(file.text) })),
        folder,
      );
      await init(root);
      const { stdout: validated } = await terraform(root, ['validate', '-json']);
      const { diagnostics } = JSON.parse(validated) as { diagnostics: readonly { detail: string }[] };
      expect(diagnostics.length).toBeGreaterThan(0);
      expect(diagnostics.filter(({ detail }) => !/"region"/.test(detail))).toEqual([]);
      await writeFiles(files.map(forProvider5).map(destroyable), folder);
      await mkdir(join(root, 'tests'));
      await writeFile(join(root, 'tests', 'all.tftest.hcl'), mocked + otherModules[module]);
      const { stdout } = await terraformOk(root, ['test', '-no-color']);
      expect(stdout).toContain('2 passed, 0 failed');
    });
  });

  it('fills in the Region of each document', async () => {
    await withFolder(async (folder) => {
      await writeFiles((await documentsByPlace(syntax)).map(forProvider5), folder);
      const root = join(folder, 'session-documents');
      await mkdir(join(root, 'tests'));
      await writeFile(join(root, 'tests', 'all.tftest.hcl'), testByPlace);
      await init(root);
      const { stdout } = await terraformOk(root, ['test', '-no-color']);
      expect(stdout).toContain('1 passed, 0 failed');
    });
  });
});
