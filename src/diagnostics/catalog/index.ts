/** The registry of every diagnostic code: one line per file of entries. */
import { access } from './access.js';
import { attribute } from './attribute.js';
import { documents } from './documents.js';
import type { CatalogEntry } from './entry.js';
import { gate } from './gate.js';
import { init } from './init.js';
import { output } from './output.js';
import { policy } from './policy.js';
import { proof } from './proof.js';
import { report } from './report.js';
import { roles } from './roles.js';
import { schema } from './schema.js';
import { session } from './session.js';
import { source } from './source.js';
import { text } from './text.js';

export const catalog = {
  ...source,
  ...schema,
  ...text,
  ...roles,
  ...documents,
  ...session,
  ...access,
  ...attribute,
  ...policy,
  ...proof,
  ...report,
  ...output,
  ...init,
  ...gate,
};

type Catalog = typeof catalog;

export type DiagnosticCode = keyof Catalog;

export type ArgumentsOf<Code extends DiagnosticCode> =
  Catalog[Code] extends CatalogEntry<infer Arguments> ? Arguments : never;

export function isDiagnosticCode(code: string): code is DiagnosticCode {
  return Object.hasOwn(catalog, code);
}
