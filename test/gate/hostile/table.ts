/**
 * Plans of somebody who wants to get past the gate, as a table: what is written, how it is hidden, by which type of resource, in
 * which structure of the configuration. A row is Terraform text; the real Terraform plans it. Judges nothing.
 */

export interface HostileRow {
  /** Begins every name of the row in the configuration, so that a plan of many rows can be divided. */
  readonly id: string;
  readonly writes: string;
  readonly hidden: string;
  readonly type: string;
  readonly structure: string;
  readonly terraform: string;
  /** Files of modules that it calls, by path. */
  readonly modules?: Readonly<Record<string, string>> | undefined;
}

/** What the rows need to know of the organisation. */
export interface Scene {
  /** Of the mapped permission set `LinuxAdmin`. */
  readonly arn: string;
  readonly instanceArn: string;
}

/** The name of a permission set that no mapping has. */
export const unmapped = 'Billing';

export type Draft = Omit<HostileRow, 'id' | 'terraform' | 'modules'> & {
  readonly make: (id: string) => { readonly terraform: string; readonly modules?: HostileRow['modules'] };
};

/** The rows for each state that they are put into. */
export function hostileRows(scene: Scene): Readonly<Record<HostileBase, readonly HostileRow[]>> {
  const drafts = {
    policies: [
      ...ofSets(scene).filter(({ structure }) => structure !== twoProviders),
      ...elsewhere(),
      ...programs(),
      ...secondList(scene),
    ],
    providers: ofSets(scene).filter(({ structure }) => structure === twoProviders),
    unseen: ofSets(scene).filter(({ structure, hidden }) => structure === 'root' && hidden === 'ARN as text'),
    organization: guardPolicies,
    documents: roleDocuments(),
    prepare: defaultDocuments(),
  } as const;
  const numbered = numbering(1);
  return {
    policies: drafts.policies.map(numbered),
    providers: drafts.providers.map(numbered),
    unseen: drafts.unseen.map(numbered),
    organization: drafts.organization.map(numbered),
    documents: drafts.documents.map(numbered),
    prepare: drafts.prepare.map(numbered),
  };
}

/** Gives each row a number of its own. */
export function numbering(first: number): (draft: Draft) => HostileRow {
  let next = first;
  return ({ make, ...row }) => {
    const id = `v${String(next).padStart(3, '0')}`;
    next += 1;
    return { id, ...row, ...make(id) };
  };
}

const twoProviders = 'another provider';

/**
 * `policies`, and `providers` with a second configuration of the provider: identity-center after `enforce`. `unseen`:
 * session-documents, where nothing shows the permission sets. `organization`: the service control policies, applied. `documents` and
 * `prepare`: session-documents, after `enforce` and in `prepare`.
 */
export type HostileBase = 'policies' | 'providers' | 'unseen' | 'organization' | 'documents' | 'prepare';

interface Hiding {
  readonly hidden: string;
  /** The expression of the ARN, and what it needs. */
  readonly arn: (id: string, scene: Scene) => readonly [expression: string, needs?: string];
}

const data = (id: string, name: string, more = '') =>
  `data "aws_ssoadmin_permission_set" "${id}_set" {\n  instance_arn = "INSTANCE"\n  name = "${name}"\n${more}}\n`;
export const pending = (id: string, input: string) =>
  `resource "terraform_data" "${id}_later" {\n  input = ${input}\n}\n`;

