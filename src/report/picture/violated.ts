/** The roles for which the proof found more than a warning. */
import type { ProofReport } from '../proof/proof-report.js';

export function violatedRoles({ violations }: ProofReport): ReadonlySet<string> {
  return new Set(
    violations
      .filter(({ finding }) => finding.severity === 'error')
      .flatMap(({ violation }) => violation.roles),
  );
}
