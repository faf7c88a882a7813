/**
 * What is written for AWS provider 6, as far as the real Terraform with provider 5.100 can judge it: `region` is the one argument that 5
 * does not know, and everything else does what it is for. Provider 6 itself is not tried.
 */
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RenderedFile } from '../../src/terraform/plan/file.js';
import type { Syntax } from '../../src/terraform/render.js';
import { caseFolder, compileMapping, syntaxes, writeFiles } from '../cases/case.js';
import { type Provider, startProvider } from '../e2e/provider.js';
import { anyVersion, forProvider5 } from './applied-values.js';
import { hasTerraform, init, terraform, terraformOk, withFolder } from './terraform.js';

/** The modules of the case, with a log group that differs by account and Region. */
async function filesOf(module: string, syntax: Syntax): Promise<readonly RenderedFile[]> {
  const mapping = readFileSync(join(caseFolder('aws-provider-6'), 'ssm-runas.yaml'), 'utf8');
  const { files = [] } = await compileMapping(
    `${mapping}session: { cloudWatch: { logGroup: "/ssm/{account}/{region}", encrypted: false } }\n`,
    syntax,
  );
  return files.filter(({ path }) => path.startsWith(`${module}/`));
}

const mocked = `
mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }
  mock_resource "aws_ssm_document" {
    defaults = { default_version = "1", latest_version = "1" }
  }
}
`;

/** In which syntaxes it is tried, and what must be true of what Terraform makes of it. */
const modules = {
  'session-documents': {
    in: syntaxes,

    test: `
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
  assert {
    condition = alltrue([
      for region, document in aws_ssm_document.ssmrunas_admin_session :
      jsondecode(document.content).inputs.cloudWatchLogGroupName == "/ssm/111122223333/\${region}"
    ])
    error_message = "another log group"
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
`,
  },
  'node-users': {
    in: ['hcl'] as const,

    test: `
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
  },
  'default-document': {
    in: ['hcl'] as const,

    test: `
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
  },
};

/** `terraform test` destroys what it applied. */
const destroyable = (file: RenderedFile): RenderedFile => ({
  ...file,
  text: file.text.replace(/(prevent_destroy"? *[=:] *)true/, '$1false'),
});

describe.skipIf(!hasTerraform)('for AWS provider 6', () => {
  let provider: Provider;

  beforeAll(async () => {
    provider = await startProvider();
  });
  afterAll(() => provider.stop());

  const cases = Object.entries(modules).flatMap(([module, { in: written, ...rest }]) =>
    written.map((syntax) => ({ module, syntax, ...rest })),
  );

  it.each(cases)(
    'only `region` is new, all is put out by Region, and a rolled back Region is seen: $module in $syntax',
    async ({ module, syntax, test }) => {
      await withFolder(async (folder) => {
        const files = await filesOf(module, syntax);
        const root = join(folder, module);
        await writeFiles(
          files.map((file) => ({ ...file, text: anyVersion(file.text) })),
          folder,
        );
        await init(root, provider);
        const { stdout: validated } = await terraform(root, ['validate', '-json'], provider);
        const { diagnostics } = JSON.parse(validated) as { diagnostics: readonly { detail: string }[] };
        expect(diagnostics.length).toBeGreaterThan(0);
        expect(diagnostics.filter(({ detail }) => !/"region"/.test(detail))).toEqual([]);

        await writeFiles(files.map(forProvider5).map(destroyable), folder);
        await mkdir(join(root, 'tests'));
        await writeFile(join(root, 'tests', 'all.tftest.hcl'), mocked + test);
        const { stdout } = await terraformOk(root, ['test', '-no-color'], provider);
        expect(stdout).toContain('2 passed, 0 failed');
      });
    },
  );
});