const hidings: readonly Hiding[] = [
  { hidden: 'ARN as text', arn: (_id, { arn }) => [`"${arn}"`] },
  {
    hidden: 'ARN in another letter case',
    arn: (_id, { arn }) => [`"${arn.replace(/ps-.*$/, (found) => `ps-${found.slice(3).toUpperCase()}`)}"`],
  },
  { hidden: 'ARN put together', arn: (_id, { arn }) => [`join("/", ${JSON.stringify(arn.split('/'))})`] },
  {
    hidden: 'data source of the mapped one',
    arn: (id) => [`data.aws_ssoadmin_permission_set.${id}_set.arn`, data(id, 'LinuxAdmin')],
  },
  {
    hidden: 'data source that is read later',
    arn: (id) => [
      `data.aws_ssoadmin_permission_set.${id}_set.arn`,
      pending(id, '"x"') + data(id, 'LinuxAdmin', `  depends_on = [terraform_data.${id}_later]\n`),
    ],
  },
  {
    hidden: 'known after apply',
    arn: (id, { arn }) => [`terraform_data.${id}_later.output`, pending(id, `"${arn}"`)],
  },
  {
    hidden: 'known after apply, mentions an unmapped one',
    arn: (id, { arn }) => [
      `terraform_data.${id}_later.output == "" ? data.aws_ssoadmin_permission_set.${id}_set.arn : terraform_data.${id}_later.output`,
      pending(id, `"${arn}"`) + data(id, unmapped),
    ],
  },
  {
    hidden: 'known after apply, mentions one that is created',
    arn: (id, { arn }) => [
      `replace(aws_ssoadmin_permission_set.${id}_new.arn, "/^.*$/", "${arn}")`,
      `resource "aws_ssoadmin_permission_set" "${id}_new" {\n  instance_arn = "INSTANCE"\n  name = "${id}"\n}\n`,
    ],
  },
  {
    hidden: 'known after apply, by an index',
    arn: (id, { arn }) => [`split(",", "${arn},\${terraform_data.${id}_later.id}")[0]`, pending(id, '"x"')],
  },
];

interface Write {
  readonly writes: string;
  readonly type: string;
  readonly body: string;
}

const allowAll = `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })`;

const main: readonly Write[] = [
  {
    writes: 'Allow * as inline policy',
    type: 'aws_ssoadmin_permission_set_inline_policy',
    body: `inline_policy = ${allowAll}`,
  },
  {
    writes: 'AdministratorAccess',
    type: 'aws_ssoadmin_managed_policy_attachment',
    body: 'managed_policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"',
  },
];

const managed = (writes: string, policy: string): Write => ({
  writes,
  type: 'aws_ssoadmin_managed_policy_attachment',
  body: `managed_policy_arn = "arn:aws:iam::aws:policy/${policy}"`,
});

const further: readonly Write[] = [
  managed('rights over IAM', 'IAMFullAccess'),
  managed('rights over permission sets', 'AWSSSOMasterAccountAdministrator'),
  managed('rights over deployments', 'AWSCloudFormationFullAccess'),
  managed('a policy that is not known', 'BrandNewAccess'),
  {
    writes: 'a policy of the account',
    type: 'aws_ssoadmin_customer_managed_policy_attachment',
    body: 'customer_managed_policy_reference {\n    name = "ReadOnlyAccess"\n    path = "/"\n  }',
  },
  {
    writes: 'a boundary',
    type: 'aws_ssoadmin_permissions_boundary_attachment',
    body: 'permissions_boundary {\n    managed_policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"\n  }',
  },
  {
    writes: 'an assignment',
    type: 'aws_ssoadmin_account_assignment',
    body: 'principal_type = "GROUP"\n  principal_id = "90676f5b2d-1a2b3c4d-1111-2222-3333-444455556666"\n  target_type = "AWS_ACCOUNT"\n  target_id = "123456789012"',
  },
];

type Structure = 'root' | 'for_each' | 'count' | 'module' | 'another provider' | 'module with depends_on';

