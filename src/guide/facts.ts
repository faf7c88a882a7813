/**
 * What is true of a mapping at its step, as the templates of ROLLOUT.md ask for it: names, counts, parts of commands. The sentences and
 * the commands are in `templates/guide`; their compiler makes the type from what they ask for. Pure data, no prose.
 */
import type { Access } from '../access/access.js';
import { stemOfName } from '../access/content-names.js';
import { lockedDefaultDocument, lockedUser } from '../access/default-document.js';
import { documentGuards } from '../access/service-control-policy.js';
import type { Facts } from '../compiled/guide-templates.js';
import { areHeld, placeholder, rootBlockNeeded } from '../mapping/attribute-cut-over.js';
import { type NodeScope, type Role, type RoleMapping, scopeTagKeys } from '../mapping/model.js';
import { mappingDigest } from '../mapping/origin.js';
import { partsOf, placeholdersIn } from '../mapping/place-values.js';
import { opensDefaultDocument, stepNames } from '../mapping/step.js';
import { comment, fenced } from '../markdown/markdown.js';
import { types } from '../terraform/plan/addresses.js';
import { plannedAssignments } from '../terraform/plan/assignments.js';
import { headerFor } from '../terraform/plan/file.js';
import {
  serviceControlAttachmentAddress,
  serviceControlFolder,
  serviceControlPolicyAddress,
  serviceControlPolicyName,
  serviceControlPolicyPath,
} from '../terraform/plan/service-control-policies.js';
import { stackSetsOf } from '../terraform/plan/stack-set-template.js';
import {
  addressInCall,
  addressInState,
  attributesFacts,
  backFacts,
  isSwitchedOff,
  removalFacts,
} from './attribute-facts.js';
import { digestOf } from './policies-in-force.js';

type GuideFacts = Facts['rollout'];

export function guideFacts(mapping: RoleMapping, access: Access): GuideFacts {
  const { fileName, roles, accounts, regions, documents, output, instanceArn } = mapping;
  const isRoot = output.layout === 'root';
  const program = output.engine === 'opentofu' ? 'tofu' : 'terraform';
  const inModule = (module: string) => ({
    /** The team's own root calls the modules where there is no root of theirs. */
    terraform: isRoot ? [program, `-chdir=${module}`] : [program],
    plan: isRoot ? `${module}/plan.json` : 'plan.json',
  });
  const identityCenter = inModule('identity-center');
  const current = roles.flatMap((role) => [role, ...role.tunnels].map(({ document }) => document));
  const [firstRole] = roles.map(namesOf);
  if (!firstRole) throw new Error('a mapping has at least one role');
  return {
    header: comment(headerFor(fileName)),
    fileName,
    mappingPath: mappingPath(mapping),
    instanceArn,
    isRoot,
    program,
    step: stepFacts(mapping),
    roles: roles.map(namesOf),
    accounts,
    regions,
    /** What the commands say where the reader puts in each account and Region. */
    example: {
      account: accounts[0] ?? '111122223333',
      region: regions[0] ?? 'eu-central-1',
      role: firstRole,
    },
    attributes: attributesFacts(mapping),
    placeholder,
    needsRootBlock: !isRoot && rootBlockNeeded(mapping.attributes, mapping.step) !== undefined,
    removal: removalFacts(mapping),
    nodes: nodesFacts(roles),
    sharedKeys: sharedKeys(mapping),
    permissionSets: permissionSetsFacts(mapping, access),
    assignments: assignmentsFacts(mapping),
    serviceControl: serviceControlFacts(mapping, access, inModule(serviceControlFolder)),
    deployedBy: documents.deployedBy,
    digest: mappingDigest(mapping),
    documents: current.map(({ name }) => name),
    forwarding: roles.flatMap(forwardingOf),
    previousDocuments: documents.previous.map(({ name }) => name),
    sessionDocuments: {
      ...inModule('session-documents'),
      count: current.length + documents.previous.length,
      resources: [...current, ...documents.previous].map(({ name, label }) => ({
        name,
        address: addressInCall(output.layout, `${types.document}.${label}`),
      })),
    },
    stackSet: stackSetFacts(mapping, access, inModule('session-documents-stackset')),
    byAccount: byAccountFacts(mapping, current.length + documents.previous.length),
    identityCenter,
    nodeUsers: usersFacts(mapping, inModule('node-users')),
    lock: lockFacts(mapping, inModule('default-document')),
    locksLater: mapping.lockedDefault !== undefined && !mapping.step.locksDefaultDocument,
    policies: policiesFacts(mapping),
    gate: gateFacts(mapping, identityCenter.plan),
    ...logGroups(roles),
    back: backFacts(mapping),
  };
}

