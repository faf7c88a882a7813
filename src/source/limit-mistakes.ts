/** Keeps a file that is no mapping from drowning its reader, and the machine, in findings. */
import { catalog } from '../diagnostics/catalog/index.js';
import type { Report } from '../diagnostics/report.js';

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
