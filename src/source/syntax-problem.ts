/** How the parsers of YAML and JSON report what they refuse: by code and offsets; both share the same limits. */
import type { ArgumentsOf, DiagnosticCode } from '../diagnostics/catalog/index.js';

export type ReportProblem = <Code extends DiagnosticCode>(
  code: Code,
  start: number,
  end: number,
  args: ArgumentsOf<Code>,
) => void;

/** Levels of maps and lists; the language itself needs eight. */
export const maximumDepth = 100;