/** With AWS provider 6, which knows the Regions. */
function byAccountFacts({ output, regions }: RoleMapping, documents: number): GuideFacts['byAccount'] {
  const [firstRegion] = regions;
  if (output.awsProvider !== 6 || firstRegion === undefined) return undefined;
  return { regions, firstRegion, count: documents * regions.length };
}

type Module = Pick<NonNullable<GuideFacts['lock']>, 'terraform' | 'plan'>;

function usersFacts(
  { nodeUsers, output: { awsProvider, layout }, regions }: RoleMapping,
  module: Module,
): GuideFacts['nodeUsers'] {
  if (nodeUsers === undefined) return undefined;
  const places = awsProvider === 6 ? regions.length : 1;
  return {
    ...module,
    resources: nodeUsers.map(({ name, label }) => ({
      name,
      document: addressInCall(layout, `${types.document}.${label}`),
      association: addressInCall(layout, `${types.association}.${label}`),
    })),
    count: 2 * nodeUsers.length * places,
  };
}

function lockFacts(mapping: RoleMapping, module: Module) {
  if (lockedDefaultDocument(mapping) === undefined) return undefined;
  return { ...module, user: lockedUser };
}

function namesOf({ permissionSet, osUser, document }: Role) {
  return { permissionSet: permissionSet.name, osUser, document: document.name };
}

/** What people of the role can still use for port forwarding. */
function forwardingOf({ permissionSet, tunnels, awsDocuments }: Role) {
  const kept = [...tunnels.map(({ document }) => document.name), ...awsDocuments];
  return kept.length === 0 ? [] : [{ permissionSet: permissionSet.name, documents: kept }];
}

const permissionSetNames = (roles: readonly Role[]) => roles.map(({ permissionSet }) => permissionSet.name);

function stepFacts({ step }: RoleMapping): GuideFacts['step'] {
  const { name, number, attribute, deniesOtherDocuments, expectsNoTag } = step;
  return {
    name,
    number,
    count: stepNames.length,
    before: stepNames[number - 2],
    attributeStays: attribute === 'stays',
    attributeGoes: attribute === 'goes',
    attributeGone: attribute === 'gone',
    deniesOtherDocuments,
    expectsNoTag,
  };
}

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_SendCommand.html allows five. */
const mostTargets = 5;

/** Roles whose nodes have the same tags are asked for in one command. */
function nodesFacts(roles: readonly Role[]): GuideFacts['nodes'] {
  const groups = new Map<string, { readonly users: Set<string>; readonly nodes: NodeScope }>();
  const attributes = new Map<string, Set<string>>();
  for (const { osUser, nodes } of roles) {
    const key = JSON.stringify([nodes.tags, nodes.matchTags]);
    const group = groups.get(key) ?? { users: new Set(), nodes };
    groups.set(key, group);
    group.users.add(osUser);
    for (const [tag, attribute] of Object.entries(nodes.matchTags))
      attributes.set(tag, (attributes.get(tag) ?? new Set()).add(attribute));
  }
  const targets = ({ tags, matchTags }: NodeScope) =>
    [
      ...Object.entries(tags).map(([key, values]) => ({ Key: `tag:${key}`, Values: values })),
      ...Object.keys(matchTags).map((key) => ({ Key: 'tag-key', Values: [key] })),
    ].slice(0, mostTargets);
  return {
    groups: [...groups.values()].map(({ users, nodes }) => ({
      users: [...users].sort(),
      targets: scopeTagKeys(nodes).length > 0 ? targets(nodes) : undefined,
    })),
    areUntagged: roles.some(({ nodes }) => scopeTagKeys(nodes).length === 0),
    matches: [...attributes].map(([tag, names]) => ({ tag, attributes: [...names].sort() })),
  };
}

function permissionSetsFacts(mapping: RoleMapping, access: Access): GuideFacts['permissionSets'] {
  const { roles, step } = mapping;
  const open = roles.filter((role) => opensDefaultDocument(step, role));
  const exported = exportedRoles(mapping);
  const existing = roles.filter(({ permissionSet }) => permissionSet.kind !== 'created');
  return {
    existing: permissionSetNames(existing).sort(),
    areCreated: existing.length < roles.length,
    merged: existing.flatMap(({ permissionSet, inlinePolicy }) =>
      inlinePolicy.kind === 'merge' ? [{ permissionSet: permissionSet.name, file: inlinePolicy.file }] : [],
    ),
    exported: permissionSetNames(exported),
    /** Those of which AWS is asked whether they have the policies of this step, before the attribute goes. */
    awaited: awaitedPolicies(access, removalFacts(mapping).isByCall ? roles : exported),
    openingDefault: permissionSetNames(open),
    unsaid: permissionSetNames(open.filter(({ sessionsBefore }) => sessionsBefore === undefined)),
  };
}

