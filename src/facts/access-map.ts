/**
 * Who becomes whom, where and how: what pages, pictures and clients show. Made from the mapping and from the policies as
 * they are built. Knows no sentence and no format.
 */
import type { Access, RoleAccess } from '../access/access.js';
import { many } from '../iam/policy.js';
import { sids } from '../iam/sids.js';
import type {
  AwsDocument,
  InlinePolicySource,
  NodeKind,
  PermissionSet,
  Role,
  RoleMapping,
  SessionSettings,
} from '../mapping/model.js';
import { tunnelTarget } from '../mapping/role-documents.js';
import type { PrincipalTagRule, Step } from '../mapping/step.js';

export interface AccessMap {
  /** The mapping's file name, without folders. */
  readonly mappingName: string;
  readonly step: Step;
  /** Sorted; empty when unstated, which means any. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Sorted by role. */
  readonly rows: readonly AccessRow[];
}

export interface AccessRow {
  readonly role: string;
  readonly permissionSet: string;
  readonly permissionSetOrigin: PermissionSet['kind'];
  /** Where the mapping gives it: this, and not the name, is the permission set that gets the policy. */
  readonly permissionSetArn: string | undefined;
  readonly isCreated: boolean;
  readonly inlinePolicy: InlinePolicySource['kind'];
  /** The merge file as the mapping names it. */
  readonly mergeFile: string | undefined;
  /** The generated policy is an output, which others attach. */
  readonly isOnlyOutput: boolean;
  /** Undefined when they are made elsewhere. */
  readonly assignments: Role['assignments'];
  readonly osUser: string;
  readonly document: string;
  /** Port forwarding that the role keeps, sorted by name. */
  readonly tunnels: readonly TunnelRow[];
  /** AWS's own documents that the role keeps. */
  readonly awsDocuments: readonly AwsDocument[];
  /** What the policy does, at this step, with a caller who has the tag `SSMSessionRunAs`. */
  readonly principalTag: PrincipalTagRule;
  /** The same as flags; with neither, the tag must name the role's user. */
  readonly tag: { readonly ignore: boolean; readonly forbid: boolean };
  /** Whose name decides at this step: the role's user, or that of a tag while there is one. */
  readonly becomes: 'osUser' | 'tagElseOsUser';
  readonly nodes: {
    /** At least one, in the order ec2, hybrid. */
    readonly kinds: readonly NodeKind[];
    readonly kindNames: string;
    /** Sorted by key; a node must have all of them. None: every node. */
    readonly tags: readonly { readonly key: string; readonly values: readonly string[] }[];
    /** Tags that must equal the person's own attribute, sorted by key. */
    readonly matches: readonly { readonly key: string; readonly attribute: string }[];
    readonly isScoped: boolean;
  };
  readonly session: SessionSettings;
  /** How the policy names documents. */
  readonly arns: RoleAccess['arns'];
  /** Bytes that count against the quota of inline policies. */
  readonly policyBytes: number;
  /** The actions that guardrails deny at this step, each once, in the order of the policy. */
  readonly refused: readonly string[];
}

export interface TunnelRow {
  readonly name: string;
  /** `HOST:PORT`, or the port of the node. */
  readonly target: string;
  /** Undefined: a free one. */
  readonly localPort: number | undefined;
  readonly document: string;
}

function tunnelRows({ tunnels }: Role): readonly TunnelRow[] {
  return tunnels.map((tunnel) => ({
    name: tunnel.name,
    target: tunnelTarget(tunnel),
    localPort: tunnel.localPort,
    document: tunnel.document.name,
  }));
}

/** On one line, for pages that mark no names; empty where the role keeps none. */
export function forwardingWords({ tunnels, awsDocuments }: AccessRow): string {
  const own = tunnels.map(({ name, target, localPort }) => {
    const from = localPort === undefined ? '' : `, from local port ${localPort}`;
    return `${name} to ${target}${from}`;
  });
  return [...own, ...awsDocuments].join('; ');
}

