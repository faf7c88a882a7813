/** The registry of formats: one line each. A format is loaded only when there is something to format. */
import type { Format } from './format.js';

export const formats = {
  pretty: async () => (await import('./pretty.js')).prettyFormat,
  json: async () => (await import('./json.js')).jsonFormat,
  sarif: async () => (await import('./sarif.js')).sarifFormat,
  github: async () => (await import('./github.js')).githubFormat,
} satisfies Record<string, () => Promise<Format>>;

export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as readonly FormatName[];