function awaitedPolicies({ roles }: Access, awaited: readonly Role[]) {
  const policies = new Map(roles.map(({ role, policy }) => [role.name, policy]));
  return awaited
    .map(({ name, permissionSet }) => {
      const policy = policies.get(name);
      if (policy === undefined) throw new Error(`There is no policy of role ${name}`);
      return { name: permissionSet.name, digest: digestOf(policy) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Their inline policy is attached by the team. */
function exportedRoles({ roles }: RoleMapping): readonly Role[] {
  return roles.filter(({ inlinePolicy }) => inlinePolicy.kind === 'export');
}

/** Their inline policy is put in place by Terraform. */
function placedRoles({ roles }: RoleMapping): readonly Role[] {
  return roles.filter(({ inlinePolicy }) => inlinePolicy.kind !== 'export');
}

/** What an import of each assignment needs; AWS knows groups and users by ids only. */
function assignmentsFacts(mapping: RoleMapping): GuideFacts['assignments'] {
  return plannedAssignments(mapping).map(({ role, assignment, account, address }) => ({
    permissionSet: role.permissionSet.name,
    kind: assignment.kind,
    principal: assignment.principal,
    account,
    address: addressInState(mapping, address),
  }));
}

/** How the team puts the service control policies in place: by commands, or with `serviceControlPolicies` by Terraform. */
function serviceControlFacts(
  mapping: RoleMapping,
  access: Access,
  module: ModuleCommands,
): GuideFacts['serviceControl'] {
  const guards = new Set(documentGuards(mapping).map(({ Sid }) => Sid));
  const targets = mapping.serviceControlTargets;
  const { layout } = mapping.output;
  const policies = access.serviceControlPolicies.map(({ Statement }, at) => {
    const name = serviceControlPolicyName(mapping, at);
    return {
      name,
      file: serviceControlPolicyPath(mapping, at),
      address: addressInCall(layout, serviceControlPolicyAddress(at)),
      attachments: (targets ?? []).map((target) => ({
        name,
        target,
        address: addressInCall(layout, serviceControlAttachmentAddress(at, target)),
      })),
      evidence: `attached-scp-${at + 1}.json`,
      guards: Statement.some(({ Sid }) => guards.has(Sid)),
    };
  });
  /** One that has only the statement on the tag comes with the last part of the last step. */
  const guarding = policies.filter((policy) => policy.guards);
  return {
    ...module,
    isRoot: layout === 'root',
    policies,
    guarding,
    targets,
    evidence: targets === undefined ? guarding.map(({ evidence }) => evidence) : ['attached-scp.json'],
    added: policies.length * (1 + (targets?.length ?? 0)),
  };
}

interface ModuleCommands {
  readonly terraform: readonly string[];
  readonly plan: string;
}

/** What the plan of `identity-center` counts, and how it is applied. */
function policiesFacts(mapping: RoleMapping): GuideFacts['policies'] {
  const { roles, step, attributes } = mapping;
  const placed = placedRoles(mapping);
  const goes = step.attribute === 'goes';
  const goesHere = goes && areHeld(attributes) && !removalFacts(mapping).isByCall;
  return {
    added:
      placed.length +
      roles.filter(({ permissionSet }) => permissionSet.kind === 'created').length +
      plannedAssignments(mapping).length,
    changed: placed.length,
    changedWithAttribute: placed.length + 1,
    late: placed.filter(({ principalTag }) => principalTag === 'forbid').length,
    /** Terraform destroys a resource before it changes what that resource depended on. */
    appliedFirst:
      goesHere && isSwitchedOff(mapping)
        ? placed.map(({ label }) => addressInState(mapping, `${types.inlinePolicy}.${label}`))
        : [],
    /** Terraform does not wait for policies that others attach. */
    areAwaited: goesHere && placed.length < roles.length,
  };
}

function stackSetFacts(
  mapping: RoleMapping,
  access: Access,
  module: Pick<NonNullable<GuideFacts['stackSet']>, 'terraform' | 'plan'>,
): GuideFacts['stackSet'] {
  const { stackSet } = mapping.documents;
  if (stackSet === undefined) return undefined;
  const sets = stackSetsOf(mapping, access);
  const isDelegated = stackSet.callAs === 'delegated-admin';
  const names = sets.flatMap(({ documents }) => documents.map(({ name }) => name));
  return {
    ...module,
    organizationalUnits: stackSet.organizationalUnits,
    isFiltered: stackSet.accounts.length > 0,
    managementAccount: stackSet.managementAccount,
    isDelegated,
    resources: 2 * sets.length,
    sets: sets.map(({ name }) => ({ name, isDelegated })),
    /** Without the hash of the content. */
    stems: names.map(stemOfName),
    current: names.join(' '),
  };
}

function gateFacts(mapping: RoleMapping, plan: string): GuideFacts['gate'] {
  const always = { mappingPath: mappingPath(mapping), documentFiles: documentFiles(mapping) };
  return {
    policies: { ...always, plan, appliedPolicies: undefined },
    /** Of the Terraform that owns the attributes, which does not plan the policies. */
    attributes: { ...always, plan: 'attributes-plan.json', appliedPolicies: 'policies.json' },
  };
}

/** Outputs of the documents, where the mapping lists the places and they are few; none for whatever files there are. */
function documentFiles({ accounts: listed, regions, documents, output }: RoleMapping): readonly string[] {
  const most = 6;
  const { stackSet } = documents;
  const managing = stackSet?.managementAccount;
  const accounts = stackSet === undefined ? listed : managing === undefined ? [] : [managing];
  const files =
    output.awsProvider === 6
      ? accounts.map((account) => `documents-${account}.json`)
      : accounts.flatMap((account) => regions.map((region) => `documents-${account}-${region}.json`));
  const ofStackSets = stackSet === undefined ? [] : ['documents-stackset.json'];
  return files.length <= most ? [...ofStackSets, ...files] : [];
}

/** The names that the command line looks for from the current folder upwards. */
const discovered = /^ssm-runas\.(?:yaml|yml|json)$/;

/** The mapping as an argument; undefined where the tool finds it by itself. */
function mappingPath({ fileName, output }: RoleMapping): string | undefined {
  if (discovered.test(fileName)) return undefined;
  const parts = output.directory.split('/').filter((part) => part !== '' && part !== '.');
  // What lies above the mapping's folder has names that a mapping does not know.
  if (output.layout === 'module' || parts.includes('..')) return `PATH/TO/${fileName}`;
  return `${'../'.repeat(parts.length)}${fileName}`;
}

/** Where sessions are streamed to while they last, sorted; those that differ by place in parts. */
function logGroups(roles: readonly Role[]): Pick<GuideFacts, 'logGroups' | 'logGroupsByPlace'> {
  const streamed = roles.flatMap(({ session: { cloudWatch } }) =>
    cloudWatch?.streaming === true ? [cloudWatch.logGroup] : [],
  );
  const names = [...new Set(streamed)].sort();
  return {
    logGroups: names.filter((name) => placeholdersIn(name).length === 0),
    logGroupsByPlace: names
      .filter((name) => placeholdersIn(name).length > 0)
      .map((name) => ({
        parts: partsOf(name).map((part) => ({
          text: typeof part === 'string' ? part : '',
          isAccount: typeof part !== 'string' && part.name === 'account',
          isRegion: typeof part !== 'string' && part.name === 'region',
        })),
      })),
  };
}

/** Keys of an account that is not the only one with nodes, with the statements that their key policies need. */
function sharedKeys({ roles, accounts, partition }: RoleMapping): GuideFacts['sharedKeys'] {
  const users = new Map<string, { readonly arns: readonly string[]; readonly sets: Set<string> }>();
  for (const { kmsKey, permissionSet } of roles) {
    if (kmsKey?.kind !== 'key-arn' && kmsKey?.kind !== 'alias-arn') continue;
    const owner = kmsKey.text.split(':')[4];
    if (accounts.length > 0 && accounts.every((account) => account === owner)) continue;
    const arns = kmsKey.kind === 'key-arn' ? kmsKey.arns : [kmsKey.text];
    const key = users.get(kmsKey.text) ?? { arns, sets: new Set() };
    users.set(kmsKey.text, key);
    key.sets.add(permissionSet.name);
  }
  const from = accounts.length > 0 ? accounts : ['111122223333'];
  const Principal = { AWS: from.map((account) => `arn:${partition}:iam::${account}:root`) };
  return [...users.values()].map(({ arns, sets }) => {
    const people = [...sets]
      .sort()
      .map(
        (set) =>
          `arn:${partition}:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_${set}_${'?'.repeat(16)}`,
      );
    const statements = [
      {
        Sid: 'SessionManagerPeople',
        Effect: 'Allow',
        Principal,
        Action: 'kms:GenerateDataKey',
        Resource: '*',
        Condition: { ArnLike: { 'aws:PrincipalArn': people } },
      },
      { Sid: 'SessionManagerNodes', Effect: 'Allow', Principal, Action: 'kms:Decrypt', Resource: '*' },
    ];
    return {
      arns,
      account: arns[0]?.split(':')[4] ?? '',
      statements: fenced('json', JSON.stringify(statements, null, 2)),
    };
  });
}