export function accessMap(mapping: RoleMapping, { roles }: Access): AccessMap {
  const { fileName, step, accounts, regions } = mapping;
  return { mappingName: fileName, step, accounts, regions, rows: roles.map(accessRow) };
}

function accessRow(access: RoleAccess): AccessRow {
  const { role, arns, policyBytes } = access;
  const { session, inlinePolicy, principalTag } = role;
  return {
    role: role.name,
    permissionSet: role.permissionSet.name,
    permissionSetOrigin: role.permissionSet.kind,
    permissionSetArn: role.permissionSet.kind === 'arn' ? role.permissionSet.arn : undefined,
    isCreated: role.permissionSet.kind === 'created',
    inlinePolicy: inlinePolicy.kind,
    mergeFile: inlinePolicy.kind === 'merge' ? inlinePolicy.file : undefined,
    isOnlyOutput: inlinePolicy.kind === 'export',
    assignments: role.assignments,
    osUser: role.osUser,
    document: role.document.name,
    tunnels: tunnelRows(role),
    awsDocuments: role.awsDocuments,
    principalTag,
    tag: { ignore: principalTag === 'ignore', forbid: principalTag === 'forbid' },
    becomes: principalTag === 'ignore' ? 'tagElseOsUser' : 'osUser',
    nodes: nodesOf(role),
    session,
    arns,
    policyBytes,
    refused: refusedBy(access),
  };
}

const guardrailSids: ReadonlySet<string> = new Set([
  sids.denyWaysAround,
  sids.denyDocumentChanges,
  sids.denyScopeTags,
]);

/** Read from the policy, in which steps and exceptions are applied already. What a merge file denies is left out. */
function refusedBy({ role: { inlinePolicy }, policy: { Statement } }: RoleAccess): readonly string[] {
  const merged = inlinePolicy.kind === 'merge' ? inlinePolicy.policy.Statement.length : 0;
  const refused = new Set<string>();
  for (const { Sid, Action } of Statement.slice(0, Statement.length - merged)) {
    if (Sid === undefined || Action === undefined || !guardrailSids.has(Sid)) continue;
    for (const action of many(Action)) refused.add(action);
  }
  return [...refused];
}

const kindNames = { ec2: 'EC2', hybrid: 'hybrid' } as const;

function nodesOf({ nodes: { kinds, tags, matchTags } }: Role): AccessRow['nodes'] {
  const matches = Object.entries(matchTags).map(([key, attribute]) => ({ key, attribute }));
  return {
    kinds,
    kindNames: kinds.map((kind) => kindNames[kind]).join(' and '),
    tags: Object.entries(tags)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, values]) => ({ key, values })),
    matches,
    isScoped: Object.keys(tags).length + matches.length > 0,
  };
}

/** On one line, for pages that mark no names. */
export function nodeTagWords({ tags, matches }: AccessRow['nodes']): string {
  const words = [
    ...tags.map(({ key, values }) => `${key} = ${values.join(' | ')}`),
    ...matches.map(({ key, attribute }) => `${key} = own ${attribute}`),
  ];
  return words.length === 0 ? 'any tags' : words.join(', ');
}

export function nodeWords(nodes: AccessRow['nodes']): string {
  return `${nodes.kindNames}: ${nodeTagWords(nodes)}`;
}

/** What a client or an audit looks up. AWS gives each permission set one inline policy, so each stands for one role. */
export interface PermissionSetRow {
  readonly permissionSet: string;
  readonly osUser: string;
  readonly document: string;
  readonly tunnels: readonly TunnelRow[];
  readonly awsDocuments: readonly AwsDocument[];
}

/** Sorted by permission set. */
export function byPermissionSet({ roles }: RoleMapping): readonly PermissionSetRow[] {
  return roles
    .map((role) => ({
      permissionSet: role.permissionSet.name,
      osUser: role.osUser,
      document: role.document.name,
      tunnels: tunnelRows(role),
      awsDocuments: role.awsDocuments,
    }))
    .sort((a, b) => (a.permissionSet < b.permissionSet ? -1 : 1));
}
