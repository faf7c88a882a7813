/**
 * What a finding is: a code, a place, and words for the person who must act on it.
 * Knows nothing of where findings come from or how they are printed.
 */

/** A place in a text. `line` and `column` count from 1, `column` in UTF-16 code units; `offset` counts from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A stretch of text; `end` is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export type Severity = 'error' | 'warning';

/** The keys and indexes that lead from the root of a mapping to a value, such as `['roles', 'admin', 'osUser']`. */
export type Path = readonly (string | number)[];

export interface Diagnostic {
  /** Stable identifier; a key of the catalog. */
  readonly code: string;
  readonly severity: Severity;
  /** One line, no final full stop: what is wrong. */
  readonly summary: string;
  /** One or more sentences: why it is wrong. */
  readonly detail: string;
  /** One sentence in the imperative: what to do. */
  readonly remedy: string;
  /** The file as the user named it; absent for findings that have no file. */
  readonly file?: string;
  readonly range?: Range;
  /** The place in the mapping, where there is one. */
  readonly path?: Path;
  /** A warning that was accepted: people do not see it, programs do. */
  readonly accepted?: Acceptance;
}

/** A warning that a team has looked at. Without a reason it was accepted on the command line. */
export interface Acceptance {
  readonly code: string;
  readonly reason?: string;
}

/** Errors stop the run; with `strict` warnings do as well, unless they are accepted. */
export function hasErrors(diagnostics: readonly Diagnostic[], strict = false): boolean {
  return diagnostics.some(({ severity, accepted }) => severity === 'error' || (strict && !accepted));
}

/** Marks the warnings that are accepted; errors cannot be. */
export function withAccepted(
  diagnostics: readonly Diagnostic[],
  acceptances: readonly Acceptance[],
): Diagnostic[] {
  const byCode = new Map(acceptances.map((acceptance) => [acceptance.code, acceptance]));
  return diagnostics.map((found) => {
    const accepted = found.severity === 'warning' ? byCode.get(found.code) : undefined;
    return accepted ? { ...found, accepted } : found;
  });
}

/** What people are shown. */
export function withoutAccepted(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.some(({ accepted }) => accepted)
    ? diagnostics.filter(({ accepted }) => !accepted)
    : diagnostics;
}

/** Order of reading: by file, then place, then code; findings without a place come last. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const offset = (d: Diagnostic) => d.range?.start.offset ?? Number.POSITIVE_INFINITY;
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...diagnostics].sort((a, b) => {
    const byFile = compare(a.file ?? '\uffff', b.file ?? '\uffff');
    if (byFile !== 0) return byFile;
    if (offset(a) !== offset(b)) return offset(a) < offset(b) ? -1 : 1;
    return compare(a.code, b.code) || compare(a.summary, b.summary);
  });
}
