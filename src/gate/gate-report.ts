/** How the gate reports what it finds. */
import type { ArgumentsOf, DiagnosticCode } from '../diagnostics/catalog/index.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { reportInto } from '../diagnostics/report.js';

/** Reports a finding about the plan, or about a file that is shown with it. */
export type GateReport = <Code extends DiagnosticCode>(
  code: Code,
  args: ArgumentsOf<Code>,
  file?: string,
) => void;

/** `planFile` is what a finding is about unless it says another file. */
export function gateReportInto(found: Diagnostic[], planFile: string): GateReport {
  const report = reportInto(found, planFile);
  return (code, args, file) => report(code, file === undefined ? {} : { file }, args);
}
