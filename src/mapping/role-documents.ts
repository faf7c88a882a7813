/** The Session documents of roles, their tunnels' among them: which there are, and by which names people may start them. */
import type { Role, RoleDocument, RoleMapping, Tunnel } from './model.js';

/** That of its shell, then those of its tunnels. */
export function documentsOfRole({ document, tunnels }: Role): readonly RoleDocument[] {
  return [document, ...tunnels.map((tunnel) => tunnel.document)];
}

/** Of the document of a shell, unless the mapping states another. */
export function describedUser(permissionSet: string, osUser: string): string {
  return `Sessions of permission set ${permissionSet} run as Linux user ${osUser}.`;
}

/** Where a tunnel leads, for people. */
export function tunnelTarget({ host, port }: Pick<Tunnel, 'host' | 'port'>): string {
  if (host === undefined) return `port ${port} of the node`;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Every name by which people of the role may start this document. */
export function namesOfDocument({ name, older = [] }: RoleDocument): readonly string[] {
  return [name, ...older];
}

/** Names of `documents.previous` that belong to no document: no policy opens them. */
export function unownedPrevious({ documents, roles }: RoleMapping): readonly string[] {
  const owned = new Set(roles.flatMap(documentsOfRole).flatMap(({ older = [] }) => older));
  return documents.previous.map(({ name }) => name).filter((name) => !owned.has(name));
}

/** In outputs; a role's name holds no slash. */
export const keyOfTunnel = (role: string, { name }: Tunnel) => `${role}/${name}`;

/** The documents of a role by the keys that outputs have for them. */
export function documentsByKey({ name, document, tunnels }: Role): (readonly [string, RoleDocument])[] {
  return [
    [name, document],
    ...tunnels.map((tunnel) => [keyOfTunnel(name, tunnel), tunnel.document] as const),
  ];
}
