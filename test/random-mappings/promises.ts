/**
 * What a mapping says of its people: who may start what, and as whom. Written from docs/mapping.md, docs/policies.md,
 * docs/cut-over.md and docs/guardrails.md, from the text of the mapping alone: nothing here comes from `src`.
 */
import { documentStem, type Json, opening } from './mappings.js';

export interface Person {
  readonly role: string;
  readonly account: string;
  readonly region: string;
  /** Attributes for access control, by key; `SSMSessionRunAs` is apart. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly runAs: string | undefined;
  /** Whether AdministratorAccess is attached as well. */
  readonly isAdministrator: boolean;
  /** Whether the service control policies are attached to the organization. */
  readonly isGuarded: boolean;
}

export interface Node {
  readonly kind: 'ec2' | 'hybrid' | 'container';
  readonly tags: Readonly<Record<string, string>>;
}

export interface Document {
  /** Of whom it is, by its name: a role's shell or tunnel, AWS's own, the default document, or anything else. */
  readonly of:
    | { readonly kind: 'shell'; readonly role: string }
    | { readonly kind: 'tunnel'; readonly role: string }
    | { readonly kind: 'older'; readonly role: string | undefined }
    | { readonly kind: 'aws' }
    | { readonly kind: 'default' }
    | { readonly kind: 'other' };
  readonly name: string;
  /** Absent in the ARNs of AWS's own. */
  readonly account: string | undefined;
}

export interface RolePromise {
  readonly name: string;
  readonly osUser: string;
  readonly permissionSet: string;
  readonly tag: 'forbid' | 'match' | 'ignore';
  readonly nodes: {
    readonly tags: Readonly<Record<string, readonly string[]>>;
    readonly matchTags: Readonly<Record<string, string>>;
    readonly kinds: readonly string[];
  };
  readonly awsDocuments: readonly string[];
  readonly opensDefault: boolean;
  /** A merge file allows every session. */
  readonly opensAll: boolean;
  readonly guardrails: {
    readonly list: string;
    readonly deny: readonly string[];
    readonly except: readonly string[];
  };
  readonly session: Json;
}

/** A value of a role goes before the mapping's, key by key; a list replaces a list. */
function over(lower: Json, upper: Json): Json {
  if (upper === undefined) return lower;
  const isMap = (value: Json) => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap(lower) || !isMap(upper)) return upper;
  const keys = new Set([...Object.keys(lower), ...Object.keys(upper)]);
  return Object.fromEntries([...keys].map((key) => [key, over(lower[key], upper[key])]));
}

const list = (value: string | readonly string[]) => (typeof value === 'string' ? [value] : value);

function guardrailsOf(lower: Json, upper: Json): RolePromise['guardrails'] {
  const plain = (name: string) => ({ list: name, deny: [], except: [] });
  if (upper === undefined) return lower ?? plain('standard');
  if (typeof upper === 'string') return plain(upper);
  const inherited = lower ?? plain('standard');
  return {
    list: upper.base ?? (inherited.list === 'none' ? 'standard' : inherited.list),
    deny: upper.deny ?? inherited.deny,
    except: upper.except ?? inherited.except,
  };
}

export const denies = ({ rollout }: Json) => rollout !== 'prepare';
export const hasServiceControl = ({ guardrails }: Json) => guardrails !== 'none';

export function promiseOf(whole: Json, name: string): RolePromise {
  const role = whole.roles[name];
  const nodes = over(whole.nodes ?? {}, role.nodes);
  const set = role.permissionSet;
  return {
    name,
    osUser: role.osUser,
    permissionSet: typeof set === 'string' ? set : set.name,
    tag: role.principalTag ?? whole.principalTag ?? (whole.rollout === 'enforce' ? 'forbid' : 'ignore'),
    nodes: {
      tags: Object.fromEntries(
        Object.entries<Json>(nodes?.tags ?? {}).map(([key, values]) => [key, list(values)]),
      ),
      matchTags: nodes?.matchTags ?? {},
      kinds: nodes?.kinds ?? ['ec2', 'hybrid'],
    },
    awsDocuments: role.awsDocuments ?? [],
    opensDefault: !denies(whole) && !set.create && role.sessionsBefore !== false,
    opensAll: role.inlinePolicy?.merge === opening,
    guardrails: guardrailsOf(guardrailsOf(undefined, whole.guardrails), role.guardrails),
    session: over(whole.session ?? {}, role.session),
  };
}

