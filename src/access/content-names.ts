/**
 * What the Session documents of a role say; and, with a StackSet, the names that follow from it: CloudFormation makes no new
 * version of a document the default one, so that another content needs another name.
 */
import { hash } from 'node:crypto';
import { jsonencode } from '../aws/json-text.js';
import {
  type PortDocument,
  portDocument,
  type SessionDocument,
  sessionDocument,
} from '../aws/session-document.js';
import type { Report } from '../diagnostics/report.js';
import { documentLabel } from '../mapping/document-name.js';
import type { Role, RoleDocument, RoleMapping, Tunnel } from '../mapping/model.js';
import { documentsOfRole, namesOfDocument } from '../mapping/role-documents.js';
import { preferencesOf } from './session-settings.js';

export interface RoleContents {
  readonly document: SessionDocument;
  /** In the order of the role's tunnels. */
  readonly tunnels: readonly { readonly tunnel: Tunnel; readonly document: PortDocument }[];
}

export function contentsOf({ document, osUser, session, tunnels }: Role): RoleContents {
  return {
    document: sessionDocument(document.description, osUser, preferencesOf(session)),
    tunnels: tunnels.map((tunnel) => ({
      tunnel,
      document: portDocument(tunnel.document.description, tunnel),
    })),
  };
}

/** The same mapping without a StackSet. With one, every later phase takes the names of documents from here. */
export function withContentNames(mapping: RoleMapping, report: Report): RoleMapping {
  if (mapping.documents.stackSet === undefined) return mapping;
  const older = olderNames(mapping);
  const roles = mapping.roles.map((role): Role => {
    const { document, tunnels } = contentsOf(role);
    return {
      ...role,
      document: hashed(role.document, document, older),
      tunnels: tunnels.map(({ tunnel, document: content }) => ({
        ...tunnel,
        document: hashed(tunnel.document, content, older),
      })),
    };
  });
  reportTaken(roles, mapping, report);
  const nameTemplate = `${mapping.documents.nameTemplate}-{hash}`;
  return { ...mapping, documents: { ...mapping.documents, nameTemplate }, roles };
}

/** Name and tags are not part of the content. */
function hashed(
  document: RoleDocument,
  content: SessionDocument | PortDocument,
  older: ReadonlyMap<string, readonly string[]>,
): RoleDocument {
  const digest = hash('sha256', jsonencode(content)).slice(0, 8);
  const name = `${document.name}-${digest}`;
  const before = (older.get(document.name) ?? []).filter((one) => one !== name);
  return { ...document, name, older: before, label: documentLabel(name) };
}

/**
 * Under which names a document may be in the accounts. With a StackSet that is a pattern of every content: what leaves a StackSet stays,
 * also when `documents.previous` no longer lists it. As all hashes are equally long, the pattern is of no other document.
 */
export function namesOverTime(
  { documents }: Pick<RoleMapping, 'documents'>,
  document: RoleDocument,
): readonly string[] {
  if (documents.stackSet === undefined) return namesOfDocument(document);
  const pattern = withAnyContent(document.name);
  return [pattern, ...(document.older ?? []).filter((name) => withAnyContent(name) !== pattern)];
}

export function withAnyContent(name: string): string {
  return name.replace(contentHash, `-${'?'.repeat(8)}`);
}

/** Without the hash, if there is one. */
export function stemOfName(name: string): string {
  return name.replace(contentHash, '');
}

const contentHash = /-[0-9a-f]{8}$/;

/**
 * Older names by the name without hash that they have in common. A name that two documents may have had belongs to none: then no
 * policy opens it.
 */
function olderNames({ documents, roles }: RoleMapping): ReadonlyMap<string, readonly string[]> {
  const current = new Set(roles.flatMap(documentsOfRole).map(({ name }) => name));
  const older = new Map<string, string[]>();
  for (const { name } of documents.previous) {
    // Without a hash it is from before the StackSet.
    const owners = [name, stemOfName(name)].filter(
      (one, at, all) => current.has(one) && all.indexOf(one) === at,
    );
    const [owner] = owners;
    if (owner === undefined || owners.length > 1) continue;
    older.set(owner, [...(older.get(owner) ?? []), name]);
  }
  return older;
}

function reportTaken(roles: readonly Role[], { documents }: RoleMapping, report: Report): void {
  const owners = new Map(
    roles.flatMap((role) =>
      documentsOfRole(role).map(({ name }) => [name.toLowerCase(), role.name] as const),
    ),
  );
  for (const { name } of documents.previous) {
    const by = owners.get(name.toLowerCase());
    if (by === undefined) continue;
    report(
      'document-name-taken',
      { path: ['documents', 'previous'] },
      { name, by: `Role "${by}"`, of: 'previous by content' },
    );
  }
}
