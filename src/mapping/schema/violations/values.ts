/**
 * Findings about keys and values that the schema does not take: unknown or missing keys, other types, values out of range.
 */
import type { SchemaError } from '../../../compiled/mapping-validator.js';
import type { Path } from '../../../diagnostics/diagnostic.js';
import type { SourceNode } from '../../../source/source-tree.js';
import { nearest } from '../../nearest.js';
import { shapeOf } from '../path-shape.js';
import { entersPolicy } from './pattern.js';
import { type Explain, wordsAt } from './violation.js';

/** Keys that are unknown, missing or of a form that AWS refuses. */
export const explainUnknownKey: Explain = ({ error, path }, report) => {
  const key = String(error.params.additionalProperty);
  const place = { path: [...path, key], point: 'key' } as const;
  const { known = [] } = wordsAt(path);
  report('key-unknown', place, { key, parent: nameOf(path), suggestion: meantKey(error, path), known });
};

/** The known key that an unknown one was probably meant to be. */
export function meantKey(error: SchemaError, path: Path): string | undefined {
  if (error.keyword !== 'additionalProperties') return undefined;
  return nearest(String(error.params.additionalProperty), wordsAt(path).known ?? []);
}

export const explainMissingKey: Explain = ({ error, path }, report) => {
  const key = String(error.params.missingProperty);
  report('key-missing', { path, point: 'key' }, { key, parent: nameOf(path) });
};

export const explainMalformedKey: Explain = ({ error, path }, report) => {
  const key = error.propertyName ?? '';
  const place = { path: [...path, key], point: 'key' } as const;
  const isVariable = key.includes('${') && entersPolicy(shapeOf(place.path));
  if (isVariable) report('policy-variable', place, { value: key });
  else report('key-malformed', place, { key, expected: wordsAt(path).names });
};

function nameOf(path: Path): string {
  if (path.length === 0) return 'The mapping';
  if (path.length === 2 && path[0] === 'roles') return `Role "${path[1]}"`;
  const last = path.at(-1);
  if (typeof last === 'number') return `Item ${last + 1} of \`${path.at(-2)}\``;
  return `\`${last}\``;
}

/** Values of the wrong kind, in the words of people who write YAML. */
export const explainType: Explain = ({ error, path, node, written }, report) => {
  const found = node?.kind === 'scalar' ? node.value : undefined;
  const expected = [error.params.type].flat().map(String);
  const isUnquoted = expected.includes('string') && (typeof found === 'number' || typeof found === 'boolean');
  if (found === null) {
    report('value-absent', { path, point: 'key' }, { key: String(path.at(-1)) });
  } else if (isUnquoted && typeof found === 'number' && shapeOf(path) === 'osUser') {
    // Quoting it would not help: a user id is refused as text as well.
    report('os-user-forbidden', { path }, { user: written, reason: 'number' });
  } else if (isUnquoted) {
    report('value-unquoted', { path }, { text: written, found: kindOf(node) });
  } else {
    const kinds = expected.map((type) => kindNames[type] ?? type).join(' or ');
    report('value-type', { path }, { expected: kinds, found: kindOf(node), hint: hintFor(expected, found) });
  }
};

/** By the names of JSON Schema and of JavaScript. */
const kindNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'a truth value',
  array: 'a list',
  object: 'keys and values',
};

function kindOf(node: SourceNode | undefined): string {
  if (node === undefined) return 'nothing';
  if (node.kind === 'map') return 'keys and values';
  if (node.kind === 'list') return 'a list';
  return kindNames[typeof node.value] ?? 'nothing';
}

function hintFor(expected: readonly string[], found: unknown): string {
  if (expected.includes('boolean')) {
    return 'Write true or false, without quotes; yes, no, on and off are text.';
  }
  if (expected.includes('integer')) return 'Write a whole number, without quotes.';
  if (expected.includes('array')) {
    return typeof found === 'string' ? `Write a list: [${JSON.stringify(found)}].` : 'Write a list: [a, b].';
  }
  if (expected.includes('object')) return 'Write keys and values: { key: value }.';
  return 'Write a single value.';
}

/** Values beyond a list of words, beyond a limit, or in a list already. */
export const explainUnlisted: Explain = ({ error, path, written, node }, report) => {
  const allowed = [error.params.allowedValues ?? error.params.allowedValue].flat();
  const words = allowed.map((value) => (typeof value === 'number' ? value : String(value)));
  const value = node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : written;
  const suggestion = nearest(value, [...new Set(words.map(String))]);
  report('value-not-listed', { path }, { value, allowed: words, suggestion });
};

/** Each item that is in the list before; ajv names one pair only. */
export const explainRepeated: Explain = ({ path, node }, report) => {
  if (node?.kind !== 'list') return;
  const seen = new Set<unknown>();
  for (const [index, item] of node.items.entries()) {
    if (item.kind !== 'scalar') continue;
    const place = { path: [...path, index] };
    if (seen.has(item.value)) report('value-repeated', place, { value: String(item.value) });
    seen.add(item.value);
  }
};

/** Roles have a limit of their own, which is not AWS's; a frame around all of them would show nothing. */
export const explainTooMany: Explain = (violation, report) => {
  const { error, path, node } = violation;
  const isRoles = path.length === 1 && path[0] === 'roles';
  if (!isRoles || node?.kind !== 'map') return explainLimit(violation, report);
  report(
    'roles-too-many',
    { path, point: 'key' },
    { count: node.entries.size, limit: Number(error.params.limit) },
  );
};

export const explainLimit: Explain = ({ error, path }, report) => {
  report('value-out-of-range', { path }, { limit: limitOf(error) });
};

function limitOf({ keyword, params }: SchemaError): string {
  const limit = Number(params.limit);
  const entries = limit === 1 ? 'entry' : 'entries';
  switch (keyword) {
    case 'minimum':
      return `be at least ${limit}`;
    case 'maximum':
      return `be at most ${limit}`;
    case 'minLength':
      return 'not be empty';
    case 'maxLength':
      return `have at most ${limit} characters`;
    case 'minItems':
    case 'minProperties':
      return `have at least ${limit} ${entries}`;
    default:
      return `have at most ${limit} ${entries}`;
  }
}
