/** What may become of the StackSets of the documents, and of the policies while a document changes. */
import type { Access } from '../../../src/access/access.js';
import { jsonencode } from '../../../src/aws/json-text.js';
import type { RoleMapping } from '../../../src/mapping/model.js';
import { stackSetsOf } from '../../../src/terraform/plan/stack-set-template.js';
import { planOfPolicies } from '../../bench/gate-files.js';
import type { Json } from '../edit-plan.js';
import type { PlanCase } from '../plan-case.js';
import { type CorpusEntry, entry } from './entry.js';

const older = 'SSMRunAs-admin-Session-00112233';

const mapping = (more = '', previous: readonly string[] = []) => `version: 1
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
  stackSet: { organizationalUnits: [ou-ab12-cdefgh34] }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
${more}`;

/** More documents than one StackSet holds. */
const many = Array.from(
  { length: 75 },
  (_, at) => `  r${at}: { osUser: u${at}, permissionSet: P${at} }`,
).join('\n');

const setType = 'aws_cloudformation_stack_set';
const instancesType = 'aws_cloudformation_stack_instances';

type Change = { readonly before: Json; readonly after: Json };

/** A plan that changes nothing, before it is edited. */
function plan(
  edit: (of: (type: string, at?: number) => Change, templates: Json[]) => void = () => {},
  text = mapping(),
): PlanCase {
  const later = (access: Access, model: RoleMapping) => (made: Json) => {
    const sets = stackSetsOf(model, access);
    const settings = {
      permission_model: 'SERVICE_MANAGED',
      call_as: 'SELF',
      auto_deployment: [{ enabled: true, retain_stacks_on_account_removal: false }],
      parameters: {},
    };
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
          ...twice({ stack_set_name: name, regions: ['eu-central-1'], deployment_targets: targets }),
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
function withOlder(template: Json, change: (resource: Json) => void = () => {}): string {
  const [resource] = Object.values<Json>(template.Resources);
  resource.Properties.Name = older;
  change(resource);
  return JSON.stringify({ ...template, Resources: { Older: resource } });
}

export const stackSets: readonly CorpusEntry[] = [
  entry('a plan that changes nothing is accepted', plan()),
  entry(
    'a document that changes is accepted: the old one stays',
    plan((of, [template]) => {
      of(setType).before.template_body = withOlder(template);
    }),
  ),
  entry(
    'a template that is not that of the mapping',
    plan((of, [template]) => {
      const [resource] = Object.values<Json>(template.Resources);
      resource.Properties.Content.inputs.runAsDefaultUser = 'root';
      of(setType).after.template_body = JSON.stringify(template);
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'another organizational unit',
    plan((of) => {
      of(instancesType).after.deployment_targets[0].organizational_unit_ids = ['r-ab12'];
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'a StackSet of the older kind of permissions',
    plan((of) => {
      of(setType).after.permission_model = 'SELF_MANAGED';
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'a template that is known only after apply',
    plan((of) => {
      const change = of(setType) as Json;
      delete change.after.template_body;
      change.after_unknown.template_body = true;
    }),
    'gate-unknown',
  ),
  entry(
    'a StackSet without its instances',
    plan((of) => {
      (of(instancesType) as Json).actions = [];
    }),
    'gate-stack-set-differs',
  ),
  entry(
    'a StackSet that is deleted',
    plan((of) => {
      for (const type of [setType, instancesType])
        Object.assign(of(type), { actions: ['delete'], after: null });
    }),
    'gate-destroy-plan',
    'gate-document-named',
  ),
  entry(
    'an older document that people may use and that is not retained',
    plan(
      (of, [template]) => {
        of(setType).before.template_body = withOlder(template, (resource) => {
          delete resource.DeletionPolicy;
        });
      },
      mapping('', [older]),
    ),
    'gate-document-named',
  ),
  entry(
    'an older document of another Linux user that people may use',
    plan(
      (of, [template]) => {
        of(setType).before.template_body = withOlder(template, (resource) => {
          resource.Properties.Content.inputs.runAsDefaultUser = 'root';
        });
      },
      mapping('', [older]),
    ),
    'gate-document-older-user',
  ),
  entry(
    'two StackSets are accepted',
    plan(() => {}, mapping(many)),
  ),
  entry(
    'a document that moves to another StackSet',
    plan((of, [first, second]) => {
      const [[id, moved] = []] = Object.entries<Json>(second.Resources);
      delete second.Resources[id ?? ''];
      of(setType, 0).before.template_body = JSON.stringify({
        ...first,
        Resources: { ...first.Resources, [id ?? '']: moved },
      });
      of(setType, 1).before.template_body = JSON.stringify(second);
    }, mapping(many)),
    'gate-document-moved',
  ),
  entry(
    'a policy that names the new document in place of the old one',
    {
      mapping: mapping(),
      documents: [],
      plan: '{}',
      later: (access, model) => (made: Json) => {
        const [current = ''] = access.roles.map(({ role }) => role.document.name);
        const roles = access.roles.map((role) => ({
          ...role,
          policyText: role.policyText.replaceAll(current, older),
        }));
        Object.assign(made, JSON.parse(planOfPolicies(model, { ...access, roles }, access)));
      },
    },
    'gate-document-swapped',
    'gate-documents-unstated',
  ),
  entry(
    'two resources for one StackSet',
    {
      ...plan(),
      later: (access, model) => (made: Json) => {
        plan().later?.(access, model)(made);
        const [set] = made.resource_changes;
        made.resource_changes.push({ ...set, address: `${setType}.again` });
      },
    },
    'gate-written-twice',
  ),
];
