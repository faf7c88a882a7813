/**
 * A reason to stop that lies outside the mapping: a file that cannot be read or written.
 * Thrown where files are touched, turned into exit code 4 by the caller; never used for mistakes in a mapping.
 */
import type { ArgumentsOf, DiagnosticCode } from './catalog/index.js';
import type { Diagnostic } from './diagnostic.js';
import { reportInto } from './report.js';
import { systemReason } from './system-error.js';

export class Failure extends Error {
  override readonly name = 'Failure';

  /** `diagnostics` holds at least one. */
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ summary }) => summary).join('; '));
  }
}

/** Throws again what is not the system's error. */
export function unwritable(file: string, error: unknown, isOneOfSeveral = false): Failure {
  return failure('output-unwritable', file, { file, reason: systemReason(error), isOneOfSeveral });
}

/** A failure of one finding about `file`. */
export function failure<Code extends DiagnosticCode>(
  code: Code,
  file: string | undefined,
  args: ArgumentsOf<Code>,
): Failure {
  const found: Diagnostic[] = [];
  reportInto(found, file)(code, {}, args);
  return new Failure(found);
}