function ofSets(scene: Scene): readonly Draft[] {
  const all: readonly Structure[] = ['root', 'for_each', 'module', 'another provider'];
  const few = hidings.filter(({ hidden }) => hidden === 'ARN as text' || hidden === 'known after apply');
  return [
    ...main.flatMap((write) =>
      hidings.flatMap((hiding) => all.map((structure) => ofSet(write, hiding, structure, scene))),
    ),
    ...main.flatMap((write) =>
      hidings
        .filter(({ hidden }) => hidden === 'ARN as text' || hidden === 'ARN put together')
        .flatMap((hiding) =>
          (['count', 'module with depends_on'] as const).map((structure) =>
            ofSet(write, hiding, structure, scene),
          ),
        ),
    ),
    ...further.flatMap((write) => few.map((hiding) => ofSet(write, hiding, 'root', scene))),
  ];
}

function ofSet(
  { writes, type, body }: Write,
  { hidden, arn }: Hiding,
  structure: Structure,
  scene: Scene,
): Draft {
  const make = (id: string) => {
    const [expression, needs = ''] = arn(id, scene);
    const at = (text: string) => text.replaceAll('INSTANCE', scene.instanceArn);
    const resource = (argument: string, more = '') =>
      `resource "${type}" "${id}_x" {\n${more}  instance_arn = "${scene.instanceArn}"\n  permission_set_arn = ${argument}\n  ${body}\n}\n`;
    if (structure === 'module' || structure === 'module with depends_on') {
      const isLate = structure === 'module with depends_on';
      const waits = isLate ? `  depends_on = [terraform_data.${id}_wait]\n` : '';
      return {
        terraform:
          at(needs) +
          (isLate ? `resource "terraform_data" "${id}_wait" {}\n` : '') +
          `module "${id}_m" {\n  source = "./${id}"\n  arn = ${expression}\n${waits}}\n`,
        modules: { [`${id}/main.tf`]: `variable "arn" {}\n${resource('var.arn')}` },
      };
    }
    if (structure === 'for_each')
      return {
        terraform: at(needs) + resource(`{ a = ${expression} }[each.key]`, '  for_each = toset(["a"])\n'),
      };
    const more = { root: '', count: '  count = 1\n', 'another provider': '  provider = aws.other\n' }[
      structure
    ];
    return { terraform: at(needs) + resource(expression, more) };
  };
  return { writes, hidden, type, structure, make };
}

const permissionSet =
  '{ Type = "AWS::SSO::PermissionSet", Properties = { Name = "LinuxAdmin", InlinePolicy = {} } }';

