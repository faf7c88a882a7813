/** The Terraform labels that are made of names. */
import { defaults } from '../../compiled/role-mapping.js';
import type { SourcePlace } from '../../diagnostics/report.js';
import { documentLabel, documentNameOf, roleLabel } from '../document-name.js';
import type { Rule, RuleContext } from './context.js';
import { tunnelsOf } from './documents.js';

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
