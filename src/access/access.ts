/**
 * What each role is given: its Session document and its inline policy, in the ARN form that fits the quota.
 * Pure data in AWS's words; knows nothing of Terraform but how many bytes its `jsonencode` makes.
 */
import { jsonencode } from '../aws/json-text.js';
import {
  documentBytes,
  inlinePolicyBytes,
  serviceControlPoliciesPerTarget,
  serviceControlPolicyCharacters,
} from '../aws/limits.js';
import type { PortDocument, SessionDocument } from '../aws/session-document.js';
import type { Path } from '../diagnostics/diagnostic.js';
import type { Report } from '../diagnostics/report.js';
import type { PolicyDocument } from '../iam/policy.js';
import type { Role, RoleDocument, RoleMapping } from '../mapping/model.js';
import { keyOfTunnel } from '../mapping/role-documents.js';
import { contentsOf, type RoleContents } from './content-names.js';
import { isShell } from './document-by-place.js';
import { nodeUsersDocument } from './node-users.js';
import { policyBuilder } from './policy/build-policy.js';
import { allowsOtherIdentities } from './policy/other-identities.js';
import { allowsWithoutEffect } from './policy/without-effect.js';
import { serviceControlPolicies, serviceControlPolicyText } from './service-control-policy.js';

/** Counts what the quota of inline policies counts: bytes of UTF-8 without white space. */
function countedBytes(text: string): number {
  return Buffer.byteLength(/\s/.test(text) ? text.replace(/\s+/g, '') : text);
}

export interface Access {
  /** In the order of the mapping's roles. */
  readonly roles: readonly RoleAccess[];
  /** Each within AWS's size limit unless that was reported; none with `guardrails: none`. */
  readonly serviceControlPolicies: readonly PolicyDocument[];
}

export interface RoleAccess extends RoleContents {
  readonly role: Role;
  readonly policy: PolicyDocument;
  /** How the policy names documents. */
  readonly arns: 'accounts' | 'wildcard';
  /** What AWS gets: `policy` as Terraform's `jsonencode` writes it. */
  readonly policyText: string;
  /** Bytes that count against the quota of inline policies. */
  readonly policyBytes: number;
}

/** One of a role's documents, with what it says. */
export interface DocumentAccess extends RoleDocument {
  /** In outputs, as `documentsByKey` has it. */
  readonly key: string;
  readonly content: SessionDocument | PortDocument;
  /** Whose document it is; undefined for the shell of the role. */
  readonly tunnel: string | undefined;
}

export function documentAccess({ role, document, tunnels }: RoleAccess): readonly DocumentAccess[] {
  return [
    { ...role.document, key: role.name, content: document, tunnel: undefined },
    ...tunnels.map(({ tunnel, document: content }) => ({
      ...tunnel.document,
      key: keyOfTunnel(role.name, tunnel),
      content,
      tunnel: tunnel.name,
    })),
  ];
}

/** Reports what AWS would refuse for its size or characters. */
export function buildAccess(mapping: RoleMapping, report: Report): Access {
  const build = policyBuilder(mapping);
  const roles = mapping.roles.map((role) => roleAccess(mapping, role, build));
  for (const access of roles) {
    checkLimits(access, report);
    checkMerged(access, report);
  }
  checkDocumentSizes(roles, report);
  checkNodeUsers(mapping, report);
  const policies = serviceControlPolicies(mapping);
  const longest = Math.max(0, ...policies.map((policy) => serviceControlPolicyText(policy).length));
  if (longest > serviceControlPolicyCharacters) {
    const place = { path: ['documents', 'deployedBy'], point: 'key' } as const;
    report('scp-too-large', place, { characters: longest, limit: serviceControlPolicyCharacters });
  }
  reportTooMany(mapping, policies.length, report);
  return { roles, serviceControlPolicies: policies };
}

/** The script grows with the Linux users of one set of nodes. */
function checkNodeUsers({ nodeUsers = [], roles }: RoleMapping, report: Report): void {
  for (const users of nodeUsers) {
    const bytes = Buffer.byteLength(jsonencode(nodeUsersDocument(users)));
    const role = roles.find(({ nodes }) => JSON.stringify(nodes.tags) === JSON.stringify(users.tags));
    if (bytes <= documentBytes || role === undefined) continue;
    const problem = `the script has ${bytes} bytes, and AWS takes ${documentBytes}`;
    report(
      'node-users-untargetable',
      { path: ['roles', role.name], point: 'key' },
      { role: role.name, problem },
    );
  }
}