/**
 * Of which role an older name is. With a StackSet that of the document with this name, with or without a hash behind it, and of none
 * where two documents may have had it; without a StackSet always of none.
 */
export function ownerOfOlder(whole: Json, older: string): string | undefined {
  if (!whole.documents?.stackSet) return undefined;
  const stems = new Set([older, withoutHash(older)]);
  const owners = [...stems].flatMap((stem) => ownersOfStem(whole, stem));
  return owners.length === 1 ? owners[0] : undefined;
}

const withoutHash = (name: string) => name.replace(/-[0-9a-f]{8}$/, '');

function ownersOfStem(whole: Json, stem: string): string[] {
  return Object.entries<Json>(whole.roles).flatMap(([name, { osUser, tunnels = {} }]) => {
    const shell = documentStem(whole, name, osUser);
    const tunnelStem = `${shell.replace(/-Session$/, '')}-Tunnel-`;
    const own = [shell, ...Object.keys(tunnels).map((tunnel) => `${tunnelStem}${tunnel}`)];
    return own.includes(stem) ? [name] : [];
  });
}

/** With a StackSet the service control policies leave each name with a hash to one role, also an older name that has no owner. */
function isOfOtherByHash(whole: Json, { name: role }: RolePromise, name: string): boolean {
  if (!whole.documents?.stackSet || withoutHash(name) === name) return false;
  const [owner = role] = ownersOfStem(whole, withoutHash(name));
  return owner !== role;
}

function reaches({ nodes }: RolePromise, { attributes }: Person, { kind, tags }: Node): boolean {
  return (
    nodes.kinds.includes(kind) &&
    Object.entries(nodes.tags).every(([key, values]) => values.includes(tags[key] as string)) &&
    Object.entries(nodes.matchTags).every(([key, attribute]) => {
      const own = attributes[attribute];
      return own !== undefined && own !== '' && tags[key] === own;
    })
  );
}

/** Whose documents the role may start, wherever they are. */
function isItsOwn(role: RolePromise, { of, name }: Document): boolean {
  switch (of.kind) {
    case 'shell':
    case 'tunnel':
    case 'older':
      return of.role === role.name;
    case 'aws':
      return role.awsDocuments.includes(name);
    case 'default':
      return role.opensDefault;
    case 'other':
      return false;
  }
}

/**
 * Whether the person may start a session with the document on the node. `lists` is how the policy names documents, which
 * `arns: auto` leaves to its size.
 */
export function mayStart(
  whole: Json,
  role: RolePromise,
  person: Person,
  node: Node,
  document: Document,
  lists: boolean,
): boolean {
  const { runAs, account, region, isAdministrator, isGuarded } = person;
  if (runAs !== undefined && role.tag === 'forbid') return false;
  if (runAs !== undefined && role.tag === 'match' && runAs !== role.osUser) return false;
  const { of } = document;
  // The service control policies know names, in every account.
  if (isGuarded && (of.kind === 'shell' || of.kind === 'tunnel') && of.role !== role.name) return false;
  if (isGuarded && of.kind === 'older' && of.role !== undefined && of.role !== role.name) return false;
  if (isGuarded && of.kind === 'older' && isOfOtherByHash(whole, role, document.name)) return false;
  const isOpen = isItsOwn(role, document) && reaches(role, person, node);
  const isListed = (one: string) => !lists || whole.accounts.includes(one);
  if (!denies(whole)) {
    // The policies only add rights, to documents in any account.
    return isAdministrator || role.opensAll || isOpen;
  }
  if (whole.regions && !whole.regions.includes(region)) return false;
  if (document.account === undefined) return isOpen;
  return isOpen && document.account === account && isListed(account);
}
