/**
 * How the parsers of YAML and JSON report: by code and offsets, within limits that both share.
 */
import { type ArgumentsOf, catalog, type DiagnosticCode } from '../diagnostics/catalog/index.js';
import type { Report } from '../diagnostics/report.js';

/** How the parsers of YAML and JSON report what they refuse: by code and offsets; both share the same limits. */
export type ReportProblem = <Code extends DiagnosticCode>(
  code: Code,
  start: number,
  end: number,
  args: ArgumentsOf<Code>,
) => void;

/** Levels of maps and lists; the language itself needs eight. */
export const maximumDepth = 100;

/** Keeps a file that is no mapping from drowning its reader, and the machine, in findings. */
export const maximumMistakes = 1000;

/** A `Report` that says so and falls silent after too many errors; warnings always pass. */
export function limitMistakes(report: Report): Report {
  let mistakes = 0;
  return (code, place, args) => {
    if (catalog[code].severity === 'error') mistakes += 1;
    if (mistakes <= maximumMistakes || catalog[code].severity !== 'error') return report(code, place, args);
    if (mistakes === maximumMistakes + 1) report('too-many-mistakes', place, { limit: maximumMistakes });
  };
}
