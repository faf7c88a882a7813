/**
 * Names of Session documents, and the Terraform labels that are made of names.
 */
import { documentsPerRegion } from '../../aws/limits.js';
import { defaultDocument } from '../../aws/names.js';
import { defaults } from '../../compiled/role-mapping.js';
import type { SourcePlace } from '../../diagnostics/report.js';
import {
  documentLabel,
  documentNameOf,
  placeholders,
  protectedNames,
  roleLabel,
  tunnelDocumentNameOf,
} from '../document-name.js';
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
      report('document-name-taken', atRole, { name, by });
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
function tunnelsOf(template: string, roles: RuleContext['roles']): NamedTunnel[] {
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
    if (by !== undefined) report('document-name-taken', place, { name, by });
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

export const previousNamesValid: Rule = ({ mapping, roles, report }) => {
  const { name: template = defaults.documents.name, previous = [] } = mapping.documents ?? {};
  const taken = new Map<string, string>();
  // With a StackSet these names get a hash, and without it they may be older names.
  if (mapping.documents?.deploy !== 'stackset') {
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
    else if (by !== undefined) report('document-name-taken', place, { name, by });
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

interface Labelled {
  readonly name: string;
  readonly label: string;
  readonly place: SourcePlace;
  /** Where it stands in the file; looked up only when it is needed. */
  readonly line: () => number | undefined;
}

/** Terraform labels made of names must differ: those of roles, and those of documents, older ones included. */
export const labelsDiffer: Rule = (context) => {
  const collidingRoles = reportCollisions(rolesOf(context), context);
  const documents = documentsOf(context, collidingRoles);
  reportCollisions(withoutEqualNames(documents), context);
};

function rolesOf({ roles, locate }: RuleContext): Labelled[] {
  return roles.map(({ name }) => {
    const path = ['roles', name];
    return {
      name,
      label: roleLabel(name),
      place: { path, point: 'key' },
      line: () => locate(path, 'key')?.range.start.line,
    };
  });
}

/** Roles that collide already make documents that do; that would be the same mistake again. */
function documentsOf(
  { mapping, roles, locate }: RuleContext,
  collidingRoles: ReadonlySet<string>,
): Labelled[] {
  const template = mapping.documents?.name ?? defaults.documents.name;
  const current = roles.flatMap(({ name: roleName, role: { osUser } }): Labelled[] => {
    if (osUser === undefined || collidingRoles.has(roleName)) return [];
    const name = documentNameOf(template, roleName, osUser);
    const path = ['roles', roleName];
    const line = () => locate(path, 'key')?.range.start.line;
    return [{ name, label: documentLabel(name), place: { path, point: 'key' }, line }];
  });
  const others = roles.filter(({ name }) => !collidingRoles.has(name));
  const tunnels = tunnelsOf(template, others).map(({ name, path }): Labelled => {
    const line = () => locate(path, 'key')?.range.start.line;
    return { name, label: documentLabel(name), place: { path, point: 'key' }, line };
  });
  const older = mapping.documents?.deploy === 'stackset' ? [] : (mapping.documents?.previous ?? []);
  const previous = older.flatMap((name, index): Labelled[] => {
    if (name === undefined) return [];
    const path = ['documents', 'previous', index];
    const line = () => locate(path, 'value')?.range.start.line;
    return [{ name, label: documentLabel(name), place: { path }, line }];
  });
  // Roles are in order of the file already.
  if (previous.length + tunnels.length === 0) return current;
  return [...current, ...tunnels, ...previous].sort((a, b) => (a.line() ?? 0) - (b.line() ?? 0));
}

/** Documents of equal names are the business of the rule on names. */
function withoutEqualNames(documents: readonly Labelled[]): readonly Labelled[] {
  const seen = new Set<string>();
  return documents.filter(({ name }) => {
    const folded = name.toLowerCase();
    if (seen.has(folded)) return false;
    seen.add(folded);
    return true;
  });
}

/** The names of those that came too late. */
function reportCollisions(labelled: readonly Labelled[], { report }: RuleContext): Set<string> {
  const first = new Map<string, Labelled>();
  const late = new Set<string>();
  for (const { name, label, place, line } of labelled) {
    const other = first.get(label);
    if (other === undefined) {
      first.set(label, { name, label, place, line });
      continue;
    }
    late.add(name);
    report('label-collision', place, { label, name, other: other.name, line: other.line() });
  }
  return late;
}