/** By CloudFormation, Cloud Control and the tags of principals. */
function elsewhere(): readonly Draft[] {
  const templates: readonly (readonly [hidden: string, template: string, needs?: (id: string) => string])[] =
    [
      ['as JSON', `template_body = jsonencode({ Resources = { A = ${permissionSet} } })`],
      [
        'as YAML',
        'template_body = "Resources:\\n  A:\\n    Type: AWS::SSO::PermissionSet\\n    Properties: { Name: LinuxAdmin }\\n"',
      ],
      ['YAML with escapes', 'template_body = "Resources: { A: { Type: \\"AWS::\\\\x53SO::Assignment\\" } }"'],
      [
        'name as a parameter',
        'template_body = jsonencode({ Resources = { A = { Type = "AWS::SSO::PermissionSet", Properties = { Name = { Ref = "N" } } } } })\n  parameters = { N = "LinuxAdmin" }',
      ],
      ['template elsewhere', 'template_url = "https://s3.amazonaws.com/x/y.json"'],
      ['known after apply', 'template_body = terraform_data.ID_later.output', (id) => pending(id, '"{}"')],
      ['macro', 'template_body = jsonencode({ Transform = "Mine", Resources = {} })'],
      [
        'stack inside',
        'template_body = jsonencode({ Resources = { A = { Type = "AWS::CloudFormation::Stack" } } })',
      ],
      ['custom resource', 'template_body = jsonencode({ Resources = { A = { Type = "Custom::Write" } } })'],
      [
        'document of a role',
        'template_body = jsonencode({ Resources = { A = { Type = "AWS::SSM::Document", Properties = { Name = "SSMRunAs-admin-Session" } } } })',
      ],
      [
        'a role with the tag',
        'template_body = jsonencode({ Resources = { A = { Type = "AWS::IAM::Role", Properties = { Tags = [{ Key = "SSMSessionRunAs", Value = "root" }] } } } })',
      ],
      [
        'a tag that its user gets',
        'template_body = jsonencode({ Resources = { A = { Type = "AWS::IAM::User" } } })\n  tags = { SSMSessionRunAs = "root" }',
      ],
      [
        'a type of somebody else',
        'template_body = jsonencode({ Resources = { A = { Type = "Acme::SSO::Policy" } } })',
      ],
      [
        'attributes',
        'template_body = jsonencode({ Resources = { A = { Type = "AWS::SSO::InstanceAccessControlAttributeConfiguration" } } })',
      ],
    ];
  const stacks = (['aws_cloudformation_stack', 'aws_cloudformation_stack_set'] as const).flatMap((type) =>
    templates.map(
      ([hidden, template, needs = () => '']): Draft => ({
        writes: 'a stack',
        hidden,
        type,
        structure: 'root',
        make: (id) => ({
          terraform: `${needs(id)}resource "${type}" "${id}_x" {\n  name = "${id}"\n  ${template.replaceAll('ID', id)}\n}\n`,
        }),
      }),
    ),
  );
  return [
    ...stacks,
    ...plain(
      'a resource of Cloud Control',
      'aws_cloudcontrolapi_resource',
      (
        [
          ['permission set', 'AWS::SSO::PermissionSet', '{ Name = "LinuxAdmin" }'],
          ['default document', 'AWS::SSM::Document', '{ Name = "SSM-SessionManagerRunShell" }'],
          ['some document', 'AWS::SSM::Document', '{ Name = "Other" }'],
          ['stack', 'AWS::CloudFormation::Stack', '{ Name = "x" }'],
          ['a type of somebody else', 'Acme::SSO::Policy', '{ Name = "x" }'],
        ] as const
      ).map(
        ([hidden, type, state]): Plain => [
          hidden,
          // With a schema the provider does not ask AWS for one.
          `type_name = "${type}"\n  desired_state = jsonencode(${state})\n  schema = jsonencode({ typeName = "${type}", properties = { Name = { type = "string" } } })`,
        ],
      ),
    ),
    ...plain('the tag', 'aws_iam_role', [
      ['as text', 'assume_role_policy = "{}"\n  tags = { SSMSessionRunAs = "ops-admin" }'],
      ['other letter case', 'assume_role_policy = "{}"\n  tags = { ssmsessionrunas = "ops-admin" }'],
      [
        'for_each',
        'for_each = toset(["a"])\n  assume_role_policy = "{}"\n  tags = { SSMSessionRunAs = each.key }',
      ],
      [
        'merged',
        'assume_role_policy = "{}"\n  tags = merge({ a = "b" }, { join("", ["SSMSession", "RunAs"]) = "ops-admin" })',
      ],
      [
        'known after apply',
        'assume_role_policy = "{}"\n  tags = { (terraform_data.ID_later.output) = "ops-admin" }',
        (id) => pending(id, '"SSMSessionRunAs"'),
      ],
    ]),
    ...plain('the tag', 'aws_iam_user', [
      ['as text', 'name = "ID"\n  tags = { SSMSessionRunAs = "ops-admin" }'],
    ]),
  ];
}

const remediation = (document: string) =>
  `config_rule_name = "r"\n  target_type = "SSM_DOCUMENT"\n  target_id = ${document}`;

const experiment = (action: string) =>
  `description = "x"\n  role_arn = "arn:aws:iam::123456789012:role/r"\n  stop_condition {\n    source = "none"\n  }\n  action {\n    name = "a"\n    action_id = ${action}\n  }`;

