/**
 * The last phase: a mapping without mistakes becomes the model, with defaults applied and roles merged.
 * Checks nothing; whoever calls it has run the schema and every rule.
 */
import type { PolicyDocument } from '../iam/policy.js';
import { attributesOf } from './attribute-cut-over.js';
import { defaultNameTemplate, documentLabel, documentNameOf, roleLabel } from './document-name.js';
import { kmsKeyOf } from './kms-key.js';
import { mergedGuardrails, mergedNodes, mergedSession, ownGuardrails } from './merge-settings.js';
import type {
  DocumentSettings,
  InlinePolicySource,
  NodeScope,
  OutputSettings,
  PermissionSet,
  Role,
  RoleMapping,
  SessionSettings,
} from './model.js';
import type {
  WrittenMapping,
  WrittenNodes,
  WrittenPermissionSet,
  WrittenRole,
  WrittenSession,
} from './schema/raw-mapping.js';
import { type Step, stepNamed } from './step.js';

export interface ModelParts {
  readonly mapping: WrittenMapping;
  readonly fileName: string;
  /** The policy of each merge file, by the path that the mapping gives. */
  readonly mergePolicies: ReadonlyMap<string, PolicyDocument>;
}

export function buildModel({ mapping, fileName, mergePolicies }: ModelParts): RoleMapping {
  const step = stepNamed(mapping.rollout ?? 'enforce');
  const names = Object.keys(mapping.roles).sort();
  return {
    fileName,
    partition: mapping.partition ?? 'aws',
    instanceArn: mapping.identityCenter?.instanceArn,
    attributes: attributesOf(mapping.accessControlAttributes),
    step,
    accounts: sorted(mapping.accounts),
    regions: sorted(mapping.regions),
    arns: mapping.arns ?? 'auto',
    guardrails: sortedGuardrails(ownGuardrails(mapping.guardrails)),
    documents: documentsOf(mapping),
    roles: names.flatMap((name) => {
      const role = mapping.roles[name];
      return role ? [roleOf(name, role, { mapping, step, mergePolicies })] : [];
    }),
    output: outputOf(mapping),
  };
}

interface RoleContext {
  readonly mapping: WrittenMapping;
  readonly step: Step;
  readonly mergePolicies: ReadonlyMap<string, PolicyDocument>;
}

function roleOf(name: string, role: WrittenRole, { mapping, step, mergePolicies }: RoleContext): Role {
  const permissionSet = permissionSetOf(role.permissionSet);
  const template = mapping.documents?.name ?? defaultNameTemplate;
  const documentName = documentNameOf(template, name, role.osUser);
  return {
    name,
    label: roleLabel(name),
    osUser: role.osUser,
    permissionSet,
    sessionsBefore: role.sessionsBefore,
    inlinePolicy: inlinePolicyOf(role.inlinePolicy, mergePolicies),
    document: {
      name: documentName,
      label: documentLabel(documentName),
      description:
        role.description ??
        `Sessions of permission set ${permissionSet.name} run as Linux user ${role.osUser}.`,
    },
    session: sessionOf(mergedSession(mapping, role) as WrittenSession),
    nodes: nodesOf(mergedNodes(mapping, role) as WrittenNodes),
    principalTag: role.principalTag ?? mapping.principalTag ?? step.principalTag,
    guardrails: sortedGuardrails(mergedGuardrails(mapping, role)),
  };
}

function permissionSetOf(written: string | WrittenPermissionSet): PermissionSet {
  if (typeof written === 'string') return { kind: 'named', name: written };
  const { name, arn, create } = written;
  if (arn !== undefined) return { kind: 'arn', name, arn };
  if (create === undefined) return { kind: 'named', name };
  return {
    kind: 'created',
    name,
    create: {
      description: create.description,
      sessionDuration: create.sessionDuration,
      relayState: create.relayState,
      tags: sortedMap(create.tags),
    },
  };
}

function inlinePolicyOf(
  written: WrittenRole['inlinePolicy'],
  policies: ReadonlyMap<string, PolicyDocument>,
): InlinePolicySource {
  if (typeof written !== 'object') return { kind: written ?? 'own' };
  const policy = policies.get(written.merge);
  if (policy === undefined) throw new Error(`No policy was read from ${written.merge}`);
  return { kind: 'merge', file: written.merge, policy };
}

function sessionOf(session: WrittenSession): SessionSettings {
  const { s3, cloudWatch } = session;
  return {
    idleTimeoutMinutes: session.idleTimeoutMinutes ?? 20,
    maxDurationMinutes: session.maxDurationMinutes,
    kmsKey: session.kmsKey === undefined ? undefined : kmsKeyOf(session.kmsKey),
    s3:
      s3?.bucket === undefined
        ? undefined
        : { bucket: s3.bucket, prefix: s3.prefix, encrypted: s3.encrypted ?? true },
    cloudWatch:
      cloudWatch?.logGroup === undefined
        ? undefined
        : {
            logGroup: cloudWatch.logGroup,
            encrypted: cloudWatch.encrypted ?? true,
            streaming: cloudWatch.streaming ?? true,
          },
    shellProfile: session.shellProfile?.linux,
  };
}

function nodesOf({ tags = {}, kinds }: WrittenNodes): NodeScope {
  const keys = Object.keys(tags).sort();
  return {
    tags: Object.fromEntries(keys.map((key) => [key, valuesOf(tags[key] ?? [])])),
    kinds: (['ec2', 'hybrid'] as const).filter((kind) => kinds === undefined || kinds.includes(kind)),
  };
}

function valuesOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : sorted(value);
}

function sortedGuardrails({ standard, deny, except }: RoleMapping['guardrails']): RoleMapping['guardrails'] {
  return { standard, deny: sorted(deny), except: sorted(except) };
}

function documentsOf({ documents = {} }: WrittenMapping): DocumentSettings {
  return {
    nameTemplate: documents.name ?? defaultNameTemplate,
    previous: sorted(documents.previous).map((name) => ({ name, label: documentLabel(name) })),
    tags: sortedMap(documents.tags),
    deployedBy: sorted(documents.deployedBy),
  };
}

function outputOf({ output = {} }: WrittenMapping): OutputSettings {
  return {
    directory: output.directory ?? 'generated',
    syntax: output.syntax ?? 'hcl',
    layout: output.layout ?? 'root',
    moduleAddress: output.moduleAddress,
    engine: output.engine ?? 'terraform',
  };
}

function sorted(values: readonly string[] = []): readonly string[] {
  return [...values].sort();
}

function sortedMap(map: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
