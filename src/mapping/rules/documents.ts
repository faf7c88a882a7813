/** Names of Session documents, and how many there may be. */
import { documentsPerRegion } from '../../aws/limits.js';
import { defaultDocument } from '../../aws/names.js';
import { defaults } from '../../compiled/role-mapping.js';
import type { SourcePlace } from '../../diagnostics/report.js';
import { documentNameOf, placeholders, protectedNames, tunnelDocumentNameOf } from '../document-name.js';
import { mergedGuardrails, ownGuardrails } from '../merge-settings.js';
import { nearest } from '../nearest.js';
import type { Rule, RuleContext } from './context.js';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html */
const namePattern = /^[a-zA-Z0-9_.-]{3,128}$/;
/** With a StackSet, the hash of the content follows, which the rules cannot know; it makes no two names equal. */
const namePatternBeforeHash = /^[a-zA-Z0-9_.-]{3,119}$/;
const roleNamePattern = /^[A-Za-z][A-Za-z0-9_-]{0,31}$/;
const reservedPrefixes = ['aws', 'amazon', 'amzn'];

const templatePlace: SourcePlace = { path: ['documents', 'name'] };

/** Names of Session documents: what AWS accepts, what it reserves, and that each is there once. */
export const documentNamesValid: Rule = (context) => {
  if (context.isStated(['documents', 'name']) && context.mapping.documents?.name === undefined) return;
  const template = context.mapping.documents?.name ?? defaults.documents.name;
  if (reportTemplate(template, context)) return;
  reportNames(template, context);
};

/** True when the template itself is wrong, so that no name it gives is worth a look. */
function reportTemplate(template: string, { roles, report }: RuleContext): boolean {
  if (template.includes('${')) {
    report('policy-variable', templatePlace, { value: template });
    return true;
  }
  const unknown = [...template.matchAll(/\{([^{}]*)\}/g)].find(
    ([, name]) => !placeholders.some((p) => p === name),
  );
  const problem = templateProblem(template, unknown?.[0], roles.length);
  if (problem === undefined) return false;
  const meant = unknown && nearest(unknown[1] ?? '', placeholders);
  report('document-name-template', templatePlace, { problem, suggestion: meant && `{${meant}}` });
  return true;
}

function templateProblem(
  template: string,
  unknown: string | undefined,
  roleCount: number,
): string | undefined {
  if (unknown !== undefined) return `contains ${unknown}`;
  if (/[{}]/.test(template.replaceAll(/\{[^{}]*\}/g, '')))
    return 'has a brace without the other one of the pair';
  if (roleCount > 1 && !/\{[^{}]*\}/.test(template)) return 'gives every role the same name';
  return undefined;
}

function reportNames(template: string, { mapping, roles, isStated, report }: RuleContext): void {
  const hashed = mapping.documents?.deploy === 'stackset';
  const pattern = hashed ? namePatternBeforeHash : namePattern;
  const taken = new Map<string, string>();
  let invalid = false;
  for (const { name: roleName, role } of roles) {
    // A wrong name of a role is one mistake, and `key-malformed` reports it.
    if (role.osUser === undefined || !roleNamePattern.test(roleName)) continue;
    const name = documentNameOf(template, roleName, role.osUser);
    const folded = name.toLowerCase();
    const by = taken.get(folded);
    const atRole: SourcePlace = { path: ['roles', roleName], point: 'key' };
    const reserved = reservedReason(name);
    if (by !== undefined) {
      report('document-name-taken', atRole, { name, by, of: 'role' });
    } else if (!pattern.test(name)) {
      // One wrong character of the template is one mistake, however many roles there are.
      const fromUser = template.includes('{osUser}') && role.osUser.includes('@');
      if (fromUser)
        report(
          'document-name-invalid',
          { path: ['roles', roleName, 'osUser'] },
          { name, role: roleName, hashed },
        );
      else if (!invalid)
        report('document-name-invalid', templateOr(atRole, isStated), { name, role: roleName, hashed });
      invalid ||= !fromUser;
    } else if (reserved !== undefined) {
      if (!invalid)
        report('document-name-reserved', templateOr(atRole, isStated), { name, reason: reserved });
      invalid = true;
    }
    if (by === undefined) taken.set(folded, `Role "${roleName}"`);
  }
  if (!invalid) reportTunnelNames(template, taken, roles, report, hashed);
}

interface NamedTunnel {
  /** Of its document. */
  readonly name: string;
  /** Who has this name, in a finding about another one. */
  readonly owner: string;
  readonly path: readonly string[];
}