/** What runs something. */
function programs(): readonly Draft[] {
  return [
    ...plain('code on nodes', 'aws_ssm_association', [
      ['AWS-RunShellScript', 'name = "AWS-RunShellScript"'],
      ['a document of the account', 'name = "Mine"'],
      [
        'known after apply',
        'name = terraform_data.ID_later.output',
        (id) => pending(id, '"AWS-RunShellScript"'),
      ],
    ]),
    ...plain('code on nodes', 'aws_config_remediation_configuration', [
      ['AWS-RunShellScript', remediation('"AWS-RunShellScript"')],
      [
        'known after apply',
        remediation('terraform_data.ID_later.output'),
        (id) => pending(id, '"AWS-RunShellScript"'),
      ],
    ]),
    ...plain('code on nodes', 'aws_config_conformance_pack', [
      [
        'a remediation in the template',
        'name = "ID"\n  template_body = jsonencode({ Resources = { A = { Type = "AWS::Config::RemediationConfiguration" } } })',
      ],
      ['template elsewhere', 'name = "ID"\n  template_s3_uri = "s3://somebody/template.yaml"'],
    ]),
    ...plain('code on nodes', 'aws_cloudwatch_event_target', [
      [
        'an automation',
        'rule = "r"\n  arn = "arn:aws:ssm:eu-central-1:123456789012:automation-definition/Mine"\n  role_arn = "arn:aws:iam::123456789012:role/r"',
      ],
      [
        'an automation, known after apply',
        'rule = "r"\n  arn = terraform_data.ID_later.output\n  role_arn = "arn:aws:iam::123456789012:role/r"',
        (id) => pending(id, '"arn:aws:ssm:eu-central-1:123456789012:automation-definition/Mine"'),
      ],
    ]),
    ...plain('code on nodes', 'aws_fis_experiment_template', [
      ['aws:ssm:send-command', experiment('"aws:ssm:send-command"')],
      [
        'known after apply',
        experiment('terraform_data.ID_later.output'),
        (id) => pending(id, '"aws:ssm:send-command"'),
      ],
    ]),
    ...plain('code on nodes', 'aws_ssmincidents_response_plan', [
      [
        'an automation',
        'name = "ID"\n  incident_template {\n    title = "t"\n    impact = 1\n  }\n  action {\n    ssm_automation {\n      document_name = "Mine"\n      role_arn = "arn:aws:iam::123456789012:role/r"\n    }\n  }',
      ],
    ]),
    ...plain('code on nodes', 'aws_ssm_maintenance_window_task', [
      [
        'a command',
        'window_id = "mw-0123456789abcdef0"\n  task_type = "RUN_COMMAND"\n  task_arn = "AWS-RunShellScript"\n  targets {\n    key = "InstanceIds"\n    values = ["i-0123456789abcdef0"]\n  }',
      ],
    ]),
    ...plain('code on nodes', 'aws_ssm_maintenance_window_target', [
      [
        'nodes of the role',
        'window_id = "mw-0123456789abcdef0"\n  resource_type = "INSTANCE"\n  targets {\n    key = "tag:ssm-runas"\n    values = ["linux"]\n  }',
      ],
    ]),
    ...plain('whatever a program does', 'terraform_data', [
      [
        'provisioner',
        'provisioner "local-exec" {\n    command = "aws sso-admin put-inline-policy-to-permission-set"\n  }',
      ],
      [
        'provisioner, for_each',
        'for_each = toset(["a"])\n  provisioner "local-exec" {\n    command = "true"\n  }',
      ],
    ]),
    ...plain('whatever a function does', 'aws_lambda_invocation', [
      ['by name', 'function_name = "f"\n  input = "{}"'],
    ]),
    {
      writes: 'whatever a function does',
      hidden: 'data source that is read later',
      type: 'data aws_lambda_invocation',
      structure: 'root',
      make: (id) => ({
        terraform: `${pending(id, '"x"')}data "aws_lambda_invocation" "${id}_x" {\n  function_name = "f"\n  input = "{}"\n  depends_on = [terraform_data.${id}_later]\n}\n`,
      }),
    },
    ...plain('whatever a schedule calls', 'aws_scheduler_schedule', [
      [
        'an API of AWS',
        'schedule_expression = "rate(1 days)"\n  flexible_time_window {\n    mode = "OFF"\n  }\n  target {\n    arn = "arn:aws:scheduler:::aws-sdk:ssoadmin:putInlinePolicyToPermissionSet"\n    role_arn = "arn:aws:iam::123456789012:role/r"\n    input = jsonencode({ PermissionSetArn = "x" })\n  }',
      ],
    ]),
    ...plain('whatever a stack set does', 'aws_cloudformation_stack_set_instance', [
      ['by name', 'stack_set_name = "s"\n  account_id = "123456789012"'],
    ]),
  ];
}

