/**
 * `nodes.users: association`: which Linux users are created on which nodes. Roles whose nodes have the same tags make one group, so that
 * no user is created where its role cannot go. Judges nothing.
 */
import { hash } from 'node:crypto';
import { documentLabel, nameOfMapping } from './document-name.js';
import type { NodeAccount, NodeUsers, Role } from './model.js';

/** A role with what it says of its Linux user; undefined where it is not created. */
interface RoleWithAccount {
  readonly role: Role;
  readonly account: NodeAccount | undefined;
}

/** Sorted by name; empty where no role asks for it. `tags` are those of the mapping, whose group has the plain name. */
export function nodeUsersOf(
  roles: readonly RoleWithAccount[],
  tags: Role['nodes']['tags'],
  plainName: string,
): readonly NodeUsers[] {
  const groups = new Map<string, { tags: Role['nodes']['tags']; accounts: Map<string, NodeAccount> }>();
  for (const { role, account } of roles) {
    if (account === undefined) continue;
    const key = JSON.stringify(role.nodes.tags);
    const group = groups.get(key) ?? { tags: role.nodes.tags, accounts: new Map() };
    groups.set(key, group);
    group.accounts.set(account.osUser, account);
  }
  const nameOf = (key: string) => {
    if (key === JSON.stringify(tags)) return plainName;
    return `${plainName}-${hash('sha256', key).slice(0, 8)}`;
  };
  return [...groups]
    .map(([key, group]): NodeUsers => {
      const accounts = [...group.accounts.values()].sort((a, b) => (a.osUser < b.osUser ? -1 : 1));
      const name = nameOf(key);
      return {
        name,
        label: documentLabel(name),
        tags: group.tags,
        accounts: accounts.filter(({ osUser }) => !isOfDirectory(osUser)),
        skipped: accounts.map(({ osUser }) => osUser).filter(isOfDirectory),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A domain's user is the directory's to create. */
export function isOfDirectory(osUser: string): boolean {
  return osUser.includes('@');
}

/** Begins the names of this mapping's Command documents, and of no Session document of another kind. */
export const nodeUsersPrefix = (mapping: { readonly name?: string | undefined }): string =>
  nameOfMapping(mapping, 'node-users');
