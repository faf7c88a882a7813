/**
 * Makes the corpus of real plans anew: `CAPTURE_PLANS=1 npx vitest run test/gate/capture-plans.slow.test.ts`. Real Terraform
 * and the real provider plan each situation; some are applied to come to the next. Judges nothing: `corpus.test.ts` does.
 */
import { describe, it } from 'vitest';
import { hasMoto } from '../e2e/moto.js';
import {
  account,
  assignedRoles,
  type MappingChoices,
  mappingText,
  others,
  runAs,
  saidRoles,
  seedOrganization,
  seedPeople,
  setAttributes,
} from '../e2e/organisation.js';
import { onStage, type Stage } from '../e2e/stage.js';
import type { Module } from '../e2e/workspace.js';
import { hasTerraform } from '../terraform/terraform.js';
import { writeCase } from './plan-case.js';

const asked = process.env.CAPTURE_PLANS !== undefined;

type Choices = Omit<MappingChoices, 'instanceArn'>;

describe.skipIf(!asked || !hasTerraform || !hasMoto)('plans for the corpus', () => {
  it('are captured along a cut-over', () =>
    onStage('hcl', { ...runAs, ...others }, async (stage) => {
      const { workspace } = stage;
      const { capture, applied, documents } = captureOn(stage);

      await applied('documents-first', 'session-documents', { rollout: 'prepare' });
      documents.push(await workspace.outputs('session-documents'));
      await applied('prepare-first', 'identity-center', { rollout: 'prepare' });
      await capture('straight-to-enforce', 'identity-center', { rollout: 'enforce' });
      const { Department: _forgotten, ...incomplete } = others;
      await capture('attribute-forgotten', 'identity-center', { rollout: 'switch', keep: incomplete });
      await capture(
        'policies-only',
        'identity-center',
        { rollout: 'enforce' },
        '-target=aws_ssoadmin_permission_set_inline_policy.admin',
        '-target=aws_ssoadmin_permission_set_inline_policy.developer',
      );
      await applied('switch', 'identity-center', { rollout: 'switch' });
      await capture('switch-settled', 'identity-center', { rollout: 'switch' });
      await applied('enforce', 'identity-center', { rollout: 'enforce' });
      await capture('enforce-settled', 'identity-center', { rollout: 'enforce' });
      await capture('documents-settled', 'session-documents', { rollout: 'enforce' });
      await capture('back-to-switch', 'identity-center', { rollout: 'switch' });
      await capture('back-to-prepare', 'identity-center', { rollout: 'prepare', configuration: 'managed' });
      await capture('attributes-left-to-themselves', 'identity-center', { rollout: 'prepare' });
      await capture('role-leaves', 'identity-center', {
        rollout: 'enforce',
        roles: '  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }\n',
      });
      await capture('permission-sets-swapped', 'identity-center', {
        rollout: 'enforce',
        roles:
          '  admin: { osUser: ops-admin, permissionSet: LinuxDeveloper }\n  developer: { osUser: dev, permissionSet: LinuxAdmin }\n',
      });
      await capture('documents-renamed', 'session-documents', {
        rollout: 'enforce',
        more: 'documents: { name: "RunAs-{role}-{osUser}" }\n',
      });
      await capture('documents-renamed-carefully', 'session-documents', {
        rollout: 'enforce',
        more: 'documents: { name: "RunAs-{role}-{osUser}", previous: [SSMRunAs-admin-Session, SSMRunAs-developer-Session] }\n',
      });
      await capture('document-user-changed', 'session-documents', {
        rollout: 'enforce',
        roles:
          '  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }\n  developer: { osUser: devel, permissionSet: LinuxDeveloper }\n',
      });
      await workspace.addFile('identity-center', 'attachments.tf', attachments);
      await capture('policies-attached', 'identity-center', { rollout: 'enforce' });
      await workspace.addFile('identity-center', 'attachments.tf');
      await workspace.addFile('identity-center', 'override_override.tf', replacedAttributes);
      await capture('attributes-replaced', 'identity-center', { rollout: 'enforce' });
      await workspace.addFile('identity-center', 'override_override.tf');
      await workspace.generate(text(stage, { rollout: 'enforce' }));
      await workspace.addFile('identity-center', 'access-control-attributes.tf');
      await save(stage, documents, 'attributes-block-removed', 'identity-center', { rollout: 'enforce' });

      await tamper(stage);
      await capture('drifted', 'identity-center', { rollout: 'enforce' });
      await capture('documents-drifted', 'session-documents', { rollout: 'enforce' });
    }));

  it('are captured where others were before', () =>
    onStage('hcl', { ...runAs, ...others }, async (stage) => {
      const { workspace, moto, permissionSets } = stage;
      const { capture } = captureOn(stage);
      await moto.identityCenter('PutInlinePolicyToPermissionSet', {
        InstanceArn: moto.instanceArn,
        PermissionSetArn: permissionSets.LinuxAdmin,
        InlinePolicy: foreignPolicy,
      });
      await workspace.addFile(
        'identity-center',
        'adopted.tf',
        `import {\n  to = aws_ssoadmin_permission_set_inline_policy.admin\n  id = "${permissionSets.LinuxAdmin},${moto.instanceArn}"\n}\n`,
      );
      await capture('foreign-policy-imported', 'identity-center', { rollout: 'prepare' });
      await workspace.addFile('identity-center', 'adopted.tf');
      await capture('prepare-said', 'identity-center', { rollout: 'prepare', roles: saidRoles });
      await capture('first-plan-enforces', 'identity-center', { rollout: 'enforce' });
      await capture('attributes-without-import', 'identity-center', {
        rollout: 'prepare',
        configuration: 'managed',
      });
    }));

  it('are captured of an organization', () =>
    onStage('hcl', { ...runAs, ...others }, async (stage) => {
      const { capture, applied } = captureOn(stage);
      const unit = await seedOrganization(stage.moto);
      const { group } = await seedPeople(stage.moto);
      const choices = {
        rollout: 'prepare',
        more: `serviceControlPolicies: { targets: [${unit}, "${account}"] }\n`,
        roles: assignedRoles(group),
      } as const;
      await applied('service-control-first', 'service-control-policies', choices);
      await capture('service-control-settled', 'service-control-policies', choices);
      await capture('assignments-first', 'identity-center', choices);
    }));

  it('are captured of one root that calls both modules', () =>
    onStage('hcl', { ...runAs, ...others }, async (stage) => {
      const { workspace } = stage;
      const { capture } = captureOn(stage);
      const roles =
        '  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }\n  dba: { osUser: dba, permissionSet: { name: LinuxDba, create: { sessionDuration: PT1H } } }\n';
      const choices = { rollout: 'prepare', roles } as const;
      await workspace.addFile('.', 'main.tf', bothModules);
      await capture('one-root', '.', choices);
      await workspace.addFile('.', 'main.tf', `${bothModules}${dependent}`);
      await capture('one-root-hidden', '.', choices);
    }));
});