function secondList({ instanceArn }: Scene): readonly Draft[] {
  const attribute = (key: string, source: string) =>
    `attribute {\n    key = ${key}\n    value {\n      source = [${source}]\n    }\n  }`;
  const type = 'aws_ssoadmin_instance_access_control_attributes';
  return plain('the attribute', type, [
    ['as text', `instance_arn = "${instanceArn}"\n  ${attribute('"SSMSessionRunAs"', '"$${path:title}"')}`],
    [
      'other letter case',
      `instance_arn = "${instanceArn}"\n  ${attribute('"ssmSessionRunAs"', '"$${path:title}"')}`,
    ],
    [
      'known after apply',
      `instance_arn = "${instanceArn}"\n  ${attribute('terraform_data.ID_later.output', '"$${path:title}"')}`,
      (id) => pending(id, '"SSMSessionRunAs"'),
    ],
    [
      'dynamic block',
      `instance_arn = "${instanceArn}"\n  dynamic "attribute" {\n    for_each = { SSMSessionRunAs = "x" }\n    content {\n      key = attribute.key\n      value {\n        source = [attribute.value]\n      }\n    }\n  }`,
    ],
  ]);
}

export type Plain = readonly [hidden: string, body: string, needs?: (id: string) => string];

export function plain(writes: string, type: string, rows: readonly Plain[]): readonly Draft[] {
  return rows.map(([hidden, body, needs = () => '']) => ({
    writes,
    hidden,
    type,
    structure: body.includes('for_each') ? 'for_each' : 'root',
    make: (id) => ({
      terraform: `${needs(id)}resource "${type}" "${id}_x" {\n  ${body.replaceAll('ID_', `${id}_`).replaceAll('"ID"', `"${id}"`)}\n}\n`,
    }),
  }));
}

/** Each is applied as `scp.json` has it, and then changed. */
const scp = 'jsondecode(file("identity-center/scp.json"))';
const guardPolicies: readonly Draft[] = (
  [
    [
      'a statement less',
      `{ Version = ${scp}.Version, Statement = slice(${scp}.Statement, 1, length(${scp}.Statement)) }`,
    ],
    [
      'an exception more',
      `jsondecode(replace(file("identity-center/scp.json"), "arn:aws:iam::*:role/", "arn:aws:iam::*:*/"))`,
    ],
    ['older language', `merge(${scp}, { Version = "2008-10-17" })`],
    [
      'other Sids',
      `jsondecode(replace(replace(file("identity-center/scp.json"), "DocumentOf", "X"), "ArnNotLike", "ArnLike"))`,
    ],
    [
      'moved to a policy that is attached to nothing',
      `{ Version = ${scp}.Version, Statement = slice(${scp}.Statement, 1, length(${scp}.Statement)) }`,
      `resource "aws_organizations_policy" "ID_other" {\n  name = "ID_other"\n  content = jsonencode(${scp})\n}\n`,
    ],
    ['Allow for Deny', `jsondecode(replace(file("identity-center/scp.json"), "\\"Deny\\"", "\\"Allow\\""))`],
  ] as readonly (readonly [hidden: string, content: string, more?: string])[]
).map(([hidden, content, more = '']) => ({
  writes: 'a weaker guard',
  hidden,
  type: 'aws_organizations_policy',
  structure: 'root',
  make: (id) => ({
    terraform: `${more.replaceAll('ID', id)}resource "aws_organizations_policy" "${id}_x" {\n  name = "${id}"\n  content = jsonencode(${content})\n}\n`,
  }),
}));

