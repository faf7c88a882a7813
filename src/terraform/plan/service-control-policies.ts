/**
 * The service control policies: files that the team attaches, or with `serviceControlPolicies` the folder `service-control-policies/`, in
 * which Terraform creates and attaches them. Knows names, files and blocks; what the policies say is in `access`.
 */
import type { Access } from '../../access/access.js';
import { serviceControlPolicyText } from '../../access/service-control-policy.js';
import { nameOfMapping } from '../../mapping/document-name.js';
import type { RoleMapping } from '../../mapping/model.js';
import { types } from './addresses.js';
import type { OutputBlock, ResourceBlock } from './block.js';
import { type PlannedFile, terraformFile, verbatimFile } from './file.js';
import { resource } from './provider-block.js';
import { call, type Expression, list, map, mapOf, reference, template, text } from './value.js';

export const serviceControlFolder = 'service-control-policies';

/** What AWS Organizations shows next to the name. */
const serviceControlDescription = 'Session documents belong to their permission sets';

/** In AWS Organizations; `at` counts from 0. */
export function serviceControlPolicyName(mapping: Pick<RoleMapping, 'name'>, at: number): string {
  return nameOfMapping(mapping, String(at + 1));
}

/** Below the output folder; `at` counts from 0. */
export function serviceControlPolicyPath(
  { serviceControlTargets }: Pick<RoleMapping, 'serviceControlTargets'>,
  at: number,
): string {
  const folder = serviceControlTargets === undefined ? 'identity-center' : serviceControlFolder;
  return `${folder}/${fileName(at)}`;
}

const fileName = (at: number) => (at === 0 ? 'scp.json' : `scp-${at + 1}.json`);

const policyLabel = (at: number) => `scp_${at + 1}`;

export const serviceControlPolicyAddress = (at: number): string =>
  `${types.serviceControlPolicy}.${policyLabel(at)}`;

/** Ids of targets have hyphens and no underscores. */
const attachmentLabel = (at: number, target: string) => `${policyLabel(at)}_${target.replaceAll('-', '_')}`;

export const serviceControlAttachmentAddress = (at: number, target: string): string =>
  `${types.serviceControlAttachment}.${attachmentLabel(at, target)}`;

export function planServiceControlPolicies(
  mapping: RoleMapping,
  { serviceControlPolicies }: Access,
  planVersions: (module: string) => PlannedFile,
): PlannedFile[] {
  const targets = mapping.serviceControlTargets;
  // Without a header: a service control policy may hold nothing but its own elements.
  const files = serviceControlPolicies.map((policy, at) =>
    verbatimFile(serviceControlPolicyPath(mapping, at), serviceControlPolicyText(policy)),
  );
  if (targets === undefined || files.length === 0) return files;
  const ordinals = files.map((_, at) => at);
  return [
    ...files,
    planVersions(serviceControlFolder),
    terraformFile(
      `${serviceControlFolder}/policies`,
      ordinals.flatMap((at) => [
        policyResource(mapping, at),
        ...targets.map((target) => attachment(at, target)),
      ]),
    ),
    terraformFile(`${serviceControlFolder}/outputs`, [output(mapping, ordinals, targets)]),
  ];
}

const lifecycle = { preventDestroy: true, ignoreChanges: [] } as const;

/** The content is the file, byte for byte: what was counted and proven, and what `prove --scp` reads. */
function policyResource(mapping: RoleMapping, at: number): ResourceBlock {
  const path = template(reference('path', 'module'), `/${fileName(at)}`);
  return resource(
    types.serviceControlPolicy,
    policyLabel(at),
    {
      name: text(serviceControlPolicyName(mapping, at)),
      description: text(serviceControlDescription),
      type: text('SERVICE_CONTROL_POLICY'),
      content: call('file', path),
    },
    { lifecycle },
  );
}

function attachment(at: number, target: string): ResourceBlock {
  return resource(
    types.serviceControlAttachment,
    attachmentLabel(at, target),
    { policy_id: policy(at, 'id'), target_id: text(target) },
    { lifecycle },
  );
}

const policy = (at: number, attribute: string): Expression =>
  reference(types.serviceControlPolicy, policyLabel(at), attribute);

/** What `gate --attached-scp` takes for evidence. A target is there only when its attachment is. */
function output(mapping: RoleMapping, ordinals: readonly number[], targets: readonly string[]): OutputBlock {
  return {
    kind: 'output',
    name: 'service_control_policies',
    description: 'Each service control policy, by name: what it says, and what it is attached to.',
    value: mapOf(
      ordinals.map((at) => [
        serviceControlPolicyName(mapping, at),
        map({
          id: policy(at, 'id'),
          arn: policy(at, 'arn'),
          type: policy(at, 'type'),
          content: policy(at, 'content'),
          targets: list(
            targets.map((target) =>
              reference(types.serviceControlAttachment, attachmentLabel(at, target), 'target_id'),
            ),
          ),
        }),
      ]),
    ),
  };
}
