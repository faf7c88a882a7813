/** What `gate` is given for a mapping of any size: the plan that changes every inline policy, and the documents in place. */
import type { Access } from '../../src/access/access.js';
import { check } from '../../src/generate.js';
import type { RoleMapping } from '../../src/mapping/model.js';
import { documentsAsApplied, stackSetsAsApplied } from '../gate/documents-as-applied.js';

async function accessOf(text: string) {
  const source = { file: 'm.yaml', fileName: 'm.yaml', bytes: new TextEncoder().encode(text) };
  const { mapping, access } = await check(source, { readRelated: async () => undefined });
  if (!mapping || !access) throw new Error('the mapping is refused');
  return { mapping, access };
}

export interface GateFiles {
  readonly plan: string;
  /** One for each account and Region, or one for all StackSets. */
  readonly documents: readonly string[];
}

/** `text` is a mapping at `enforce` with accounts and Regions; the plan comes from `switch`. */
export async function gateFilesOf(text: string): Promise<GateFiles> {
  const { mapping, access } = await accessOf(text);
  const before = await accessOf(text.replace('rollout: enforce', 'rollout: switch'));
  const places = mapping.accounts.flatMap((account) =>
    mapping.regions.map((region) => ({ account, region })),
  );
  return {
    plan: planOfPolicies(mapping, before.access, access),
    documents: mapping.documents.stackSet
      ? [stackSetsAsApplied(mapping, access)]
      : places.map((place) => documentsAsApplied(access, place)),
  };
}

/** `terraform show -json` of a plan that changes every inline policy from those of `before` to those of `access`. */
export function planOfPolicies(mapping: RoleMapping, before: Access, access: Access): string {
  const instance = mapping.instanceArn ?? 'arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5';
  const sets = access.roles.map(({ role, policyText }, at) => ({
    name: role.permissionSet.name,
    label: `r${at}`,
    arn: `${instance.replace(':instance/', ':permissionSet/')}/ps-${String(at).padStart(16, '0')}`,
    was: before.roles[at]?.policyText,
    policyText,
  }));
  const values = (set: (typeof sets)[number], inline_policy: string | undefined) => ({
    id: `${set.arn},${instance}`,
    inline_policy,
    instance_arn: instance,
    permission_set_arn: set.arn,
  });
  const listed =
    mapping.attributes.configuration === 'unmanaged' || mapping.attributes.configuration === 'managed'
      ? mapping.attributes.keep
      : [];
  const list = {
    attribute: listed.map(({ key, source }) => ({ key, value: [{ source: [source] }] })),
    instance_arn: instance,
  };
  const type = 'aws_ssoadmin_permission_set_inline_policy';
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: [
      ...(listed.length === 0
        ? []
        : [
            {
              address: 'aws_ssoadmin_instance_access_control_attributes.this',
              mode: 'managed',
              type: 'aws_ssoadmin_instance_access_control_attributes',
              name: 'this',
              change: { actions: ['no-op'], before: list, after: list, after_unknown: {} },
            },
          ]),
      ...sets.map((set) => ({
        address: `${type}.${set.label}`,
        mode: 'managed',
        type,
        name: set.label,
        change: {
          actions: ['update'],
          before: values(set, set.was),
          after: values(set, set.policyText),
          after_unknown: {},
        },
      })),
    ],
    prior_state: {
      values: {
        root_module: {
          resources: sets.map(({ name, label, arn }) => ({
            address: `data.aws_ssoadmin_permission_set.${label}`,
            mode: 'data',
            type: 'aws_ssoadmin_permission_set',
            name: label,
            values: { arn, name, instance_arn: instance },
          })),
        },
      },
    },
    configuration: {
      root_module: {
        resources: sets.map(({ label }) => ({
          address: `${type}.${label}`,
          expressions: {
            permission_set_arn: {
              references: [
                `data.aws_ssoadmin_permission_set.${label}.arn`,
                `data.aws_ssoadmin_permission_set.${label}`,
              ],
            },
          },
        })),
      },
    },
    complete: true,
    errored: false,
  });
}
