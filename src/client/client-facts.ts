/**
 * What every client is told about the mapping, in one order and with the widths of its list's columns.
 * Knows no shell; says nothing that a policy would have to enforce.
 */
import type { Partition } from '../aws/names.js';
import { byPermissionSet, type PermissionSetRow } from '../facts/access-map.js';
import type { RoleMapping } from '../mapping/model.js';

export interface ClientFacts {
  readonly partition: Partition;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** In order of permission set. */
  readonly roles: readonly PermissionSetRow[];
  /** Characters per column of `--list`: permission set, Linux user, document, account. */
  readonly widths: readonly [number, number, number, number];
}

export const headings = ['PERMISSION SET', 'LINUX USER', 'DOCUMENT', 'ACCOUNT', 'PROFILE'] as const;

/** Digits of an AWS account id. */
const accountWidth = 12;

export function clientFacts(mapping: RoleMapping): ClientFacts {
  const roles = byPermissionSet(mapping);
  const width = (column: keyof PermissionSetRow, heading: string) =>
    Math.max(heading.length, ...roles.map((role) => role[column].length));
  return {
    partition: mapping.partition,
    accounts: mapping.accounts,
    regions: mapping.regions,
    roles,
    widths: [
      width('permissionSet', headings[0]),
      width('osUser', headings[1]),
      width('document', headings[2]),
      accountWidth,
    ],
  };
}
