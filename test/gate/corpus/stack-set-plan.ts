/** Plans of StackSets, and of the policies next to them, that change nothing before they are edited. */
import type { Access } from '../../../src/access/access.js';
import { jsonencode } from '../../../src/aws/json-text.js';
import type { RoleMapping } from '../../../src/mapping/model.js';
import { stackSetsOf } from '../../../src/terraform/plan/stack-set-template.js';
import { planOfPolicies } from '../../bench/gate-files.js';
import type { Json } from '../edit-plan.js';
import type { PlanCase } from '../plan-case.js';

export const older = 'SSMRunAs-admin-Session-00112233';

export const mapping = (more = '', previous: readonly string[] = [], stackSet = '') => `version: 1
accessControlAttributes: { configuration: disabled }
rollout: enforce
accounts: ["111122223333"]
regions: [eu-central-1]
guardrails: none
nodes: { tags: { ssm-runas: linux } }
session: { kmsKey: alias/session-manager }
documents:
  deploy: stackset
  previous: ${JSON.stringify(previous)}
  stackSet: { organizationalUnits: [ou-ab12-cdefgh34]${stackSet} }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
${more}`;

/** More documents than one StackSet holds. */
export const many = Array.from(
  { length: 75 },
  (_, at) => `  r${at}: { osUser: u${at}, permissionSet: P${at} }`,
).join('\n');

export const setType = 'aws_cloudformation_stack_set';
export const instancesType = 'aws_cloudformation_stack_instances';

type Change = { readonly before: Json; readonly after: Json };

export const withTunnel = (previous: readonly string[] = []) =>
  mapping('', previous).replace('LinuxAdmin }', 'LinuxAdmin, tunnels: { db: { port: 5432 } } }');

export const tunnelStem = 'SSMRunAs-admin-Tunnel-db';

const ofAccounts = mapping('', [], ', accounts: ["111122223333"]');

export const filtered = (targets: Json): Json =>
  Object.assign(targets, { account_filter_type: 'INTERSECTION', accounts: ['111122223333'] });

/** The plan of a StackSet for listed accounts, which has no automatic deployment. */
export const planOfAccounts = (edit: (targets: Json) => void, editSet: (change: Json) => void = () => {}) =>
  plan((of) => {
    of(setType).after.auto_deployment[0].enabled = false;
    const [targets] = of(instancesType).after.deployment_targets;
    edit(targets);
    editSet(of(setType));
  }, ofAccounts);

/** Policies whose documents go by other names before and after. */
export const policies = (
  named: (text: string, current: string) => { readonly before: string; readonly after?: string },
  text = mapping(),
): PlanCase => ({
  mapping: text,
  documents: [],
  plan: '{}',
  later: (access, model) => (made: Json) => {
    const renamed = (when: 'before' | 'after') => ({
      ...access,
      roles: access.roles.map((role) => ({
        ...role,
        policyText: named(role.policyText, role.role.document.name)[when] ?? role.policyText,
      })),
    });
    Object.assign(made, JSON.parse(planOfPolicies(model, renamed('before'), renamed('after'))));
  },
});

/** With a second document in the statement that opens documents. */
export const alsoNaming = (name: string) => (text: string, current: string) => ({
  before: text.replaceAll(
    `"arn:aws:ssm:*:*:document/${current}"`,
    `["arn:aws:ssm:*:*:document/${current}","arn:aws:ssm:*:*:document/${name}"]`,
  ),
});

/** A plan that changes nothing, before it is edited. */
export function plan(
  edit: (of: (type: string, at?: number) => Change, templates: Json[]) => void = () => {},
  text = mapping(),
): PlanCase {
  const later = (access: Access, model: RoleMapping) => (made: Json) => {
    const sets = stackSetsOf(model, access);
    const settings = {
      permission_model: 'SERVICE_MANAGED',
      call_as: 'SELF',
      auto_deployment: [{ enabled: true, retain_stacks_on_account_removal: false }],
      managed_execution: [{ active: true }],
      operation_preferences: [
        { region_concurrency_type: 'PARALLEL', failure_tolerance_count: null, region_order: [] },
      ],
      parameters: {},
      capabilities: [],
      template_url: '',
    };
    const { call_as, operation_preferences } = settings;
    const targets = [{ organizational_unit_ids: ['ou-ab12-cdefgh34'], account_filter_type: null }];
    const twice = (values: Json) => ({ before: structuredClone(values), after: structuredClone(values) });
    made.resource_changes = sets.flatMap(({ name, label, template }) => [
      {
        address: `${setType}.${label}`,
        mode: 'managed',
        type: setType,
        name: label,
        change: {
          actions: ['update'],
          after_unknown: {},
          ...twice({ name, ...settings, template_body: jsonencode(template) }),
        },
      },
      {
        address: `${instancesType}.${label}`,
        mode: 'managed',
        type: instancesType,
        name: label,
        change: {
          actions: ['update'],
          after_unknown: {},
          ...twice({
            stack_set_name: name,
            regions: ['eu-central-1'],
            deployment_targets: targets,
            call_as,
            operation_preferences,
            retain_stacks: false,
          }),
        },
      },
    ]);
    const ofType = (type: string, at = 0) =>
      made.resource_changes.filter((change: Json) => change.type === type)[at].change;
    edit(
      ofType,
      sets.map(({ template }) => JSON.parse(jsonencode(template))),
    );
    made.resource_changes = made.resource_changes.filter(({ change }: Json) => change.actions.length > 0);
  };
  const empty = { format_version: '1.2', complete: true, errored: false, resource_changes: [] };
  return { mapping: text, documents: [], plan: JSON.stringify(empty), later };
}

/** The template before, in which the role's document has an older name. */
export function withOlder(template: Json, change: (resource: Json) => void = () => {}): string {
  const [resource] = Object.values<Json>(template.Resources);
  resource.Properties.Name = older;
  change(resource);
  return JSON.stringify({ ...template, Resources: { Older: resource } });
}
