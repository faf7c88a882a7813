/** The registry of formats of a proof: one line each, loaded when asked for. */
import type { ProofFormat } from './proof-report.js';

export const proofFormats = {
  table: async () => (await import('./table.js')).proofTable,
  json: async () => (await import('./json.js')).proofJson,
  md: async () => (await import('./markdown.js')).proofMarkdown,
} satisfies Record<string, () => Promise<ProofFormat>>;

export type ProofFormatName = keyof typeof proofFormats;
export const proofFormatNames = Object.keys(proofFormats) as readonly ProofFormatName[];
