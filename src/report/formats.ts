/** The registry of formats of `report`: one line each, loaded when asked for. */
import type { Access } from '../access/access.js';
import type { RoleMapping } from '../mapping/model.js';
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
  readonly against?: { readonly file: string; readonly text: string };
}

/** Answers the product for standard output, with its final newline. */
export type ReportFormat = (input: ReportInput) => string;

export const reportFormats = {
  md: async () => (await import('./access-report.js')).accessReport,
  html: async () => (await import('./html/page.js')).htmlReport,
  svg: async () => (await import('./picture/svg.js')).svgReport,
  cloudtrail: async () => (await import('./cloudtrail/cloudtrail-report.js')).cloudTrailReport,
} satisfies Record<string, () => Promise<ReportFormat>>;

export type ReportFormatName = keyof typeof reportFormats;
export const reportFormatNames = Object.keys(reportFormats) as readonly ReportFormatName[];

/** These say nothing of the proof, so that it cannot fail them. */
export const formatsWithoutProof: ReadonlySet<string> = new Set(['svg', 'cloudtrail']);

/** These can be compared with an earlier report. */
export const formatsThatCompare: ReadonlySet<string> = new Set(['html']);