/** A further document of the same name, as for another Region. */
function roleDocuments(): readonly Draft[] {
  const content = (user: string) =>
    `jsonencode({ schemaVersion = "1.0", sessionType = "Standard_Stream", description = "Sessions of permission set LinuxAdmin run as Linux user ops-admin.", inputs = { runAsEnabled = true, runAsDefaultUser = "${user}", idleSessionTimeout = "20" } })`;
  const document = (body: string) =>
    `name = "SSMRunAs-admin-Session"\n  document_type = "Session"\n  ${body}`;
  return plain('the document of a role', 'aws_ssm_document', [
    ['another user', document(`content = ${content('root')}`)],
    ['another user, for_each', `for_each = toset(["a"])\n  ${document(`content = ${content('root')}`)}`],
    [
      'another user, known after apply',
      document('content = terraform_data.ID_later.output'),
      (id) => pending(id, content('root')),
    ],
    [
      'a name known after apply',
      `name = terraform_data.ID_later.output\n  document_type = "Session"\n  content = ${content('root')}`,
      (id) => pending(id, '"SSMRunAs-admin-Session"'),
    ],
    [
      'shared',
      document(
        `content = ${content('ops-admin')}\n  permissions = {\n    type = "Share"\n    account_ids = "all"\n  }`,
      ),
    ],
    [
      'shared, known after apply',
      document(
        `content = ${content('ops-admin')}\n  permissions = {\n    type = "Share"\n    account_ids = terraform_data.ID_later.output\n  }`,
      ),
      (id) => pending(id, '"all"'),
    ],
    [
      'as YAML',
      document(
        'document_format = "YAML"\n  content = "schemaVersion: \'1.0\'\\nsessionType: Standard_Stream\\ninputs: { runAsEnabled: true, runAsDefaultUser: root }\\n"',
      ),
    ],
    ['target type', document(`content = ${content('ops-admin')}\n  target_type = "/AWS::EC2::Instance"`)],
    [
      'a key twice',
      document(
        `content = replace(${content('ops-admin')}, "\\"runAsDefaultUser\\"", "\\"runAsDefaultUser\\":\\"root\\",\\"runAsDefaultUser\\"")`,
      ),
    ],
  ]);
}

function defaultDocuments(): readonly Draft[] {
  const content = (inputs: string) =>
    `jsonencode({ schemaVersion = "1.0", sessionType = "Standard_Stream", inputs = { ${inputs} } })`;
  const document = (body: string) =>
    `name = "SSM-SessionManagerRunShell"\n  document_type = "Session"\n  ${body}`;
  return plain('the default document', 'aws_ssm_document', [
    ['Run As off', document(`content = ${content('runAsEnabled = false')}`)],
    ['another user', document(`content = ${content('runAsEnabled = true, runAsDefaultUser = "root"')}`)],
    [
      'as text in place of a boolean',
      document(`content = ${content('runAsEnabled = "true", runAsDefaultUser = ""')}`),
    ],
    [
      'shared',
      document(
        `content = ${content('runAsEnabled = true, runAsDefaultUser = ""')}\n  permissions = {\n    type = "Share"\n    account_ids = "all"\n  }`,
      ),
    ],
    ['known after apply', document('content = terraform_data.ID_later.output'), (id) => pending(id, '"{}"')],
    ['for_each', `for_each = toset(["a"])\n  ${document(`content = ${content('runAsEnabled = false')}`)}`],
    ['as YAML', document('document_format = "YAML"\n  content = "inputs: { runAsEnabled: true }"')],
  ]);
}
