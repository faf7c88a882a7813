/** Values beyond a list of words, beyond a limit, or in a list already. */
import type { SchemaError } from '../../../compiled/mapping-validator.js';
import { nearest } from '../../nearest.js';
import type { Explain } from './violation.js';

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