/** In the order of the file; those of a role without a Linux user, whose name is not known, are left out. */
export function tunnelsOf(template: string, roles: RuleContext['roles']): NamedTunnel[] {
  return roles.flatMap(({ name: roleName, role }) => {
    const { osUser, tunnels } = role;
    if (osUser === undefined || tunnels === undefined) return [];
    const roleDocument = documentNameOf(template, roleName, osUser);
    return Object.keys(tunnels).map((tunnel) => ({
      name: tunnelDocumentNameOf(roleDocument, tunnel),
      owner: `Tunnel "${tunnel}" of role "${roleName}"`,
      path: ['roles', roleName, 'tunnels', tunnel],
    }));
  });
}

/** Their names begin like those of the roles' documents, which were looked at, and hold no other characters. */
function reportTunnelNames(
  template: string,
  taken: Map<string, string>,
  roles: RuleContext['roles'],
  report: RuleContext['report'],
  hashed: boolean,
): void {
  const pattern = hashed ? namePatternBeforeHash : namePattern;
  for (const { name, owner, path } of tunnelsOf(template, roles)) {
    // A wrong name of a tunnel is one mistake, and `key-malformed` reports it.
    if (!roleNamePattern.test(path.at(-1) ?? '')) continue;
    const place: SourcePlace = { path, point: 'key' };
    const by = taken.get(name.toLowerCase());
    if (by !== undefined) report('document-name-taken', place, { name, by, of: 'tunnel' });
    else if (!pattern.test(name)) report('document-name-invalid', place, { name, role: undefined, hashed });
    else taken.set(name.toLowerCase(), owner);
  }
}

function templateOr(atRole: SourcePlace, isStated: RuleContext['isStated']): SourcePlace {
  return isStated(['documents', 'name']) ? templatePlace : atRole;
}

function reservedReason(name: string): 'prefix' | 'default' | undefined {
  const folded = name.toLowerCase();
  if (folded === defaultDocument.toLowerCase()) return 'default';
  return reservedPrefixes.some((prefix) => folded.startsWith(prefix)) ? 'prefix' : undefined;
}

export const previousNamesValid: Rule = ({ mapping, roles, isWhole, report }) => {
  const { name: template = defaults.documents.name, previous = [] } = mapping.documents ?? {};
  const taken = new Map<string, string>();
  // With a StackSet these names get a hash, and without it they may be older names.
  if (mapping.documents?.deploy !== 'stackset' && isWhole(['documents', 'name'])) {
    for (const { name, role } of roles) {
      if (role.osUser === undefined) continue;
      taken.set(documentNameOf(template, name, role.osUser).toLowerCase(), `Role "${name}"`);
    }
    for (const { name, owner } of tunnelsOf(template, roles)) taken.set(name.toLowerCase(), owner);
  }
  for (const [index, name] of previous.entries()) {
    if (name === undefined) continue;
    const place: SourcePlace = { path: ['documents', 'previous', index] };
    const by = taken.get(name.toLowerCase());
    const reserved = reservedReason(name);
    if (reserved !== undefined) report('document-name-reserved', place, { name, reason: reserved });
    else if (by !== undefined) report('document-name-taken', place, { name, by, of: 'previous' });
    else taken.set(name.toLowerCase(), 'Another previous name');
  }
};

export const documentsWithinQuota: Rule = ({ mapping, roles, report }) => {
  const tunnels = roles.reduce((sum, { role }) => sum + Object.keys(role.tunnels ?? {}).length, 0);
  const count = roles.length + tunnels + (mapping.documents?.previous?.length ?? 0);
  if (count <= documentsPerRegion) return;
  report('document-quota', { path: ['roles'], point: 'key' }, { count, limit: documentsPerRegion });
};

/** With fewer, the pattern of protected names takes in documents that have nothing to do with the mapping. */
const fewestLiterals = 3;

export const protectionNarrow: Rule = ({ mapping, roles, isStated, report }) => {
  const template = mapping.documents?.name;
  if (template === undefined || /[{}$]/.test(template.replaceAll(/\{(?:role|osUser)\}/g, ''))) return;
  const names = protectedNames(template);
  if (names.replaceAll('*', '').length >= fewestLiterals) return;
  const inScp = ownGuardrails(mapping.guardrails).list !== 'none';
  const inPolicies = roles.some(({ role }) => mergedGuardrails(mapping, role).list !== 'none');
  if (!inScp && !inPolicies) return;
  const deployers = isStated(['documents', 'deployedBy']);
  report('documents-overprotected', templatePlace, { names, inPolicies, inScp, deployers });
};
