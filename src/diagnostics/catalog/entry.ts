/**
 * The shape of a catalog entry and the constructor that keeps its arguments typed.
 * All user-facing prose of findings lives in the files beside this one.
 */
import type { Severity } from '../diagnostic.js';

export interface Message {
  /** One line, no final full stop. */
  readonly summary: string;
  readonly detail: string;
  readonly remedy: string;
}

/** What `explain CODE` prints beyond the message. */
export interface ExplainPage {
  /** Why the rule exists, in whole sentences. */
  readonly why: string;
  /** A fragment of a mapping that earns the finding, and the same fragment mended. */
  readonly example?: { readonly wrong: string; readonly right: string };
  /** The documentation that forced the rule: a URL, or a path below `docs/`. */
  readonly source: string;
}

export interface CatalogEntry<Arguments> {
  readonly severity: Severity;
  readonly message: (args: Arguments) => Message;
  readonly page: ExplainPage;
}

/** Identity function that lets TypeScript infer the arguments of an entry. */
export function entry<Arguments = Record<never, never>>(
  definition: CatalogEntry<Arguments>,
): CatalogEntry<Arguments> {
  return definition;
}
