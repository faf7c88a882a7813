/**
 * The shape of a catalog entry, and the constructors that keep its arguments typed. What `explain` prints of a code beyond the
 * message stands in `templates/explain`.
 */
import type { Severity } from '../diagnostic.js';

export interface Message {
  /** One line, no final full stop. */
  readonly summary: string;
  readonly detail: string;
  readonly remedy: string;
}

export interface CatalogEntry<Arguments> {
  readonly severity: Severity;
  readonly message: (args: Arguments) => Message;
}

type MakeMessage<Arguments> = CatalogEntry<Arguments>['message'];

export function error<Arguments = Record<never, never>>(
  message: MakeMessage<Arguments>,
): CatalogEntry<Arguments> {
  return { severity: 'error', message };
}

export function warning<Arguments = Record<never, never>>(
  message: MakeMessage<Arguments>,
): CatalogEntry<Arguments> {
  return { severity: 'warning', message };
}
