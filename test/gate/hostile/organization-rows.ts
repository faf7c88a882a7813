/** Rows for the states of an organization: the StackSets of the documents, the service control policies and the assignments. */
import { type Draft, type HostileRow, numbering, pending, plain } from './table.js';

/** What these rows need to know. */
export interface OrganizationScene {
  readonly instanceArn: string;
  /** Of the mapped permission set that has assignments in the mapping. */
  readonly permissionSet: string;
  /** A user that the mapping assigns to this permission set only. */
  readonly user: string;
}

export type OrganizationBase = 'stack-sets' | 'service-control' | 'assignments';

export function organizationRows(
  scene: OrganizationScene,
): Readonly<Record<OrganizationBase, readonly HostileRow[]>> {
  // The numbers below are those of the table.
  const numbered = numbering(901);
  return {
    'stack-sets': stackSetRows.map(numbered),
    'service-control': policyRows.map(numbered),
    assignments: assignmentRows(scene).map(numbered),
  };
}

const own = 'aws_cloudformation_stack_set.documents';
const rootUser = `replace(${own}.template_body, "ops-admin", "root")`;
const serviceManaged =
  'permission_model = "SERVICE_MANAGED"\n  auto_deployment {\n    enabled = true\n  }\n  lifecycle {\n    ignore_changes = [administration_role_arn]\n  }';
const everywhere =
  'regions = ["eu-central-1"]\n  deployment_targets {\n    organizational_unit_ids = ["r-ab12"]\n  }';

const stackSetRows: readonly Draft[] = [
  ...plain('a second StackSet of the same name', 'aws_cloudformation_stack_set', [
    ['the same template', `name = ${own}.name\n  template_body = ${own}.template_body\n  ${serviceManaged}`],
    [
      'another Linux user',
      `name = "ssm-runas-documents"\n  template_body = ${rootUser}\n  ${serviceManaged}`,
    ],
    [
      'for_each',
      `for_each = toset(["a"])\n  name = "ssm-runas-documents"\n  template_body = ${rootUser}\n  ${serviceManaged}`,
    ],
  ]),
  ...plain('the document of a role', 'aws_cloudformation_stack_set', [
    ['a StackSet of another name', `name = "ID"\n  template_body = ${rootUser}\n  ${serviceManaged}`],
    [
      'a StackSet of another name, the template known after apply',
      `name = "ID"\n  template_body = terraform_data.ID_later.output\n  ${serviceManaged}`,
      (id) => pending(id, rootUser),
    ],
    [
      'a StackSet whose name is known after apply',
      `name = terraform_data.ID_later.output\n  template_body = ${rootUser}\n  ${serviceManaged}`,
      (id) => pending(id, '"ssm-runas-documents"'),
    ],
  ]),
  ...plain('the document of a role', 'aws_cloudformation_stack', [
    ['a stack of this account', `name = "ID"\n  template_body = ${rootUser}`],
  ]),
  ...plain('more accounts', 'aws_cloudformation_stack_instances', [
    ['further instances', `stack_set_name = ${own}.name\n  ${everywhere}`],
    ['further instances, by name', `stack_set_name = "ssm-runas-documents"\n  ${everywhere}`],
    [
      'further instances, of a name known after apply',
      `stack_set_name = terraform_data.ID_later.output\n  ${everywhere}`,
      (id) => pending(id, '"ssm-runas-documents"'),
    ],
  ]),
  ...plain('more accounts', 'aws_cloudformation_stack_set_instance', [
    ['by reference', `stack_set_name = ${own}.name\n  account_id = "999999999999"`],
    [
      'to another unit',
      'stack_set_name = "ssm-runas-documents"\n  deployment_targets {\n    organizational_unit_ids = ["r-ab12"]\n  }',
    ],
  ]),
  ...plain('the document of a role', 'aws_ssm_document', [
    [
      'beside the StackSet',
      'name = jsondecode(aws_cloudformation_stack_set.documents.template_body).Resources[keys(jsondecode(aws_cloudformation_stack_set.documents.template_body).Resources)[0]].Properties.Name\n  document_type = "Session"\n  content = jsonencode({ schemaVersion = "1.0", sessionType = "Standard_Stream", inputs = { runAsEnabled = true, runAsDefaultUser = "root" } })',
    ],
  ]),
];

const scp = 'jsondecode(aws_organizations_policy.scp_1.content)';
const weaker = `jsonencode({ Version = "2012-10-17", Statement = slice(${scp}.Statement, 1, length(${scp}.Statement)) })`;

const policyRows: readonly Draft[] = plain('a second policy of the same name', 'aws_organizations_policy', [
  [
    'the same content',
    'name = aws_organizations_policy.scp_1.name\n  content = aws_organizations_policy.scp_1.content',
  ],
  ['a statement less', `name = "ssm-runas-1"\n  content = ${weaker}`],
  [
    'known after apply',
    'name = "ssm-runas-1"\n  content = terraform_data.ID_later.output',
    (id) => pending(id, weaker),
  ],
  ['of another type', 'name = "ssm-runas-1"\n  type = "TAG_POLICY"\n  content = jsonencode({ tags = {} })'],
]);

function assignmentRows({ instanceArn, permissionSet, user }: OrganizationScene): readonly Draft[] {
  const assignment = (values: Readonly<Record<string, string>> = {}) =>
    Object.entries({
      instance_arn: `"${instanceArn}"`,
      permission_set_arn: `"${permissionSet}"`,
      principal_type: '"USER"',
      principal_id: `"${user}"`,
      target_type: '"AWS_ACCOUNT"',
      target_id: '"123456789012"',
      ...values,
    })
      .map(([argument, value]) => `${argument} = ${value}`)
      .join('\n  ');
  const stranger = '"ffffffff-0000-0000-0000-000000000000"';
  const ofCreated = 'aws_ssoadmin_permission_set.developer.arn';
  return plain('an assignment', 'aws_ssoadmin_account_assignment', [
    ['a user of another role', assignment({ permission_set_arn: ofCreated })],
    [
      'a user of another role, the permission set known after apply',
      assignment({ permission_set_arn: 'terraform_data.ID_later.output' }),
      (id) => pending(id, ofCreated),
    ],
    ['another user', assignment({ principal_id: stranger })],
    ['a group', assignment({ principal_type: '"GROUP"', principal_id: stranger })],
    ['another account', assignment({ target_id: '"999999999999"' })],
    [
      'the user known after apply',
      assignment({ principal_id: 'terraform_data.ID_later.output' }),
      (id) => pending(id, stranger),
    ],
    [
      'the account known after apply',
      assignment({ target_id: 'terraform_data.ID_later.output' }),
      (id) => pending(id, '"999999999999"'),
    ],
    [
      'the permission set in another letter case',
      assignment({
        permission_set_arn: `"${permissionSet.replace(/ps-.*$/, (found) => `ps-${found.slice(3).toUpperCase()}`)}"`,
        principal_id: stranger,
      }),
    ],
    ['for_each', `for_each = toset(["a"])\n  ${assignment({ principal_id: stranger })}`],
  ]);
}
