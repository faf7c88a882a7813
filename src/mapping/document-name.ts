/** How what is made for a mapping gets its names and Terraform labels, and which names of documents are protected. Judges nothing. */

/** What a template may refer to. */
export const placeholders = ['role', 'osUser'] as const;

/** The name that `template` gives; unknown placeholders stay as they are. */
export function documentNameOf(template: string, role: string, osUser: string): string {
  return template.replaceAll('{role}', () => role).replaceAll('{osUser}', () => osUser);
}

/** The name of something else that is there once for a mapping. */
export function nameOfMapping({ name }: { readonly name?: string | undefined }, what: string): string {
  return ['ssm-runas', ...(name === undefined ? [] : [name]), what].join('-');
}

/** The name of a tunnel's document: that of the role's document without a trailing `-Session`, then the tunnel's name. */
export function tunnelDocumentNameOf(roleDocument: string, tunnel: string): string {
  return `${roleDocument.replace(/-Session$/, '')}-Tunnel-${tunnel}`;
}

/**
 * The names that nobody but the deploying role may write: whatever begins like the template. A template that begins with
 * a placeholder is taken whole, with `*` for each placeholder.
 */
export function protectedNames(template: string): string {
  const prefix = literalPrefix(template);
  return prefix === '' ? template.replaceAll(/\{[^}]*\}/g, '*') : `${prefix}*`;
}

/** What stands before the first placeholder. */
export function literalPrefix(template: string): string {
  const [prefix = ''] = template.split('{', 1);
  return prefix;
}

/** A name as a Terraform label: lower case, and `_` for what a label cannot hold or should not. */
export function roleLabel(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_');
}

/** Labels start with a letter or `_` (https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers). */
export function documentLabel(name: string): string {
  const label = roleLabel(name);
  return /^[0-9]/.test(label) ? `document_${label}` : label;
}
