/** What reports and the formats of a proof are made from, and what each of them is: a function from data to text. */
import type { Access } from '../access/access.js';
import type { Diagnostic, Range } from '../diagnostics/diagnostic.js';
import type { AccessMap } from '../facts/access-map.js';
import type { AttachedPolicy } from '../iam/evaluate/policy.js';
import type { StatementRef } from '../iam/evaluate/statement.js';
import type { RoleMapping } from '../mapping/model.js';
import type { Origin } from '../mapping/origin.js';
import type { NamedText } from '../source/foreign-text.js';
import type { Violation } from '../verify/proof/violations.js';
import type { Proof } from '../verify/prove.js';

export interface ProofReport {
  readonly mapping: RoleMapping;
  readonly proof: Proof;
  /** The policies that were assumed to be attached too, service control policies among them. */
  readonly attached: readonly AttachedPolicy[];
  /** What the evaluator does not know, each an error. */
  readonly unsupported: readonly Diagnostic[];
  readonly violations: readonly ReportedViolation[];
  /** Warnings that are accepted; only programs see them. */
  readonly accepted: readonly ReportedViolation[];
}

export interface ReportedViolation {
  readonly violation: Violation;
  readonly finding: Diagnostic;
  readonly statements: readonly ReportedStatement[];
}

/** The file and the place are there for statements of merge files and of policies that were handed in. */
export interface ReportedStatement {
  readonly ref: StatementRef;
  readonly file?: string;
  readonly range?: Range;
}

/** Whether the proof holds; a warning says that people may get no session, which `strict` makes an error. */
export function proofHolds({ proof, violations }: ProofReport, strict: boolean): boolean {
  return proof.holds && !(strict && violations.length > 0);
}

/** The report of a run with `--strict`, in which warnings are errors. */
export function asStrict(report: ProofReport): ProofReport {
  const violations = report.violations.map((one) => ({
    ...one,
    finding: { ...one.finding, severity: 'error' as const },
  }));
  return { ...report, violations };
}

/** The roles for which the proof found more than a warning. */
export function violatedRoles({ violations }: ProofReport): ReadonlySet<string> {
  return new Set(
    violations
      .filter(({ finding }) => finding.severity === 'error')
      .flatMap(({ violation }) => violation.roles),
  );
}

export interface ProofFormatOptions {
  readonly colour: boolean;
  /** Width of the terminal, at least 40. */
  readonly columns: number;
  /** Warnings count as errors. */
  readonly strict: boolean;
  readonly bytesOf: (file: string) => Uint8Array | undefined;
  readonly origin: Origin;
}

export type ProofFormat = (report: ProofReport, options: ProofFormatOptions) => string;

/** What every report is made from. */
export interface ReportInput {
  readonly mapping: RoleMapping;
  readonly access: Access;
  readonly map: AccessMap;
  /** The whole proof. */
  readonly proof: ProofReport;
  readonly origin: Origin;
  /** Warnings count as errors; default: they do not. */
  readonly strict?: boolean;
  /** An earlier report to compare with (`--against`), as its text. */
  readonly against?: NamedText;
}

/** Answers what is printed, with its final newline. */
export type ReportFormat = (input: ReportInput) => string;
