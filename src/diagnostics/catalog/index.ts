/** The registry of every diagnostic code: one line per file of entries. */
import { accessEntries } from './access.js';
import { attributeEntries } from './attribute.js';
import { documentEntries } from './documents.js';
import type { CatalogEntry } from './entry.js';
import { gateEntries } from './gate.js';
import { initEntries } from './init.js';
import { outputEntries, reportEntries } from './output.js';
import { policyEntries } from './policy.js';
import { proofEntries } from './proof.js';
import { roleEntries } from './roles.js';
import { schemaEntries } from './schema.js';
import { sessionEntries } from './session.js';
import { sourceEntries } from './source.js';
import { textEntries } from './text.js';

export const catalog = {
  ...sourceEntries,
  ...schemaEntries,
  ...textEntries,
  ...roleEntries,
  ...documentEntries,
  ...sessionEntries,
  ...accessEntries,
  ...attributeEntries,
  ...policyEntries,
  ...proofEntries,
  ...reportEntries,
  ...outputEntries,
  ...initEntries,
  ...gateEntries,
};

type Catalog = typeof catalog;

export type DiagnosticCode = keyof Catalog;

export type ArgumentsOf<Code extends DiagnosticCode> =
  Catalog[Code] extends CatalogEntry<infer Arguments> ? Arguments : never;

export function isDiagnosticCode(code: string): code is DiagnosticCode {
  return Object.hasOwn(catalog, code);
}
