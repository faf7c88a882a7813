/**
 * From what the schema refuses to the finding that says why: one line per keyword of JSON Schema.
 * Decides nothing; the schema has decided.
 */
import type { Report } from '../../../diagnostics/report.js';
import { explainMalformedKey, explainMissingKey, explainUnknownKey } from './keys.js';
import { explainPattern } from './pattern.js';
import { explainType } from './type.js';
import { explainLimit, explainRepeated, explainTooMany, explainUnlisted } from './values.js';
import type { Explain, SchemaViolation } from './violation.js';

const explanations: Readonly<Record<string, Explain>> = {
  additionalProperties: explainUnknownKey,
  required: explainMissingKey,
  type: explainType,
  const: explainUnlisted,
  enum: explainUnlisted,
  pattern: explainPattern,
  not: explainPattern,
  uniqueItems: explainRepeated,
  maxProperties: explainTooMany,
};

export function reportViolation(violation: SchemaViolation, report: Report): void {
  const { keyword, propertyName } = violation.error;
  const explain = propertyName === undefined ? (explanations[keyword] ?? explainLimit) : explainMalformedKey;
  explain(violation, report);
}
