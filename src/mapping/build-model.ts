/**
 * The last phase: a mapping without mistakes becomes the model, with defaults applied and roles merged.
 * Checks nothing; whoever calls it has run the schema and every rule.
 */
import { isPrincipalId, stackSetRoles } from '../aws/names.js';
import { defaults, roleDefaults } from '../compiled/role-mapping.js';
import type { PolicyDocument } from '../iam/policy.js';
import { attributesOf } from './attribute-cut-over.js';
import { documentLabel, documentNameOf, roleLabel, tunnelDocumentNameOf } from './document-name.js';
import { withKmsKey } from './kms-key.js';
import { accountOf, mergedGuardrails, mergedNodes, mergedSession, ownGuardrails } from './merge-settings.js';
import type {
  DocumentSettings,
  InlinePolicySource,
  NodeScope,
  OutputSettings,
  PermissionSet,
  PrincipalAssignment,
  Role,
  RoleMapping,
  SessionSettings,
  StackSetSettings,
  Tunnel,
} from './model.js';
import { nodeUsersOf, nodeUsersPrefix } from './node-users.js';
import { filledForRole } from './place-values.js';
import { describedUser, tunnelTarget } from './role-documents.js';
import type {
  WrittenAssignment,
  WrittenMapping,
  WrittenNodes,
  WrittenPermissionSet,
  WrittenRole,
  WrittenSession,
} from './schema/raw-mapping.js';
import { withDefaults } from './schema/with-defaults.js';
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
  const roles = names.flatMap((name) => {
    const role = mapping.roles[name];
    return role ? [{ written: role, role: roleOf(name, role, { mapping, step, mergePolicies }) }] : [];
  });
  return {
    fileName,
    name: mapping.name,
    accept: mapping.accept ?? [],
    partition: mapping.partition ?? defaults.partition,
    instanceArn: mapping.identityCenter?.instanceArn,
    identityCenterRegion: mapping.identityCenter?.region,
    attributes: attributesOf(mapping.accessControlAttributes),
    step,
    accounts: sorted(mapping.accounts),
    regions: sorted(mapping.regions),
    arns: mapping.arns ?? defaults.arns,
    guardrails: sortedGuardrails(ownGuardrails(mapping.guardrails)),
    serviceControlTargets: mapping.serviceControlPolicies && sorted(mapping.serviceControlPolicies.targets),
    documents: documentsOf(mapping),
    lockedDefault:
      mapping.defaultDocument === 'lock'
        ? withKmsKey(sessionOf((mapping.session ?? {}) as WrittenSession), sorted(mapping.regions)).session
        : undefined,
    nodeUsers: groupsOfUsers(mapping, roles),
    roles: roles.map(({ role }) => role),
    output: outputOf(mapping),
  };
}

function groupsOfUsers(
  mapping: WrittenMapping,
  roles: readonly { readonly written: WrittenRole; readonly role: Role }[],
): RoleMapping['nodeUsers'] {
  const withAccounts = roles.map(({ written, role }) => ({ role, account: accountOf(mapping, written) }));
  const { tags } = nodesOf((mapping.nodes ?? {}) as WrittenNodes);
  const groups = nodeUsersOf(withAccounts, tags, nodeUsersPrefix(mapping));
  return groups.length === 0 ? undefined : groups;
}

interface RoleContext {
  readonly mapping: WrittenMapping;
  readonly step: Step;
  readonly mergePolicies: ReadonlyMap<string, PolicyDocument>;
}

function roleOf(name: string, role: WrittenRole, { mapping, step, mergePolicies }: RoleContext): Role {
  const permissionSet = permissionSetOf(role.permissionSet);
  const template = mapping.documents?.name ?? defaults.documents.name;
  const documentName = documentNameOf(template, name, role.osUser);
  const written = filledForRole(sessionOf(mergedSession(mapping, role) as WrittenSession), {
    role: name,
    osUser: role.osUser,
  });
  const { session, kmsKey } = withKmsKey(written, sorted(mapping.regions));
  return {
    name,
    label: roleLabel(name),
    osUser: role.osUser,
    permissionSet,
    sessionsBefore: role.sessionsBefore,
    inlinePolicy: inlinePolicyOf(role.inlinePolicy ?? roleDefaults.inlinePolicy, mergePolicies),
    assignments: role.assignments?.map(assignmentOf),
    document: {
      name: documentName,
      older: undefined,
      label: documentLabel(documentName),
      description: role.description ?? describedUser(permissionSet.name, role.osUser),
    },
    tunnels: tunnelsOf(role.tunnels, documentName, permissionSet.name),
    awsDocuments: sorted(role.awsDocuments),
    session,
    kmsKey,
    nodes: nodesOf(mergedNodes(mapping, role) as WrittenNodes),
    principalTag: role.principalTag ?? mapping.principalTag ?? step.principalTag,
    guardrails: sortedGuardrails(mergedGuardrails(mapping, role)),
  };
}

