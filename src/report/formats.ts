/** The registries of formats, of `prove` and of `report`: one line each, loaded when needed. */
import type { ProofFormat, ReportFormat } from './report-input.js';

export const proofFormats = {
  table: async () => (await import('./proof/table.js')).proofTable,
  json: async () => (await import('./proof/json.js')).proofJson,
  md: async () => (await import('./proof/markdown.js')).proofMarkdown,
} satisfies Record<string, () => Promise<ProofFormat>>;

export type ProofFormatName = keyof typeof proofFormats;
export const proofFormatNames = Object.keys(proofFormats) as readonly ProofFormatName[];

export const reportFormats = {
  md: async () => (await import('./proof/markdown.js')).accessReport,
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