function reportTooMany({ serviceControlTargets }: RoleMapping, count: number, report: Report): void {
  const limit = serviceControlPoliciesPerTarget;
  if (count <= limit) return;
  if (serviceControlTargets === undefined)
    report('scp-files-too-many', { path: ['roles'], point: 'key' }, { count, limit });
  else report('scp-too-many', { path: ['serviceControlPolicies', 'targets'] }, { count, limit });
}

function roleAccess(mapping: RoleMapping, role: Role, build: ReturnType<typeof policyBuilder>): RoleAccess {
  return { role, ...contentsOf(role), ...choosePolicy(mapping, role, build) };
}

/** `auto` lists the accounts as long as the policy stays within its quota. */
function choosePolicy(
  mapping: RoleMapping,
  role: Role,
  build: ReturnType<typeof policyBuilder>,
): Omit<RoleAccess, 'role' | keyof RoleContents> {
  const policyWith = (arns: RoleAccess['arns']) => {
    const policy = build(role, arns);
    const policyText = jsonencode(policy);
    return { policy, arns, policyText, policyBytes: countedBytes(policyText) };
  };
  if (mapping.arns !== 'auto') return policyWith(mapping.arns);
  if (mapping.accounts.length === 0) return policyWith('wildcard');
  const listed = policyWith('accounts');
  return listed.policyBytes <= inlinePolicyBytes ? listed : policyWith('wildcard');
}

function checkMerged({ role: { name, inlinePolicy }, policy }: RoleAccess, report: Report): void {
  if (inlinePolicy.kind !== 'merge') return;
  const { file } = inlinePolicy;
  const place = { path: ['roles', name, 'inlinePolicy', 'merge'] };
  for (const index of allowsWithoutEffect(policy, inlinePolicy.policy))
    report('merge-without-effect', place, { file, number: index + 1 });
  for (const index of allowsOtherIdentities(inlinePolicy.policy))
    report('merge-other-identity', place, { file, number: index + 1 });
}

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutInlinePolicyToPermissionSet.html */
const notAllowedInPolicies = /[^\t\n\r\u0020-\u00ff]/u;

function checkLimits({ role, policyText, policyBytes }: RoleAccess, report: Report): void {
  const path = ['roles', role.name];
  if (policyBytes > inlinePolicyBytes) {
    report(
      'policy-quota',
      { path, point: 'key' },
      {
        role: role.name,
        permissionSet: role.permissionSet.name,
        bytes: policyBytes,
        limit: inlinePolicyBytes,
      },
    );
  }
  // Only text beyond ASCII has more bytes than characters, and only that is worth a search.
  const [character] =
    Buffer.byteLength(policyText) > policyText.length ? (notAllowedInPolicies.exec(policyText) ?? []) : [];
  if (character !== undefined) {
    report('policy-not-latin1', { path, point: 'key' }, { role: role.name, character });
  }
}

/** A shell profile is what is that long, and roles share it: those of one text are one mistake. A description may be long too. */
function checkDocumentSizes(roles: readonly RoleAccess[], report: Report): void {
  const tooLarge = new Map<string, { readonly path: Path; readonly names: string[]; largest: number }>();
  for (const access of roles) {
    const { name } = access.role;
    for (const { content, tunnel } of documentAccess(access)) {
      // No character takes more than six bytes, so most documents need not be encoded to be small enough.
      if (JSON.stringify(content).length * 6 <= documentBytes) continue;
      const size = Buffer.byteLength(jsonencode(content));
      if (size <= documentBytes) continue;
      const path = ['roles', name, ...(tunnel === undefined ? [] : ['tunnels', tunnel])];
      const shared = isShell(content) ? content.inputs.shellProfile : undefined;
      const key = JSON.stringify(shared ?? path);
      const found = tooLarge.get(key) ?? { path, names: [], largest: 0 };
      found.names.push(name);
      found.largest = Math.max(found.largest, size);
      tooLarge.set(key, found);
    }
  }
  for (const { path, names, largest } of tooLarge.values())
    report('document-too-large', { path, point: 'key' }, { names, bytes: largest, limit: documentBytes });
}