function tunnelsOf(
  written: WrittenRole['tunnels'],
  roleDocument: string,
  permissionSet: string,
): readonly Tunnel[] {
  return Object.entries(written ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([tunnel, { port, host, localPort, ...stated }]) => {
      const name = tunnelDocumentNameOf(roleDocument, tunnel);
      const target = tunnelTarget({ host, port });
      const description =
        stated.description ?? `Port forwarding of permission set ${permissionSet} to ${target}; no shell.`;
      return {
        name: tunnel,
        port,
        host,
        localPort,
        document: { name, older: undefined, label: documentLabel(name), description },
      };
    });
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

/** Exactly one of the two keys is there. */
function assignmentOf({ group, user, accounts }: WrittenAssignment): PrincipalAssignment {
  const kind = group === undefined ? 'user' : 'group';
  const principal = group ?? user ?? '';
  return { kind, by: isPrincipalId(principal) ? 'id' : 'name', principal, accounts: sorted(accounts) };
}

function inlinePolicyOf(
  written: NonNullable<WrittenRole['inlinePolicy']>,
  policies: ReadonlyMap<string, PolicyDocument>,
): InlinePolicySource {
  if (typeof written === 'string') return { kind: written };
  const policy = policies.get(written.merge);
  if (policy === undefined) throw new Error(`No policy was read from ${written.merge}`);
  return { kind: 'merge', file: written.merge, policy };
}

function sessionOf(written: WrittenSession): SessionSettings {
  return withDefaults(written, defaults.session) as SessionSettings;
}

function nodesOf({ tags = {}, matchTags, kinds = defaults.nodes.kinds }: WrittenNodes): NodeScope {
  const keys = Object.keys(tags).sort();
  return {
    tags: Object.fromEntries(keys.map((key) => [key, valuesOf(tags[key] ?? [])])),
    matchTags: sortedMap(matchTags),
    kinds: (['ec2', 'hybrid'] as const).filter((kind) => kinds.includes(kind)),
  };
}

function valuesOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : sorted(value);
}

function sortedGuardrails({ list, deny, except }: RoleMapping['guardrails']): RoleMapping['guardrails'] {
  return { list, deny: sorted(deny), except: sorted(except) };
}

function documentsOf(written: WrittenMapping): DocumentSettings {
  const documents = withDefaults(written.documents ?? {}, defaults.documents);
  return {
    nameTemplate: documents.name,
    previous: sorted(documents.previous).map((name) => ({ name, label: documentLabel(name) })),
    tags: sortedMap(documents.tags),
    deployedBy: deployersOf(written),
    stackSet: documents.deploy === 'stackset' ? stackSetOf(written.documents?.stackSet) : undefined,
  };
}

/** A StackSet writes the documents as a role of CloudFormation, which a list of others must not shut out. */
function deployersOf({ partition = defaults.partition, documents = {} }: WrittenMapping): readonly string[] {
  const { deployedBy = [], deploy } = documents;
  if (deployedBy.length === 0 || deploy !== 'stackset') return sorted(deployedBy);
  return sorted([...new Set([...deployedBy, stackSetRoles(partition)])]);
}

/** The rules refuse a StackSet without settings. */
function stackSetOf(
  written: NonNullable<WrittenMapping['documents']>['stackSet'] = { organizationalUnits: [] },
): StackSetSettings {
  const { organizationalUnits, accounts, autoDeploy, callAs, managementAccount } = written;
  const { failureToleranceCount: count, failureTolerancePercentage: percentage } = written;
  return {
    organizationalUnits: sorted(organizationalUnits),
    accounts: sorted(accounts),
    autoDeploy: autoDeploy ?? accounts === undefined,
    callAs: callAs ?? 'self',
    managementAccount,
    failureTolerance:
      count !== undefined
        ? { unit: 'count', value: count }
        : percentage === undefined
          ? undefined
          : { unit: 'percentage', value: percentage },
  };
}

function outputOf(written: WrittenMapping): OutputSettings {
  const { directory, syntax, layout, moduleAddress, defaultDocumentModuleAddress, engine, awsProvider } =
    withDefaults(written.output ?? {}, defaults.output);
  return {
    directory,
    syntax,
    layout,
    moduleAddress,
    defaultDocumentModuleAddress,
    engine,
    awsProvider: String(awsProvider) === '6' ? 6 : 5,
  };
}

function sorted<T extends string>(values: readonly T[] = []): readonly T[] {
  return [...values].sort();
}

function sortedMap(map: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
