/**
 * Roles of a starter mapping, by name, and text quoted for YAML.
 */
import type { FoundPermissionSet } from './read-permission-sets.js';

/** What a YAML 1.2 stream may not hold unescaped, or older parsers take for a line break or a byte order mark, beyond what JSON escapes. */
const unprintable = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** On one line, also in a comment and, up to 1,024 characters, as a key. A JSON string is a YAML scalar too. */
export function quotedScalar(text: string): string {
  return JSON.stringify(text).replace(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Roles for permission sets whose Linux user is not known yet. Each missing value is a placeholder, which every command refuses.
 */
export interface RoleStub {
  readonly name: string;
  readonly osUser: string;
  readonly permissionSet: string;
  /** Terraform finds a permission set by its ARN with one call; by its name it describes every permission set. */
  readonly arn: string | undefined;
}

const longestName = 32;

export function roleStubs(sets: readonly FoundPermissionSet[]): RoleStub[] {
  const taken = new Set<string>();
  return sets.map((set, at) => {
    const name = unused(roleName(set.name) ?? `role-${at + 1}`, taken);
    return {
      name,
      osUser: `fill-in-${name.toLowerCase()}`.slice(0, longestName),
      permissionSet: set.name ?? `fill-in-${at + 1}`,
      arn: set.arn,
    };
  });
}

/** `LinuxAdmin` becomes `linux-admin`; undefined where no letter is left. */
function roleName(permissionSet: string | undefined): string | undefined {
  const words = (permissionSet ?? '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');
  return words === '' ? undefined : words.slice(0, longestName);
}

function unused(name: string, taken: Set<string>): string {
  let free = name;
  for (let ordinal = 2; taken.has(free); ordinal += 1) {
    const suffix = `-${ordinal}`;
    free = `${name.slice(0, longestName - suffix.length)}${suffix}`;
  }
  taken.add(free);
  return free;
}
