/**
 * Which accounts and Regions the text of a policy can tell apart: it decides alike for all that it does not name. Reads
 * more names out of a text than it has, never fewer. Knows no mapping.
 */
import { objectOf } from '../source/json-value.js';

export interface NamedPlaces {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Whether an account or Region may be decided on otherwise than those that are not told apart. */
  readonly tellsApart: (name: string) => boolean;
}

const accountId = /^\d{12}$/;
const regionName = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;

/** `policy` as JSON has it; anything at all names no place. */
export function namedPlaces(policy: unknown): NamedPlaces {
  // What stands between colons: ARNs hold places as fields, and condition values are places by themselves.
  const fields = new Set(textsIn(policy).flatMap((text) => text.toLowerCase().split(':')));
  const patterns = [...fields].filter((field) => /[*?]/.test(field));
  const fragments = patterns.flatMap((pattern) => pattern.split('*')).filter((fragment) => fragment !== '');
  // A question mark may tell names apart by their length, a number by its size; for an instant accounts are too long.
  const tellsAll = patterns.some((pattern) => pattern.includes('?')) || comparesNumbers(policy);
  return {
    accounts: [...fields].filter((field) => accountId.test(field)),
    regions: [...fields].filter((field) => regionName.test(field)),
    tellsApart: (name) =>
      tellsAll || fields.has(name) || fragments.some((fragment) => name.includes(fragment)),
  };
}

/** Actions name no place, and most of them have wildcards. */
const placeless: ReadonlySet<string> = new Set(['Version', 'Id', 'Sid', 'Effect', 'Action', 'NotAction']);

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return Object.entries(objectOf(value) ?? {}).flatMap(([key, member]) =>
    placeless.has(key) ? [] : textsIn(member),
  );
}

function comparesNumbers(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(comparesNumbers);
  return Object.entries(objectOf(value) ?? {}).some(
    ([key, member]) => /(?:^|:)numeric/i.test(key) || comparesNumbers(member),
  );
}
