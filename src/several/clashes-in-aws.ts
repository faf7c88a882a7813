/**
 * What two mappings of one call would both write in AWS: for each kind of thing, where the first mapping states it. One thing has one
 * owner; with two of them, whoever applied last decides who becomes which Linux user. Pure.
 */
import type { SharedKind } from '../diagnostics/catalog/output.js';
import { areHeld } from '../mapping/attribute-cut-over.js';
import type { RoleMapping } from '../mapping/model.js';
import { documentsOfRole } from '../mapping/role-documents.js';

export interface SharedThings {
  readonly kind: SharedKind;
  /** In the order of the mapping; empty where there is one of the kind only. */
  readonly names: readonly string[];
  /** Where the first of them is stated. */
  readonly path: readonly string[];
}

interface Thing {
  readonly name: string;
  /** Whether the name ends in a hash of the document's content. */
  readonly isHashed?: boolean;
  readonly path: readonly string[];
}

export interface AppliedMapping {
  readonly mapping: RoleMapping;
  /** Whether the policies of all roles name the accounts of the documents. */
  readonly listsAccounts: boolean;
}

export function sharedThings(own: AppliedMapping, other: AppliedMapping): readonly SharedThings[] {
  const [one, two] = [own.mapping, other.mapping];
  return [
    ...(mayShareInstance(one, two) ? inIdentityCenter(one, two) : []),
    ...documentsIn(own, other),
    ...(mayShareNodes(one, two) ? onNodes(one, two) : []),
  ];
}

/** An instance that is not stated may be any. */
function mayShareInstance(own: RoleMapping, other: RoleMapping): boolean {
  const stated = ({ instanceArn }: RoleMapping) => (instanceArn === undefined ? [] : [instanceArn]);
  return overlap(stated(own), stated(other));
}

/** Where an account is not stated, different instances tell the organizations apart. */
function mayShareAccounts(own: RoleMapping, other: RoleMapping): boolean {
  const areStated = own.accounts.length > 0 && other.accounts.length > 0;
  return areStated ? overlap(own.accounts, other.accounts) : mayShareInstance(own, other);
}

function mayShareNodes(own: RoleMapping, other: RoleMapping): boolean {
  return mayShareAccounts(own, other) && overlap(own.regions, other.regions);
}

/** An empty list is any of them. */
function overlap(own: readonly string[], other: readonly string[]): boolean {
  return own.length === 0 || other.length === 0 || own.some((one) => other.includes(one));
}

function inIdentityCenter(own: RoleMapping, other: RoleMapping): readonly SharedThings[] {
  const attributes: SharedThings = {
    kind: 'attributes',
    names: [],
    path: ['accessControlAttributes', 'configuration'],
  };
  return [
    ...(areHeld(own.attributes) && areHeld(other.attributes) ? [attributes] : []),
    ...common('permission-set', permissionSetsOf(own), permissionSetsOf(other)),
  ];
}

function onNodes(own: RoleMapping, other: RoleMapping): readonly SharedThings[] {
  const lock: SharedThings = { kind: 'default-document', names: [], path: ['defaultDocument'] };
  return [...differingUsers(own, other), ...(own.lockedDefault && other.lockedDefault ? [lock] : [])];
}

/**
 * Documents of one name, in the same place or not. A policy without accounts allows them in every account to which its permission set is
 * assigned. Service control policies name them in all Regions and, of a StackSet, with any hash, so two of them deny each other's people.
 */
function documentsIn(own: AppliedMapping, other: AppliedMapping): readonly SharedThings[] {
  const [one, two] = [own.mapping, other.mapping];
  const [documents, others] = [documentsOf(one), documentsOf(two)];
  const written = mayShareNodes(one, two) ? common('document', documents, others) : [];
  if (written.length > 0) return written;
  const isReached =
    !(own.listsAccounts && other.listsAccounts) &&
    mayShareInstance(one, two) &&
    overlap(one.regions, two.regions);
  return [
    ...(isReached ? common('document-reached', documents, others) : []),
    ...(areGuardedTogether(one, two) ? common('document-guarded', documents, others, guardedName) : []),
  ];
}

function areGuardedTogether(own: RoleMapping, other: RoleMapping): boolean {
  if (own.guardrails.list === 'none' || other.guardrails.list === 'none') return false;
  const { serviceControlTargets: targets = [] } = own;
  const haveTarget = targets.some((target) => other.serviceControlTargets?.includes(target));
  return haveTarget || mayShareAccounts(own, other);
}

/** All hashes are equally long. */
const guardedName = ({ name, isHashed }: Thing) => (isHashed ? name.slice(0, -8) : name);

/** Letter case is no difference: AWS documents it for some of these names only. */
function common(
  kind: SharedKind,
  own: readonly Thing[],
  other: readonly Thing[],
  identify = ({ name }: Thing) => name,
): readonly SharedThings[] {
  const theirs = new Set(other.map((thing) => identify(thing).toLowerCase()));
  return together(
    kind,
    own.filter((thing) => theirs.has(identify(thing).toLowerCase())),
  );
}

function together(kind: SharedKind, things: readonly Thing[]): readonly SharedThings[] {
  const [first] = things;
  return first === undefined ? [] : [{ kind, names: things.map(({ name }) => name), path: first.path }];
}

function permissionSetsOf({ roles }: RoleMapping): readonly Thing[] {
  return roles.map(({ name, permissionSet }) => ({
    name: permissionSet.name,
    path: ['roles', name, 'permissionSet'],
  }));
}

function documentsOf({ roles, documents }: RoleMapping): readonly Thing[] {
  const isHashed = documents.stackSet !== undefined;
  const current = roles.flatMap((role) =>
    documentsOfRole(role).map(({ name }) => ({ name, isHashed, path: ['roles', role.name] })),
  );
  return [...current, ...documents.previous.map(({ name }) => ({ name, path: ['documents', 'previous'] }))];
}

/**
 * Two scripts that are not of one mind about a user would undo each other's sudo rules, again and again. Letter case is no difference:
 * by default sudo compares names without it.
 */
function differingUsers(own: RoleMapping, other: RoleMapping): readonly SharedThings[] {
  const theirs = new Map(
    accountsOf(other).map((account) => [account.osUser.toLowerCase(), JSON.stringify(account)]),
  );
  const differing = accountsOf(own).filter((account) => {
    const their = theirs.get(account.osUser.toLowerCase());
    return their !== undefined && their !== JSON.stringify(account);
  });
  const roles = own.roles.filter(({ osUser }) => differing.some((account) => account.osUser === osUser));
  return together(
    'os-user',
    roles.map(({ name, osUser }) => ({ name: osUser, path: ['roles', name, 'osUser'] })),
  );
}

const accountsOf = ({ nodeUsers = [] }: RoleMapping) => nodeUsers.flatMap(({ accounts }) => accounts);
