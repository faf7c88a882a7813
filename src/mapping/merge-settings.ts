/**
 * How a role's own settings combine with the mapping's: key by key at every level, lists replaced whole.
 * Works on what is written, before defaults.
 */
import { defaults } from '../compiled/role-mapping.js';
import type { Guardrails, NodeAccount } from './model.js';
import type {
  RawMapping,
  RawRole,
  WellFormed,
  WrittenGuardrails,
  WrittenNodes,
  WrittenSession,
} from './schema/raw-mapping.js';
import { isSection } from './schema/with-defaults.js';

export function mergedSession(mapping: RawMapping, role: RawRole): WellFormed<WrittenSession> {
  return combined(mapping.session, role.session);
}

export function mergedNodes(mapping: RawMapping, role: RawRole): WellFormed<WrittenNodes> {
  return combined(mapping.nodes, role.nodes);
}

/** What the mapping says of a role's Linux user on the nodes; undefined where the association does not create it. */
export function accountOf(mapping: RawMapping, role: RawRole): NodeAccount | undefined {
  const { users, accountDefaults } = mergedNodes(mapping, role);
  if (users !== 'association' || role.osUser === undefined) return undefined;
  const own = role.osAccount ?? {};
  const {
    shell = '/bin/bash',
    home = `/home/${role.osUser}`,
    groups = [],
    sudo = 'none',
  } = {
    ...accountDefaults,
    ...own,
  };
  const present = <T>(values: readonly (T | undefined)[]) => values.filter((value) => value !== undefined);
  return {
    osUser: role.osUser,
    uid: own.uid,
    shell,
    home,
    groups: present(groups).sort(),
    sudo: typeof sudo === 'string' ? sudo : present(sudo),
  };
}

const plain = (list: Guardrails['list']): Guardrails => ({ list, deny: [], except: [] });

/** The mapping's own guardrails. */
export function ownGuardrails(written: WellFormed<WrittenGuardrails> | undefined): Guardrails {
  return guardrailsOver(plain('standard'), written ?? defaults.guardrails);
}

/** A word replaces what is inherited; an object changes a list, so that it never denies less than it says. */
export function mergedGuardrails(mapping: RawMapping, role: RawRole): Guardrails {
  return guardrailsOver(ownGuardrails(mapping.guardrails), role.guardrails);
}

function guardrailsOver(
  inherited: Guardrails,
  written: WellFormed<WrittenGuardrails> | undefined,
): Guardrails {
  if (written === undefined) return inherited;
  if (typeof written === 'string') return plain(written);
  return {
    list: written.base ?? (inherited.list === 'none' ? 'standard' : inherited.list),
    deny: written.deny?.filter((action) => action !== undefined) ?? inherited.deny,
    except: written.except?.filter((action) => action !== undefined) ?? inherited.except,
  };
}

function combined<T extends object>(base: T | undefined, own: T | undefined): T | Record<string, never> {
  return base && own ? mergeByKey(base, own) : (own ?? base ?? {});
}

function mergeByKey<T extends object>(base: T, own: T): T {
  const merged: { [key: string]: unknown } = Object.assign(Object.create(null), base);
  for (const [key, value] of Object.entries(own)) {
    const inherited = merged[key];
    merged[key] = isSection(value) && isSection(inherited) ? mergeByKey(inherited, value) : value;
  }
  return merged as T;
}
