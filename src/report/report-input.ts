/** What a report is made from, and what it is. */
import type { Access } from '../access/access.js';
import type { RoleMapping } from '../mapping/model.js';
import type { NamedText } from '../source/foreign-text.js';
import type { ProofReport } from './proof/proof-report.js';

/** What every report is made from. */
export interface ReportInput {
  readonly mapping: RoleMapping;
  readonly access: Access;
  /** The whole proof. */
  readonly proof: ProofReport;
  /** Warnings count as errors; default: they do not. */
  readonly strict?: boolean;
  /** An earlier report to compare with (`--against`), as its text. */
  readonly against?: NamedText;
}

/** Answers the product for standard output, with its final newline. */
export type ReportFormat = (input: ReportInput) => string;