function captureOn(stage: Stage) {
  const documents: string[] = [];
  const capture = async (name: string, module: Module, choices: Choices, ...options: readonly string[]) => {
    await stage.workspace.generate(text(stage, choices));
    await save(stage, documents, name, module, choices, ...options);
  };
  const applied = async (name: string, module: Module, choices: Choices) => {
    await capture(name, module, choices);
    await stage.workspace.apply(module);
  };
  return { capture, applied, documents };
}

const text = ({ moto }: Stage, choices: Choices) =>
  mappingText({ instanceArn: moto.instanceArn, ...choices });

async function save(
  stage: Stage,
  documents: readonly string[],
  name: string,
  module: Module,
  choices: Choices,
  ...options: readonly string[]
) {
  const plan = await stage.workspace.plan(module, ...options);
  writeCase(name, { mapping: text(stage, choices), documents: documents.map(documentsOnly), plan });
}

const documentsOnly = (outputs: string) => JSON.stringify({ documents: JSON.parse(outputs).documents });

const foreignPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Billing', Effect: 'Allow', Action: 'ce:Get*', Resource: '*' }],
});

/** What a well-meaning colleague does in the console. */
async function tamper({ moto, permissionSets }: Stage): Promise<void> {
  const { Department: _removed, ...remaining } = others;
  await setAttributes(moto, 'Update', remaining);
  await moto.identityCenter('PutInlinePolicyToPermissionSet', {
    InstanceArn: moto.instanceArn,
    PermissionSetArn: permissionSets.LinuxDeveloper,
    InlinePolicy: foreignPolicy,
  });
  const Name = 'SSMRunAs-developer-Session';
  const { Content } = await moto.systemsManager('GetDocument', { Name });
  await moto.systemsManager('UpdateDocument', {
    Name,
    Content: Content.replace('"dev"', '"root"'),
    DocumentVersion: '$LATEST',
  });
  await moto.systemsManager('UpdateDocumentDefaultVersion', { Name, DocumentVersion: '2' });
}

const attachments = `resource "aws_ssoadmin_managed_policy_attachment" "administrator" {
  instance_arn       = local.instance_arn
  permission_set_arn = data.aws_ssoadmin_permission_set.admin.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_ssoadmin_managed_policy_attachment" "reader" {
  instance_arn       = local.instance_arn
  permission_set_arn = data.aws_ssoadmin_permission_set.admin.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"
}

resource "aws_ssoadmin_customer_managed_policy_attachment" "own" {
  instance_arn       = local.instance_arn
  permission_set_arn = data.aws_ssoadmin_permission_set.developer.arn
  customer_managed_policy_reference {
    name = "deploy"
    path = "/teams/"
  }
}
`;

const replacedAttributes = `resource "aws_ssoadmin_instance_access_control_attributes" "this" {
  instance_arn = "arn:aws:sso:::instance/ssoins-0123456789abcdef"
  lifecycle {
    prevent_destroy = false
  }
}
`;

const bothModules = `module "access" {
  source = "./identity-center"
}

module "documents" {
  for_each = toset(["first"])
  source   = "./session-documents"
}
`;

/** A dependency of the whole module hides what its data sources would read. */
const dependent = `
resource "terraform_data" "something" {}

module "late" {
  source     = "./identity-center"
  depends_on = [terraform_data.something]
}
`;
