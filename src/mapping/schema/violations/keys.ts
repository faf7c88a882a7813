/** Keys that are unknown, missing or of a form that AWS refuses. */
import { expectations, knownKeys, type SchemaError } from '../../../compiled/mapping-validator.js';
import type { Path } from '../../../diagnostics/diagnostic.js';
import { nearest } from '../../nearest.js';
import { shapeOf } from '../path-shape.js';
import { entersPolicy } from './pattern.js';
import { type Explain, schemaOf } from './violation.js';

export const explainUnknownKey: Explain = ({ error, path }, report) => {
  const key = String(error.params.additionalProperty);
  const place = { path: [...path, key], point: 'key' } as const;
  const known = knownKeys[schemaOf(error)] ?? [];
  report('key-unknown', place, { key, parent: nameOf(path), suggestion: meantKey(error), known });
};

/** The known key that an unknown one was probably meant to be. */
export function meantKey(error: SchemaError): string | undefined {
  if (error.keyword !== 'additionalProperties') return undefined;
  return nearest(String(error.params.additionalProperty), knownKeys[schemaOf(error)] ?? []);
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
  else report('key-malformed', place, { key, expected: expectations[schemaOf(error)] });
};

function nameOf(path: Path): string {
  if (path.length === 0) return 'The mapping';
  if (path.length === 2 && path[0] === 'roles') return `Role "${path[1]}"`;
  return `\`${path.at(-1)}\``;
}
