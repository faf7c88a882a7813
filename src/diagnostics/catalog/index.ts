/** The registry of every diagnostic code: one line per file of entries. */
import { acceptEntries } from './accept.js';
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

/** What is found in a mapping and the files that it names, by every command that reads one. */
const mappingEntries = {
  ...sourceEntries,
  ...schemaEntries,
  ...textEntries,
  ...roleEntries,
  ...documentEntries,
  ...sessionEntries,
  ...accessEntries,
  ...attributeEntries,
  ...policyEntries,
  ...acceptEntries,
};

export const catalog = {
  ...mappingEntries,
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

/** Whether the code is of a warning, which can be accepted; `accept-unused` cannot. */
export function isAcceptable(code: string): code is DiagnosticCode {
  return isDiagnosticCode(code) && catalog[code].severity === 'warning' && code !== 'accept-unused';
}

/** Whether every command that reads a mapping would have reported it. */
export function isAboutMapping(code: string): boolean {
  return Object.hasOwn(mappingEntries, code);
}
