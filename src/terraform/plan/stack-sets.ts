/** `session-documents-stackset/`: CloudFormation StackSets that create the Session documents in the accounts of an organization. */
import type { Access } from '../../access/access.js';
import { jsonencode } from '../../aws/json-text.js';
import type { RoleMapping, StackSetSettings } from '../../mapping/model.js';
import { types } from './addresses.js';
import type { Block } from './block.js';
import { type PlannedFile, terraformFile } from './file.js';
import { resource } from './provider-block.js';
import { andTunnels, arnPatternsOutput } from './ssm-document.js';
import { callAsOf, type StackSet, stackSetsOf, toleranceOf } from './stack-set-template.js';
import {
  call,
  type Expression,
  index,
  list,
  map,
  mapOf,
  number,
  reference,
  template,
  text,
  tree,
  yesOrNo,
} from './value.js';

export function planStackSets(
  mapping: RoleMapping,
  settings: StackSetSettings,
  access: Access,
): PlannedFile[] {
  const sets = stackSetsOf(mapping, access);
  return [
    terraformFile(
      'session-documents-stackset/stack-sets',
      [
        templates(sets),
        ...sets.flatMap((set) => [stackSet(set, settings), instances(set, settings, mapping.regions)]),
      ],
      [
        'StackSets never deploy to the management account of the organization.',
        'One aws_cloudformation_stack_instances manages all instances of its set: do not add another one.',
      ],
    ),
    outputs(mapping, sets),
  ];
}

function templates(sets: readonly StackSet[]): Block {
  return {
    kind: 'locals',
    values: sets.map(({ label, template, documents }) => ({
      name: templateLocal(label),
      value: tree(template),
      comment: `${documents.length} documents, ${Buffer.byteLength(jsonencode(template))} bytes as JSON.`,
    })),
  };
}

const templateLocal = (label: string) => `template_of_${label}`;

function stackSet({ name, label }: StackSet, settings: StackSetSettings): Block {
  return resource(
    types.stackSet,
    label,
    {
      name: text(name),
      description: text('Session documents of ssm-runas-gen.'),
      permission_model: text('SERVICE_MANAGED'),
      call_as: text(callAsOf(settings)),
      template_body: call('jsonencode', reference('local', templateLocal(label))),
      auto_deployment: {
        enabled: yesOrNo(settings.autoDeploy),
        // AWS accepts it only with automatic deployment.
        retain_stacks_on_account_removal: settings.autoDeploy ? yesOrNo(false) : undefined,
      },
      managed_execution: { active: yesOrNo(true) },
      operation_preferences: operationPreferences(settings),
      timeouts: { update: longest },
    },
    { lifecycle: { preventDestroy: false, ignoreChanges: ['administration_role_arn'] } },
  );
}

/** Large organizations take longer than the provider's 30 minutes. */
const longest = text('3h');

function operationPreferences(settings: StackSetSettings) {
  const inParallel = { region_concurrency_type: text('PARALLEL') };
  const tolerance = toleranceOf(settings);
  if (tolerance === undefined) return inParallel;
  const [failed, atOnce] = [number(tolerance.failed), number(tolerance.atOnce)];
  return tolerance.unit === 'count'
    ? { ...inParallel, failure_tolerance_count: failed, max_concurrent_count: atOnce }
    : { ...inParallel, failure_tolerance_percentage: failed, max_concurrent_percentage: atOnce };
}

function instances({ label }: StackSet, settings: StackSetSettings, regions: readonly string[]): Block {
  const { organizationalUnits, accounts } = settings;
  return resource(types.stackInstances, label, {
    stack_set_name: reference(types.stackSet, label, 'name'),
    call_as: text(callAsOf(settings)),
    regions: list(regions.map(text)),
    deployment_targets: {
      organizational_unit_ids: list(organizationalUnits.map(text)),
      account_filter_type: accounts.length > 0 ? text('INTERSECTION') : undefined,
      accounts: accounts.length > 0 ? list(accounts.map(text)) : undefined,
    },
    operation_preferences: operationPreferences(settings),
    timeouts: { create: longest, update: longest, delete: longest },
  });
}

/** From the template that AWS has, as far as Terraform last read it. */
function outputs(mapping: RoleMapping, sets: readonly StackSet[]): PlannedFile {
  const property = (label: string, logicalId: string, name: string): Expression =>
    index(
      index(index(index(reference('local', deployedLocal(label)), 'Resources'), logicalId), 'Properties'),
      name,
    );
  const documents = sets.flatMap((set) => set.documents.map((one) => ({ ...one, set })));
  return terraformFile('session-documents-stackset/outputs', [
    {
      kind: 'locals',
      values: sets.map(({ label }) => ({
        name: deployedLocal(label),
        value: call('jsondecode', reference(types.stackSet, label, 'template_body')),
      })),
    },
    {
      kind: 'output',
      name: 'documents',
      description: `Session document of each role${andTunnels(mapping)}: its name, the SHA-256 of its content as normalised JSON, and its StackSet.`,
      value: mapOf(
        documents.map(({ key, logicalId, set: { label } }) => [
          key,
          map({
            name: property(label, logicalId, 'Name'),
            content_sha256: call('sha256', call('jsonencode', property(label, logicalId, 'Content'))),
            stack_set: reference(types.stackSet, label, 'name'),
          }),
        ]),
      ),
    },
    {
      kind: 'output',
      name: 'stack_instances',
      description:
        'Instances of each StackSet as Terraform last read them, each as a text: account, Region, status.',
      value: mapOf(sets.map(({ name, label }) => [name, instancesInOrder(label)])),
    },
    arnPatternsOutput(
      mapping,
      documents.map(({ key, name }) => [key, name]),
    ),
  ]);
}

/** Without what changes with each look, so that a plan without changes has none in its outputs. */
function instancesInOrder(label: string): Expression {
  const of = (attribute: string) => reference('instance', attribute);
  const value = template(of('account_id'), ' ', of('region'), ' ', of('status'));
  const summaries = reference(types.stackInstances, label, 'stack_instance_summaries');
  return call('sort', { kind: 'for', names: ['instance'], in: summaries, item: value });
}

const deployedLocal = (label: string) => `deployed_${label}`;
